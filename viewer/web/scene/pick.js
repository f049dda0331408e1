// What lies under the pointer, by a ray against the triangles that are drawn: exact, and nothing is redrawn for it.

import { before, planeOf, spanOf } from "./cut.js";
import { entry, get } from "../state/store.js";

/** @typedef {import("../camera/types.js").Ray} Ray */
/** @typedef {import("./types.js").Hit} Hit */
/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {readonly [from: number, to: number]} Span of distances along a ray */

/**
 * What is drawn, as a ray meets it.
 *
 * @typedef {object} Drawn
 * @property {{ ray(x: number, y: number): Ray }} orbit
 * @property {ReadonlyMap<string, { layer: string, mesh: import("./types.js").Mesh | null, shownParts: readonly import("./types.js").Part[] }>} groups
 * @property {{ cut: import("./cut.js").Cut | null, caps: { meet(ray: Ray): { id: string, distance: number } | null } | null }} [cutting]
 */

const SOLID = 0.6; // from this opacity on the skin is picked, and hides what is under it
const SHINING = new Set(["nerve", "site"]);
const THIN = new Set(["nerve", "site", "region"]);
const CLEAR = new Set(["nerve", "site", "region", "zone", "line", "dura"]); // they hide nothing that is worth a word
const TOUCH = 0.1; // mm: what lies no farther before or behind the cut lies in it
const SKIM = 3; // mm: what lies no deeper than that under something is still at its surface

/**
 * The entry under a place, or null.
 *
 * @param {Drawn} scene
 * @param {number} x
 * @param {number} y
 * @param {number} [slack] how many pixels a thin nerve may be missed by
 */
export function pick(scene, x, y, slack = 5) {
  const hits = cast(scene, x, y);
  const found = choose(hits);
  if (found && THIN.has(found.kind)) return found;
  return nearby(scene, x, y, slack) ?? found;
}

/** @param {readonly Hit[]} hits the nearest first */
function choose(hits) {
  const [first] = hits;
  if (!first || first.kind === "region") return first ?? null;
  return hits.find((hit) => SHINING.has(hit.kind)) ?? first;
}

/** @param {Drawn} scene @param {number} x @param {number} y @param {number} slack */
function nearby(scene, x, y, slack) {
  for (let i = 0; i < 8; i += 1) {
    const turn = (i * Math.PI) / 4;
    const hits = cast(scene, x + slack * Math.cos(turn), y + slack * Math.sin(turn), SHINING);
    if (hits.length) return hits[0];
  }
  return null;
}

/**
 * All entries a ray meets, the nearest first.
 *
 * @param {Drawn} scene
 * @param {number} x
 * @param {number} y
 * @param {ReadonlySet<string>} [kinds] no others
 */
function cast(scene, x, y, kinds) {
  const ray = scene.orbit.ray(x, y);
  /** @type {Hit[]} */
  const hits = [];
  for (const { layer, mesh, shownParts } of scene.groups.values()) {
    if (!mesh || (layer === "skin" && get("opacity").skin < SOLID)) continue;
    const span = spanOf(ray, planeOf(scene.cutting?.cut ?? null, layer));
    for (const part of shownParts) {
      const { kind } = entry(part.id);
      if ((kinds && !kinds.has(kind)) || !meetsBox(ray, part.box, span)) continue;
      const distance = nearest(ray, mesh, part, span);
      if (distance < Infinity) hits.push({ id: part.id, kind, distance, point: along(ray, distance) });
    }
  }
  hits.sort((a, b) => a.distance - b.distance);
  const face = scene.cutting?.caps?.meet(ray);
  return face ? behindNothing(hits, face, ray, kinds) : hits;
}

/** What lies behind a face is not met; a face is. @param {readonly Hit[]} hits @param {{ id: string, distance: number }} face @param {Ray} ray @param {ReadonlySet<string>} [kinds] @returns {Hit[]} */
function behindNothing(hits, { id, distance }, ray, kinds) {
  const { kind } = entry(id);
  const own = !kinds || kinds.has(kind) ? [{ id, kind, distance, point: along(ray, distance) }] : [];
  return [...hits.filter((hit) => hit.distance < distance), ...own];
}

/**
 * Whether the cut has taken a place of an entry away, or shows the face of something else before it.
 *
 * @param {Drawn} scene
 * @param {{ id: string, layer: string }} of
 * @param {Point} point
 * @param {{ x: number, y: number }} at where it lies on the stage
 */
