// Which painful place lies under a place of the picture, whether it is drawn or not.

import { entry } from "../state/store.js";
import { nearest } from "./pick.js";

/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {{ points: Float32Array, weights?: Uint8Array }} Weighted */

const SAME = 4; // mm: so near to each other two patches lie on the same skin

/**
 * @param {Pick<import("./pick.js").Drawn, "orbit"> & { groups: ReadonlyMap<string, any> }} scene
 * @param {number} x
 * @param {number} y
 * @returns {string} its entry, or nothing
 */
export function placeAt(scene, x, y) {
  const ray = scene.orbit.ray(x, y);
  const met = [];
  for (const { layer, mesh } of scene.groups.values()) {
    if (layer !== "zones" || !mesh) continue;
    for (const part of mesh.parts) {
      if (entry(part.id)?.kind !== "territory") continue;
      const distance = nearest(ray, mesh, part, [0, Infinity]);
      if (distance === Infinity) continue;
      const point = /** @type {Point} */ (ray.origin.map((value, axis) => value + distance * ray.direction[axis]));
      met.push({ id: part.id, distance, sure: sureAt(mesh, part, point) });
    }
  }
  const front = Math.min(...met.map(({ distance }) => distance));
  const [best] = met.filter(({ distance }) => distance < front + SAME).sort((a, b) => b.sure - a.sure);
  return best?.id ?? "";
}

/** How surely a point lies in a part: as its nearest point does. @param {Weighted} mesh @param {{ firstPoint: number, lastPoint: number }} part @param {Point} point */
function sureAt({ points, weights }, { firstPoint, lastPoint }, [x, y, z]) {
  let best = { far: Infinity, sure: 0 };
  for (let p = firstPoint; p < lastPoint; p += 1) {
    const far = (points[3 * p] - x) ** 2 + (points[3 * p + 1] - y) ** 2 + (points[3 * p + 2] - z) ** 2;
    if (far < best.far) best = { far, sure: weights?.[p] ?? 0 };
  }
  return best.sure;
}
