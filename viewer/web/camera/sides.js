// The sides a body is looked at from, by name. Left and right are the patient's.

import { turnBetween } from "./frame.js";

/** @typedef {import("./types.js").Pose} Pose */
/** @typedef {"front" | "left" | "back" | "right"} Quarter */
/** @typedef {Quarter | "front-left" | "back-left" | "back-right" | "front-right"} Sector */
/** @typedef {Sector | "above" | "below"} Side */

/** @type {readonly Sector[]} an eighth of a turn each, from the front towards the patient's left */
const SECTORS = ["front", "front-left", "left", "back-left", "back", "back-right", "right", "front-right"];
/** @type {readonly Quarter[]} */
const QUARTERS = ["front", "left", "back", "right"];
const EIGHTH = 45; // degrees
const STEEP = 55; // degrees up or down from which it is looked at from above or below
const SLACK = 4; // degrees a name outlasts its border, so that it does not flicker there
const AS_GOOD_AS_THERE = 20; // degrees short of a quarter from which one turns on to the following one

/**
 * How each of these sides is looked at; the quarters are as the atlas's own views have them.
 *
 * @type {Readonly<Record<Quarter | "above", Pick<Pose, "azimuth" | "elevation">>>}
 */
export const POSES = {
  front: { azimuth: 0, elevation: 3 },
  left: { azimuth: 90, elevation: 3 },
  back: { azimuth: 180, elevation: 3 },
  right: { azimuth: -90, elevation: 3 },
  above: { azimuth: 180, elevation: 84 },
};

/** @param {number} value @param {number} whole */
const modulo = (value, whole) => ((value % whole) + whole) % whole;

/**
 * The side that is looked at.
 *
 * @param {number} azimuth
 * @param {number} elevation
 * @param {Side} [before] its name so far, which it keeps a little longer
 * @returns {Side}
 */
export function sideOf(azimuth, elevation, before) {
  const steepFor = (/** @type {Side} */ side) => (before === side ? STEEP - SLACK : STEEP);
  if (elevation > steepFor("above")) return "above";
  if (-elevation > steepFor("below")) return "below";
  const old = SECTORS.find((sector) => sector === before);
  if (old && Math.abs(turnBetween(SECTORS.indexOf(old) * EIGHTH, azimuth)) < EIGHTH / 2 + SLACK) return old;
  return SECTORS[modulo(Math.round(azimuth / EIGHTH), SECTORS.length)];
}

/**
 * The side a quarter of a turn on, or what is left of it.
 *
 * @param {number} azimuth
 * @param {1 | -1} dir 1 from the front towards the patient's left, -1 the other way round
 */
export function nextSide(azimuth, dir) {
  const quarters = Math.floor((azimuth * dir + AS_GOOD_AS_THERE) / 90) + 1;
  return QUARTERS[modulo(quarters * dir, QUARTERS.length)];
}