export function isCutAway(scene, { id, layer }, point, { x, y }) {
  const plane = planeOf(scene.cutting?.cut ?? null, layer);
  if (plane && before(plane, point) > TOUCH) return true;
  const ray = scene.orbit.ray(x, y);
  const face = scene.cutting?.caps?.meet(ray);
  return Boolean(face && face.id !== id && face.distance < wayTo(ray, point) - TOUCH);
}

/** How far along a ray a point of it lies. @param {Ray} ray @param {Point} point */
function wayTo({ origin, direction }, point) {
  const way = direction.reduce((sum, value, i) => sum + value * (point[i] - origin[i]), 0);
  return way / direction.reduce((sum, value) => sum + value * value, 0);
}

/** Where a ray has come to after so far a way. @param {Ray} ray @param {number} distance @returns {Point} */
function along({ origin: [x, y, z], direction }, distance) {
  return [x + distance * direction[0], y + distance * direction[1], z + distance * direction[2]];
}

/**
 * Whether something one cannot see through lies before a point of an entry.
 *
 * @param {Drawn} scene
 * @param {string} id whose own triangles do not count
 * @param {Point} point
 * @param {{ x: number, y: number }} at where it lies on the stage
 */
export function isBehind(scene, id, point, { x, y }) {
  const ray = scene.orbit.ray(x, y);
  const deep = wayTo(ray, point) - SKIM;
  const opacity = get("opacity");
  for (const { layer, mesh, shownParts } of scene.groups.values()) {
    if (!mesh || opacity[layer] < SOLID) continue;
    const [from, to] = spanOf(ray, planeOf(scene.cutting?.cut ?? null, layer));
    const span = /** @type {const} */ ([from, Math.min(to, deep)]);
    for (const part of shownParts) {
      if (part.id === id || CLEAR.has(entry(part.id).kind) || !meetsBox(ray, part.box, span)) continue;
      if (nearest(ray, mesh, part, span, deep) < deep) return true;
    }
  }
  return false;
}

/** @param {Ray} ray @param {import("./types.js").Box} box @param {Span} span what is nearer or farther away does not count */
function meetsBox({ origin, direction }, box, [from, to]) {
  let low = from;
  let high = to;
  for (let axis = 0; axis < 3; axis += 1) {
    const inverse = 1 / direction[axis];
    const a = (box[2 * axis] - origin[axis]) * inverse;
    const b = (box[2 * axis + 1] - origin[axis]) * inverse;
    low = Math.max(low, Math.min(a, b));
    high = Math.min(high, Math.max(a, b));
  }
  return low <= high;
}

/**
 * Möller and Trumbore (1997), over the triangles of one part.
 *
 * @param {Ray} ray
 * @param {import("./types.js").Mesh} mesh
 * @param {import("./types.js").MeshPart} part
 * @param {Span} span what is nearer or farther away does not count
 * @param {number} [enough] nobody asks for anything nearer than something before this
 */
export function nearest({ origin, direction }, { points, triangles }, { first, last }, [from, to], enough = 0) {
  const [ox, oy, oz] = origin;
  const [dx, dy, dz] = direction;
  let best = Infinity;
  for (let t = first; t < last; t += 3) {
    const a = 3 * triangles[t], b = 3 * triangles[t + 1], c = 3 * triangles[t + 2];
    const ax = points[a], ay = points[a + 1], az = points[a + 2];
    const ux = points[b] - ax, uy = points[b + 1] - ay, uz = points[b + 2] - az;
    const vx = points[c] - ax, vy = points[c + 1] - ay, vz = points[c + 2] - az;
    const px = dy * vz - dz * vy, py = dz * vx - dx * vz, pz = dx * vy - dy * vx;
    const det = ux * px + uy * py + uz * pz;
    if (det === 0) continue;
    const sx = ox - ax, sy = oy - ay, sz = oz - az;
    const u = (sx * px + sy * py + sz * pz) / det;
    if (u < 0 || u > 1) continue;
    const qx = sy * uz - sz * uy, qy = sz * ux - sx * uz, qz = sx * uy - sy * ux;
    const v = (dx * qx + dy * qy + dz * qz) / det;
    if (v < 0 || u + v > 1) continue;
    const distance = (vx * qx + vy * qy + vz * qz) / det;
    if (distance > from && distance < to && distance < best) best = distance;
    if (best < enough) return best;
  }
  return best;
}
