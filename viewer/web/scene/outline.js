// The outline of what is chosen: its far side, a little larger, so that a rim of it shows around; it keeps its own colour.

import { fill } from "./dataset.js";
import { TURN, compare } from "./depth.js";
import { OUTLINE } from "./shaders.js";

/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./group.js").Group} Group */

// Skin is all there is to see, zones lie flat on it, and regions are discs that wear their outline themselves.
const NOT_ROUND = ["skin", "zones", "regions"];

export class Outline {
  /** What it goes around. @type {import("./group.js").GroupMesh | null} */
  #mesh = null;
  #id = "";

  /** @param {Held} held */
  constructor(held) {
    this.held = held;
    held.property.set({ ambient: 1, diffuse: 0, specular: 0 });
    held.property.setFrontfaceCulling(true);
    held.mapper.getViewSpecificProperties().OpenGL = { ShaderReplacements: OUTLINE };
    compare(held, TURN.hides);
  }

  /** Goes around what is chosen, if that is drawn. @param {readonly Group[]} groups @param {string} selected */
  follow(groups, selected) {
    const group = groups.find((one) => !NOT_ROUND.includes(one.layer) && one.ids.includes(selected));
    const part = group?.shownParts.find(({ id }) => id === selected);
    this.held.actor.setVisibility(Boolean(part));
    if (!group?.mesh || !part || (group.mesh === this.#mesh && part.id === this.#id)) return;
    [this.#mesh, this.#id] = [group.mesh, part.id];
    this.#fill(group.mesh, part);
  }

  /** @param {import("./group.js").GroupMesh} mesh @param {import("./types.js").Part} part */
  #fill({ points, normals, triangles }, { firstPoint, lastPoint, first, last }) {
    fill(this.held, { points: points.slice(3 * firstPoint, 3 * lastPoint), normals: normals.slice(3 * firstPoint, 3 * lastPoint) });
    const cells = new Uint32Array((4 * (last - first)) / 3);
    for (let i = first, at = 0; i < last; i += 3, at += 4) {
      cells.set([3, triangles[i] - firstPoint, triangles[i + 1] - firstPoint, triangles[i + 2] - firstPoint], at);
    }
    this.held.data.getPolys().setData(cells);
    this.held.data.modified();
  }
}
