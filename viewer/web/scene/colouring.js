// The colours of the points of a mesh, and what else of them the shaders are told.

import { COLOURS, MARKS } from "./appearance.js";

/** @typedef {import("./group.js").GroupMesh} GroupMesh */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {{ layer: string, colour: readonly number[], ring: boolean, chosen: boolean }} Look `ring`: its colour is at its rim only */

// How dark it gets where no light comes.
/** @type {Readonly<Record<string, number>>} by layer */
const SHADE = { skin: 0.45, muscles: 0.6, ligaments: 0.6, bones: 0.7, vessels: 0.4, nerves: 0.35 };

/** Gives one part its colour, darker where little light comes. @param {Uint8Array} bytes @param {GroupMesh} mesh @param {Part} part @param {Look} look */
export function tint(bytes, { points, occlusion }, part, { layer, colour, ring, chosen }) {
  const disc = layer === "regions";
  const rim = disc || ring ? rimOf(points, part) : () => 0;
  const shade = (SHADE[layer] ?? 0) / 255;
  for (let p = part.firstPoint; p < part.lastPoint; p += 1) {
    if (disc && chosen && rim(p) > 0.2) bytes.set(COLOURS.selected, 3 * p);
    else if (ring) bytes.set(rim(p) > 0.1 ? colour : COLOURS.hollow, 3 * p);
    else {
      const keep = 1 - (disc ? rim(p) : shade * (255 - (occlusion?.[p] ?? 255)));
      for (let i = 0; i < 3; i += 1) bytes[3 * p + i] = colour[i] * keep;
    }
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

/** A disc is darker towards its rim, so that discs that overlap stay apart. @param {Float32Array} points @param {Part} part */
function rimOf(points, { firstPoint, lastPoint, box }) {
  const middle = [0, 1, 2].map((axis) => (box[2 * axis] + box[2 * axis + 1]) / 2);
  const apart = (/** @type {number} */ p) => Math.hypot(...middle.map((value, axis) => points[3 * p + axis] - value));
  let radius = 0;
  for (let p = firstPoint; p < lastPoint; p += 1) radius = Math.max(radius, apart(p));
  return (/** @type {number} */ p) => 0.42 * Math.max(0, Math.min(1, (apart(p) / radius - 0.7) / 0.2));
}
