// Where a plane meets a mesh: the outlines of its section.

/** @typedef {import("./types.js").Loop} Loop */
/** @typedef {import("./types.js").Plane} Plane */
/** @typedef {import("./types.js").Vector} Vector */
/** @typedef {{ points: Float32Array, triangles: Uint32Array }} Mesh counter-clockwise from outside */
/** @typedef {{ firstPoint: number, lastPoint: number, first: number, last: number, box: number[] }} Part */

const NUDGE = 1e-7; // mm: a point on the plane is taken to lie so much above it
const MANY = 2 ** 26; // more than any mesh has points: an edge is one number

/** @param {readonly number[]} a @param {readonly number[]} b @returns {Vector} */
export const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

/** @param {readonly number[]} a @param {readonly number[]} b */
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Towards whoever reads the section. @param {Plane} plane */
export const normalOf = ({ right, up }) => cross(right, up);

/** A place of the body of a place of the plane, mm. @param {Plane} plane @param {number} x @param {number} y @returns {Vector} */
export function inBody({ origin, right, up }, x, y) {
  return [origin[0] + x * right[0] + y * up[0], origin[1] + x * right[1] + y * up[1], origin[2] + x * right[2] + y * up[2]];
}

/**
 * The outlines of the section of one part of a mesh; none where the plane passes it by.
 *
 * @param {Mesh} mesh
 * @param {Part} part
 * @param {Plane} plane
 * @returns {Loop[]}
 */
export function slice(mesh, part, plane) {
  return meetsBox(part.box, plane) ? walk(mesh, segments(mesh, part, plane), plane) : [];
}

/** @param {readonly number[]} box least and most of each axis, mm @param {Plane} plane */
function meetsBox(box, { origin, right, up }) {
  const normal = cross(right, up);
  let off = 0;
  let reach = 0;
  for (let axis = 0; axis < 3; axis += 1) {
    const [low, high] = [box[2 * axis], box[2 * axis + 1]];
    off += normal[axis] * ((low + high) / 2 - origin[axis]);
    reach += (Math.abs(normal[axis]) * (high - low)) / 2;
  }
  return Math.abs(off) <= reach + NUDGE;
}

/** From the edge by which the section enters each triangle to that by which it leaves. @typedef {Map<number, number[]>} Segments */

/** @param {Mesh} mesh @param {Part} part @param {Plane} plane @returns {Segments} */
function segments({ points, triangles }, { firstPoint, lastPoint, first, last }, { origin, right, up }) {
  const [nx, ny, nz] = cross(right, up);
  const offset = dot(origin, [nx, ny, nz]);
  const above = new Uint8Array(lastPoint - firstPoint);
  for (let p = firstPoint, at = 3 * p; p < lastPoint; p += 1, at += 3) {
    if (nx * points[at] + ny * points[at + 1] + nz * points[at + 2] - offset >= 0) above[p - firstPoint] = 1;
  }
  /** @type {Segments} */
  const next = new Map();
  for (let t = first; t < last; t += 3) {
    const a = triangles[t], b = triangles[t + 1], c = triangles[t + 2];
    const high = above[a - firstPoint] + 2 * above[b - firstPoint] + 4 * above[c - firstPoint];
    if (high === 0 || high === 7) continue;
    const [from, to] = CROSSED[high];
    const corners = [a, b, c];
    const start = edge(corners[from], corners[(from + 1) % 3]);
    const end = edge(corners[to], corners[(to + 1) % 3]);
    const others = next.get(start);
    if (others) others.push(end);
    else next.set(start, [end]);
  }
  return next;
}

/** By which of its corners lie above: the edges that go down and up, by the corner they begin at. @type {readonly (readonly [down: number, up: number])[]} */
const CROSSED = [[0, 0], [0, 2], [1, 0], [1, 2], [2, 1], [0, 1], [2, 0], [0, 0]];

/** @param {number} a @param {number} b */
const edge = (a, b) => (a < b ? a * MANY + b : b * MANY + a);

/** Follows segments until they close; those of an open mesh are closed straight. @param {Mesh} mesh @param {Segments} next @param {Plane} plane @returns {Loop[]} */
function walk(mesh, next, plane) {
  const place = placing(mesh, plane);
  const entered = new Set([...next.values()].flat());
  const open = [...next.keys()].filter((key) => !entered.has(key));
  /** @type {Loop[]} */
  const loops = [];
  for (const start of [...open, ...next.keys()]) {
    for (let ends = next.get(start); ends?.length; ends = next.get(start)) {
      /** @type {number[]} */
      const flat = [];
      for (let at = start, own = next.get(at); own?.length; own = next.get(at)) {
        place(at, flat);
        at = /** @type {number} */ (own.pop());
        if (at === start) break;
      }
      if (flat.length > 5) loops.push(Float64Array.from(flat));
    }
  }
  return loops;
}

/** Adds where an edge meets the plane to a list, in its own coordinates. @param {Mesh} mesh @param {Plane} plane @returns {(edge: number, to: number[]) => void} */
function placing({ points }, { origin, right, up }) {
  const normal = cross(right, up);
  const [ox, oy, oz] = origin;
  return (key, to) => {
    const a = 3 * Math.floor(key / MANY);
    const b = 3 * (key % MANY);
    const ax = points[a] - ox, ay = points[a + 1] - oy, az = points[a + 2] - oz;
    const bx = points[b] - ox, by = points[b + 1] - oy, bz = points[b + 2] - oz;
    const da = nudged(normal[0] * ax + normal[1] * ay + normal[2] * az);
    const db = nudged(normal[0] * bx + normal[1] * by + normal[2] * bz);
    const t = da === db ? 0.5 : Math.max(0, Math.min(1, da / (da - db)));
    const x = ax + t * (bx - ax), y = ay + t * (by - ay), z = az + t * (bz - az);
    to.push(right[0] * x + right[1] * y + right[2] * z, up[0] * x + up[1] * y + up[2] * z);
  };
}

/** @param {number} height */
const nudged = (height) => (Math.abs(height) < NUDGE ? NUDGE : height);
