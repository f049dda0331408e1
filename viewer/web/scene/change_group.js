// A draw group of what a cause changes: it stands in for the parts it is made from, and bends with the amount.

import { box, merge, normals } from "./mesh.js";
import { markContact } from "./contact.js";
import { fill } from "./dataset.js";
import { Group } from "./group.js";
import { refined } from "../change/halve.js";
import { shifted } from "../change/shift.js";

/** @typedef {import("../change/types.js").Moved} Moved */
/** @typedef {import("./types.js").ChangePack} ChangePack */
/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./types.js").Piece} Piece */

export class ChangeGroup extends Group {
  /** Of each part as it is at amount 0. @type {readonly Float32Array[]} */
  #healthy = [];

  /** @param {ChangePack} pack @param {Held} held @param {(id: string) => Promise<Piece>} healthyOf a part of the body as it is */
  constructor(pack, held, healthyOf) {
    super(pack, held, pack.sheer);
    this.changes = pack.changes;
    this.amounts = pack.amounts;
    this.healthyOf = healthyOf;
  }

  /** @override */
  async read() {
    const pieces = await Promise.all(this.ids.map(async (id) => refined(this.changes.get(id)?.begins ?? (await this.healthyOf(id)), this.#moved(id).halved)));
    this.#healthy = pieces.map(({ points }) => points);
    const mesh = merge(pieces);
    return { ...mesh, normals: normals(mesh) };
  }

  /** @param {string} id @returns {Moved} */
  #moved(id) {
    return /** @type {Moved} */ (this.changes.get(id)?.moved);
  }

  /** Marks where these parts touch those of another group. @param {readonly string[]} ids @param {ChangeGroup} other @param {readonly string[]} others */
  touch(ids, other, others) {
    const [mesh, beside] = [this.mesh, other.mesh];
    if (!mesh || !beside) return;
    this.contact ??= new Uint8Array(mesh.points.length / 3);
    for (const part of mesh.parts.filter(({ id }) => ids.includes(id))) {
      for (const far of beside.parts.filter(({ id }) => others.includes(id))) {
        markContact({ points: mesh.points, from: part.firstPoint, to: part.lastPoint }, { points: beside.points, from: far.firstPoint, to: far.lastPoint }, this.contact);
      }
    }
  }

  /** Bends its parts. @param {number} amount 0-1 */
  bend(amount) {
    if (!this.mesh) return;
    this.contact?.fill(0);
    this.repaint();
    const { points, parts } = this.mesh;
    parts.forEach((part, i) => {
      const own = points.subarray(3 * part.firstPoint, 3 * part.lastPoint);
      part.box = box(shifted(this.#healthy[i], this.#moved(part.id), this.amounts, amount, own));
    });
    this.mesh = { ...this.mesh, normals: normals(this.mesh) }; // another one, for whoever compares
    for (const held of [this.held, this.ghost]) if (held) fill(held, this.mesh);
  }
}
