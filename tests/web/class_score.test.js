// How the taps of a class lie to the region that is right.

import assert from "node:assert/strict";
import test from "node:test";

import { apart, scored } from "../../viewer/web/class/score.js";

/** @typedef {import("../../viewer/web/class/types.js").Point} Point */

/** @type {Point} */
const CENTRE = [60, -10, 80];
const RING = 10;

/** Taps so far off. @param {...Point} off @returns {Point[]} */
const taps = (...off) => off.map(([x, y, z]) => [CENTRE[0] + x, CENTRE[1] + y, CENTRE[2] + z]);

test("a distance is in a straight line", () => assert.equal(apart([0, 0, 0], [3, 4, 12]), 13));

test("what lies in the ring counts, its rim too", () => {
  assert.deepEqual(scored(taps([0, 0, 0], [0, 0, 10], [0, 0, 11]), CENTRE, RING), { all: 3, inside: 2, side: "" });
  assert.deepEqual(scored([], CENTRE, RING), { all: 0, inside: 0, side: "" });
});

test("where most of the misses lie is said, and nothing where they lie all around", () => {
  const side = (/** @type {Point[]} */ ...off) => scored(taps(...off), CENTRE, RING).side;
  assert.equal(side([0, 2, -30], [1, 0, -20], [0, 0, -25], [0, 40, 0]), "lower");
  assert.equal(side([0, 2, 30], [1, 0, 20], [0, 0, 25]), "higher");
  assert.equal(side([0, -30, 0], [0, -20, 1], [2, -25, 0]), "front");
  assert.equal(side([0, 30, 0], [0, 20, 1], [2, 25, 0]), "back");
  assert.equal(side([30, 0, 0], [20, 0, 1], [25, 2, 0]), "left");
  assert.equal(side([-30, 0, 0], [-20, 0, 1], [-25, 2, 0]), "right");
  assert.equal(side([0, 0, 30], [0, 0, -30], [0, 30, 0], [0, -30, 0]), "");
  assert.equal(side([0, 0, -30], [0, 0, -30]), "", "two say little");
});
