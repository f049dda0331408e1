// The cut: a plane before which nothing is drawn. A cause's own look may cut some layers only, each a little before the plane.

import { directionOn, placeOn } from "../section/course.js";
import { cross, dot } from "../section/slice.js";
import { get } from "../state/store.js";

/** @typedef {import("../camera/types.js").Ray} Ray */
/** @typedef {import("../section/types.js").Plane} Plane */
/** @typedef {import("../section/types.js").Vector} Vector */
/**
 * What stands on the side of the plane's normal, right x up, is not drawn.
 *
 * @typedef {object} Cut
 * @property {Plane} plane
 * @property {Readonly<Record<string, number>> | null} shift how far before the plane a layer is cut, mm, by layer; others stay whole; null: all are cut in it
 */

/** @type {Readonly<Record<string, (at: number) => Plane>>} by the word of an address: above, behind, and to the side that is nearer */
const PLANES = {
  axial: (z) => ({ origin: [0, 0, z], right: [1, 0, 0], up: [0, 1, 0] }),
  coronal: (y) => ({ origin: [0, y, 0], right: [-1, 0, 0], up: [0, 0, 1] }),
  sagittal: (x) => ({ origin: [x, 0, 0], right: [0, x < 0 ? -1 : 1, 0], up: [0, 0, 1] }),
};

/** The cut that is asked for, or else the chosen cause's own. @returns {Cut | null} */
export function cutNow() {
  const asked = get("cut");
  const own = get("cause")?.look.cut;
  if (!asked) return own ? { plane: across(own), shift: own.shift } : null;
  const { kind, nerve, at } = readCut(asked);
  const plane = kind === "nerve" ? acrossNerve(nerve, at) : PLANES[kind]?.(at);
  return plane ? { plane, shift: null } : null;
}

/** What an address says of a cut; `at` in mm: of its axis, or from the beginning of the nerve. @param {string} cut */
export function readCut(cut) {
  const parts = cut.split(":");
  return { kind: parts[0], nerve: parts.length > 2 ? parts[1] : "", at: Number(parts[parts.length - 1]) };
}

/** Across a nerve: what it comes from is cut away, what it goes to is seen. Null while its course is not known. @param {string} nerve @param {number} at mm from its beginning */
export function acrossNerve(nerve, at) {
  const { url, lines } = get("courses");
  const course = url === get("atlas").files.courses ? lines[nerve] : undefined;
  if (!course) return null;
  const [x, y, z] = directionOn(course, at);
  return across({ origin: placeOn(course, at), normal: [-x, -y, -z] });
}

/** A plane by its normal. @param {{ origin: readonly number[], normal: readonly number[] }} given @returns {Plane} */
export function across({ origin: [x, y, z], normal }) {
  const other = Math.abs(normal[2]) < 0.9 ? [0, 0, 1] : [0, -1, 0];
  const side = cross(other, normal);
  const length = Math.hypot(...side);
  /** @type {Vector} */
  const right = [side[0] / length, side[1] / length, side[2] / length];
  return { origin: [x, y, z], right, up: cross(normal, right) };
}

/** The plane in which a layer is cut; null where it is not. @param {Cut | null} cut @param {string} layer @returns {Plane | null} */
export function planeOf(cut, layer) {
  if (!cut) return null;
  if (!cut.shift) return cut.plane;
  const by = cut.shift[layer];
  return by === undefined ? null : lifted(cut.plane, by);
}

/** A plane moved towards whoever reads it. @param {Plane} plane @param {number} by mm @returns {Plane} */
function lifted({ origin, right, up }, by) {
  const normal = cross(right, up);
  return { origin: [origin[0] + by * normal[0], origin[1] + by * normal[1], origin[2] + by * normal[2]], right, up };
}

/** How far before a plane a place lies, mm. @param {Plane} plane @param {readonly number[]} point */
export function before({ origin, right, up }, [x, y, z]) {
  return dot(cross(right, up), [x - origin[0], y - origin[1], z - origin[2]]);
}

/** Between which distances a ray goes through what is drawn of a layer. @param {Ray} ray @param {Plane | null} plane @returns {[from: number, to: number]} */
export function spanOf({ origin, direction }, plane) {
  if (!plane) return [0, Infinity];
  const off = before(plane, origin);
  const speed = dot(cross(plane.right, plane.up), direction);
  if (speed === 0) return off > 0 ? [Infinity, Infinity] : [0, Infinity];
  return speed < 0 ? [Math.max(0, -off / speed), Infinity] : [0, -off / speed];
}
