// The colours of the points of a mesh, and what else of them the shaders are told.

import { MARKS } from "./appearance.js";

/** @typedef {import("./group.js").GroupMesh} GroupMesh */
/** @typedef {import("./types.js").Discs} Discs */
/** @typedef {import("./types.js").Part} Part */

// How dark it gets where no light comes.
/** @type {Readonly<Record<string, number>>} by layer */
const SHADE = { skin: 0.45, muscles: 0.6, ligaments: 0.6, bones: 0.7, vessels: 0.4, nerves: 0.35 };
/** How a disc is drawn: whole, as its rim alone, or, as the chosen one, soft from so many hundredths of its radius on. */
const DISC = Object.freeze({ whole: 0, ring: 1, chosen: 100 });

/** Gives one part its colour, darker where little light comes. @param {Uint8Array} bytes @param {GroupMesh} mesh @param {Part} part @param {{ layer: string, colour: readonly number[] }} look */
export function tint(bytes, { occlusion }, part, { layer, colour }) {
  const shade = (SHADE[layer] ?? 0) / 255;
  for (let p = part.firstPoint; p < part.lastPoint; p += 1) {
    const keep = 1 - shade * (255 - (occlusion?.[p] ?? 255));
    for (let i = 0; i < 3; i += 1) bytes[3 * p + i] = colour[i] * keep;
  }
}

/** Three numbers of each point for the shaders: its tissue, two, and its mark. @param {GroupMesh} mesh @param {readonly number[]} marks of its parts @param {Uint8Array | null} [before] 1 of each point where its part is not lit yet */
export function details({ points, tissue, parts }, marks, before = null) {
  const detail = new Uint8Array(points.length);
  parts.forEach(({ firstPoint, lastPoint }, i) => {
    for (let p = firstPoint; p < lastPoint; p += 1) {
      if (tissue) detail.set(tissue.subarray(2 * p, 2 * p + 2), 3 * p);
      detail[3 * p + 2] = before?.[p] ? MARKS.none : marks[i];
    }
  });
  return detail;
}

/** The same of discs: how far each point is from the middle, and how its disc is drawn. @param {GroupMesh} mesh @param {Discs} discs */
export function rounds({ points, parts }, { rings, chosen, core }) {
  const detail = new Uint8Array(points.length);
  for (const { id, firstPoint, lastPoint, box } of parts) {
    const look = id === chosen ? DISC.chosen + Math.round(100 * core) : rings.has(id) ? DISC.ring : DISC.whole;
    const middle = [0, 1, 2].map((axis) => (box[2 * axis] + box[2 * axis + 1]) / 2);
    const apart = (/** @type {number} */ p) => Math.hypot(...middle.map((value, axis) => points[3 * p + axis] - value));
    let radius = 0;
    for (let p = firstPoint; p < lastPoint; p += 1) radius = Math.max(radius, apart(p));
    for (let p = firstPoint; p < lastPoint; p += 1) detail.set([(255 * apart(p)) / radius, look], 3 * p);
  }
  return detail;
}
