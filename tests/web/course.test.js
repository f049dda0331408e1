// Places on the course of a nerve.

import assert from "node:assert/strict";
import { test } from "node:test";

import { directionOn, lengthOf, nearestOn, placeOn } from "../../viewer/web/section/course.js";

/** @type {import("../../viewer/web/section/course.js").Course} down, and then to the left; a place twice */
const COURSE = [[0, 0, 100], [0, 0, 40], [0, 0, 40], [50, 0, 40]];

test("a place is so far from the beginning, and never beyond an end", () => {
  assert.equal(lengthOf(COURSE), 110);
  assert.deepEqual([-5, 0, 25, 60, 85, 110, 400].map((at) => placeOn(COURSE, at)), [[0, 0, 100], [0, 0, 100], [0, 0, 75], [0, 0, 40], [25, 0, 40], [50, 0, 40], [50, 0, 40]]);
});

test("its direction leads on, at the ends and around a corner too", () => {
  assert.deepEqual([0, 30, 110].map((at) => directionOn(COURSE, at)), [[0, 0, -1], [0, 0, -1], [1, 0, 0]]);
  const [x, y, z] = directionOn(COURSE, 60);
  assert.ok(Math.abs(x - Math.SQRT1_2) < 1e-9 && y === 0 && Math.abs(z + Math.SQRT1_2) < 1e-9);
});

test("where it comes nearest to a place", () => {
  assert.equal(nearestOn(COURSE, [30, 5, 30]), 90);
  assert.equal(nearestOn(COURSE, [0, 0, 1000]), 0);
});
