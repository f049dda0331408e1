// The flat faces of a cut: outlines, filled with triangles.

import earcut from "../vendor/earcut/earcut.js";
import { loopArea, winding } from "./outline.js";

/** @typedef {import("./types.js").Face} Face */
/** @typedef {import("./types.js").Loop} Loop */

const LEAST = 1e-6; // mm²: no face is smaller

/** Fills the outlines of one structure, holes left out; its triangles face whoever reads the section. @param {readonly Loop[]} loops @returns {Face} */
export function faces(loops) {
  const sized = loops.map((loop) => ({ loop, size: loopArea(loop) })).filter(({ size }) => Math.abs(size) > LEAST);
  const outer = sized.filter(({ size }) => size > 0).sort((one, other) => one.size - other.size);
  const filled = outer.map(({ loop }) => [loop]);
  for (const { loop, size } of sized) {
    if (size > 0) continue;
    const around = outer.findIndex((one) => one.size > -size && winding(one.loop, loop[0], loop[1]) > 0);
    if (around >= 0) filled[around].push(loop);
  }
  return join(filled);
}

/** @param {readonly Loop[][]} filled each an outline and its holes @returns {Face} */
function join(filled) {
  const all = filled.flat();
  const points = new Float64Array(all.reduce((sum, loop) => sum + loop.length, 0));
  /** @type {number[]} */
  const triangles = [];
  let at = 0;
  for (const rings of filled) {
    const begin = at;
    /** @type {number[]} */
    const holes = [];
    for (const ring of rings) {
      if (at > begin) holes.push((at - begin) / 2);
      points.set(ring, at);
      at += ring.length;
    }
    for (const number of earcut(points.subarray(begin, at), holes)) triangles.push(number + begin / 2);
  }
  return { points, triangles };
}
