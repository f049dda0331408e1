// Where on the stage a part is seen, by some of its points, and at which of them a word may point.

import { isBehind } from "./pick.js";

/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {import("./types.js").Box} Box */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Window of the stage, CSS pixels */
/** @typedef {import("./pick.js").Drawn & { orbit: { project(point: Point): { x: number, y: number } | null, frame(): { back: Point } } }} Seen */
/** @typedef {{ points: Float32Array, normals?: Float32Array }} Points of a mesh */
/** @typedef {{ point: Point, x: number, y: number, faces: boolean }} Spot `faces`: its surface is turned to the eye */

const SAMPLES = 48; // points of a part that are looked at
const TRIES = 3; // of them that are asked whether something lies before them
const ASIDE = 1e4; // pixels: farther from the middle than anything that faces the eye

/** The middle of a box, and how far its corners are from there, mm. @param {Box} box @returns {{ middle: Point, reach: number }} */
export function ballOf([x0, x1, y0, y1, z0, z1]) {
  return { middle: [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2], reach: Math.hypot(x1 - x0, y1 - y0, z1 - z0) / 2 };
}

/**
 * Some of a part's points that lie in a window.
 *
 * @param {Seen["orbit"]} orbit
 * @param {Points} mesh
 * @param {Pick<Part, "firstPoint" | "lastPoint">} part
 * @param {Window} frame
 * @returns {Spot[]}
 */
export function spotsOf(orbit, { points, normals }, { firstPoint, lastPoint }, frame) {
  const { back } = orbit.frame();
  const step = Math.max(1, Math.floor((lastPoint - firstPoint) / SAMPLES));
  /** @type {Spot[]} */
  const spots = [];
  for (let p = firstPoint; p < lastPoint; p += step) {
    /** @type {Point} */
    const point = [points[3 * p], points[3 * p + 1], points[3 * p + 2]];
    const at = orbit.project(point);
    if (!at || !isIn(at, frame)) continue;
    const faces = !normals || normals[3 * p] * back[0] + normals[3 * p + 1] * back[1] + normals[3 * p + 2] * back[2] > 0.2;
    spots.push({ point, ...at, faces });
  }
  return spots;
}

/** @param {{ x: number, y: number }} at @param {Window} frame */
export const isIn = ({ x, y }, { left, right, top, bottom }) => x > left && x < right && y > top && y < bottom;

/**
 * The spot of a part that a word may point at: on it, in the middle of what is seen of it, and not hidden.
 *
 * @param {Seen} scene
 * @param {string} id
 * @param {readonly Spot[]} spots
 * @param {(point: Point, at: Spot) => boolean} [hidden]
 * @returns {Point | null}
 */
export function bestSpot(scene, id, spots, hidden = (point, at) => isBehind(scene, id, point, at)) {
  const mean = (/** @type {"x" | "y"} */ axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length;
  const [x, y] = [mean("x"), mean("y")];
  const off = (/** @type {Spot} */ spot) => Math.hypot(spot.x - x, spot.y - y) + (spot.faces ? 0 : ASIDE);
  const tried = [...spots].sort((a, b) => off(a) - off(b)).slice(0, TRIES);
  return tried.find((spot) => !hidden(spot.point, spot))?.point ?? null;
}
