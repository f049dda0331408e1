// One part of the body laid along another: what lies beside its axis comes to lie beside the other axis, joint on joint.

import { cross, dot } from "../section/slice.js";

/** @typedef {import("./types.js").Along} Along */
/** @typedef {import("./types.js").Axis} Axis */
/** @typedef {import("./types.js").Surface} Surface */
/** @typedef {import("./types.js").Vector} Vector */
/** @typedef {{ along: Vector, back: Vector, right: Vector }} Frame */
/** @typedef {{ points: readonly Vector[], frames: Frame[] }} Framed a frame at each point */

/** @param {readonly number[]} a @param {readonly number[]} b @param {number} by @returns {Vector} */
const plus = (a, b, by) => [a[0] + by * b[0], a[1] + by * b[1], a[2] + by * b[2]];

/** @param {readonly number[]} v @returns {Vector} */
function unit(v) {
  const length = Math.hypot(...v) || 1;
  return [v[0] / length, v[1] / length, v[2] / length];
}

/** The frame at each point of an axis: along it, half-way between what comes before and after. @param {Axis} axis @returns {Framed} */
export function framed({ points, back }) {
  const ways = points.slice(1).map((point, i) => unit(plus(point, points[i], -1)));
  const frames = points.map((_, i) => {
    const along = unit(plus(ways[Math.max(0, i - 1)], ways[Math.min(i, ways.length - 1)], 1));
    const own = unit(plus(back, along, -dot(back, along)));
    return { along, back: own, right: cross(own, along) };
  });
  return { points, frames };
}

/** Where beside an axis a place lies: in which stretch, how far along it, and to which side. @param {Framed} axis @param {Vector} place */
function beside({ points, frames }, place) {
  let best = { stretch: 0, share: 0, off: Infinity };
  for (let i = 0; i + 1 < points.length; i++) {
    const way = plus(points[i + 1], points[i], -1);
    const share = dot(plus(place, points[i], -1), way) / dot(way, way);
    const held = Math.max(i ? 0 : -Infinity, Math.min(i + 2 < points.length ? 1 : Infinity, share));
    const off = Math.hypot(...plus(place, plus(points[i], way, held), -1));
    if (off < best.off) best = { stretch: i, share: held, off };
  }
  const { middle, frame } = at({ points, frames }, best.stretch, best.share);
  const apart = plus(place, middle, -1);
  return { ...best, frame, back: dot(apart, frame.back), right: dot(apart, frame.right) };
}

/** The place on an axis, and its frame there. @param {Framed} axis @param {number} stretch @param {number} share */
function at({ points, frames }, stretch, share) {
  const way = plus(points[stretch + 1], points[stretch], -1);
  const t = Math.max(0, Math.min(1, share));
  const [a, b] = [frames[stretch], frames[stretch + 1]];
  const mixed = (/** @type {keyof Frame} */ name) => unit(plus(a[name].map((value) => value * (1 - t)), b[name], t));
  return { middle: plus(points[stretch], way, share), frame: { along: mixed("along"), back: mixed("back"), right: mixed("right") } };
}

/** A surface as it lies along the other axis. @param {Surface} surface @param {Along} how @param {number} lift mm off the axis, towards its back @returns {Pick<Surface, "points" | "normals">} */
export function warped({ points, normals }, { source, target, wide }, lift) {
  const [from, to] = [framed(source), framed(target)];
  const made = { points: new Float32Array(points.length), normals: new Float32Array(normals.length) };
  for (let p = 0; p < points.length; p += 3) {
    const { stretch, share, frame, back, right } = beside(from, [points[p], points[p + 1], points[p + 2]]);
    const there = at(to, stretch, share);
    const place = plus(plus(there.middle, there.frame.right, wide * right), there.frame.back, wide * back + lift);
    made.points.set(place, p);
    const normal = [normals[p], normals[p + 1], normals[p + 2]];
    const turned = /** @type {const} */ (["along", "back", "right"]).reduce((/** @type {Vector} */ sum, name) => plus(sum, there.frame[name], dot(normal, frame[name])), [0, 0, 0]);
    made.normals.set(unit(turned), p);
  }
  return made;
}

/** Between two states of a surface. @param {Float32Array} from @param {Float32Array} to @param {number} share */
export const between = (from, to, share) => from.map((value, i) => value + (to[i] - value) * share);

/** Parts of meshes as one surface. @param {readonly { mesh: Surface, part: { firstPoint: number, lastPoint: number, first: number, last: number } }[]} found @returns {Surface} */
export function joined(found) {
  const count = found.reduce((sum, { part }) => sum + part.lastPoint - part.firstPoint, 0);
  const corners = found.reduce((sum, { part }) => sum + part.last - part.first, 0);
  const whole = { points: new Float32Array(3 * count), normals: new Float32Array(3 * count), triangles: new Uint32Array(corners) };
  let [point, corner] = [0, 0];
  for (const { mesh, part } of found) {
    whole.points.set(mesh.points.subarray(3 * part.firstPoint, 3 * part.lastPoint), 3 * point);
    whole.normals.set(mesh.normals.subarray(3 * part.firstPoint, 3 * part.lastPoint), 3 * point);
    for (let i = part.first; i < part.last; i += 1) whole.triangles[corner++] = mesh.triangles[i] - part.firstPoint + point;
    point += part.lastPoint - part.firstPoint;
  }
  return whole;
}
