// What a format of the Balance Method lays on a limb: a pale copy of it that moves there, and stays.

import { between, joined, warped } from "../laid/warp.js";
import { rgb } from "./appearance.js";
import { fill } from "./dataset.js";
import { TURN, compare } from "./depth.js";

/** @typedef {import("../laid/types.js").Along} Along */
/** @typedef {import("../laid/types.js").Surface} Surface */
/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./group.js").Group} Group */

const LIFT = { arm: 34, leg: 62 }; // mm: beside the bones of the limb, before its back
const COLOUR = rgb("#7fb3b5").map((value) => value / 255);

/** What draws it, while there is a stage. @type {{ now: Laid | null }} */
export const laid = { now: null };

export class Laid {
  /** As it is on the body, and as it lies. @type {{ here: Surface, there: Pick<Surface, "points" | "normals"> }[]} */
  #copies = [];
  /** What it is made of. @type {unknown} */
  #of = null;

  /** @param {Held} held */
  constructor(held) {
    this.held = held;
    held.property.set({ ambient: 0.45, diffuse: 0.6, specular: 0.05 });
    held.property.setColor(...COLOUR);
    compare(held, TURN.front);
  }

  /** Takes the parts of a format, for each limb it is laid along; nothing is drawn where not all of them have come. @param {ReadonlyMap<string, Group>} groups @param {readonly string[]} ids @param {Readonly<Record<string, Along>>} limbs */
  take(groups, ids, limbs) {
    const found = [...groups.values()].flatMap((group) => {
      const { mesh } = group;
      return mesh ? mesh.parts.filter((part) => ids.includes(part.id)).map((part) => ({ mesh, part })) : [];
    });
    if (found.length < ids.length) return this.leave();
    if (this.#of === limbs) return true;
    this.#of = limbs;
    const here = joined(found);
    this.#copies = Object.entries(limbs).map(([limb, along]) => ({ here, there: warped(here, along, LIFT[/** @type {keyof typeof LIFT} */ (limb)]) }));
    return true;
  }

  /** How far on its way it is. @param {number} share 0: on the body, 1: on the limb */
  move(share) {
    if (!this.#copies.length) return;
    const count = this.#copies[0].here.points.length;
    const points = new Float32Array(count * this.#copies.length);
    const normals = new Float32Array(points.length);
    this.#copies.forEach(({ here, there }, i) => {
      points.set(between(here.points, there.points, share), i * count);
      normals.set(between(here.normals, there.normals, share), i * count);
    });
    fill(this.held, { points, normals });
    this.held.data.getPolys().setData(this.#cells(count / 3));
    this.held.data.modified();
    this.held.actor.setVisibility(true);
  }

  get isShown() {
    return Boolean(this.held.actor.getVisibility());
  }

  /** Nothing is laid any more. */
  leave() {
    this.#copies = [];
    this.#of = null;
    this.held.actor.setVisibility(false);
    return false;
  }

  /** @param {number} count points of a copy */
  #cells(count) {
    const { triangles } = this.#copies[0].here;
    const cells = new Uint32Array((4 * triangles.length * this.#copies.length) / 3);
    let cell = 0;
    this.#copies.forEach((_, copy) => {
      for (let i = 0; i < triangles.length; i += 3) {
        cells.set([3, triangles[i] + copy * count, triangles[i + 1] + copy * count, triangles[i + 2] + copy * count], cell);
        cell += 4;
      }
    });
    return cells;
  }
}
