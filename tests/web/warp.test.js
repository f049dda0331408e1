// What is laid along a limb: joint on joint, back on back, left on left, and narrower.

import assert from "node:assert/strict";
import { test } from "node:test";

import { between, framed, joined, warped } from "../../viewer/web/laid/warp.js";

/** @typedef {import("../../viewer/web/laid/types.js").Along} Along */

/** A trunk that stands, and an arm that points to the left. @type {Along} */
const ALONG = {
  source: { points: [[0, 0, 100], [0, 0, 60], [0, 0, 0]], back: [0, 1, 0] },
  target: { points: [[100, 0, 50], [120, 0, 50], [220, 0, 50]], back: [0, 1, 0] },
  wide: 0.5,
};

/** @param {readonly (readonly number[])[]} points */
const laid = (points, lift = 0, along = ALONG) => {
  const flat = Float32Array.from(points.flat());
  const { points: made } = warped({ points: flat, normals: flat, triangles: new Uint32Array() }, along, lift);
  return points.map((_, i) => [...made.subarray(3 * i, 3 * i + 3)].map((value) => Math.round(value * 1000) / 1000 || 0));
};

test("joint lies on joint, and what is between them between", () => {
  assert.deepEqual(laid([[0, 0, 100], [0, 0, 60], [0, 0, 0]]), [[100, 0, 50], [120, 0, 50], [220, 0, 50]]);
  assert.deepEqual(laid([[0, 0, 80], [0, 0, 30]]), [[110, 0, 50], [170, 0, 50]]);
});

test("beyond an end it goes on", () => {
  assert.deepEqual(laid([[0, 0, 120], [0, 0, -30]]), [[90, 0, 50], [270, 0, 50]]);
});

test("the back stays the back and a side its side, narrower; it lies before the limb's own back", () => {
  assert.deepEqual(laid([[0, 20, 30]]), [[170, 10, 50]]);
  assert.deepEqual(laid([[0, 20, 30]], 7), [[170, 17, 50]]);
  const [[, , left]] = laid([[20, 0, 30]]);
  const [[, , right]] = laid([[-20, 0, 30]]);
  assert.deepEqual([left, right], [60, 40]);
});

test("it is turned and not mirrored", () => {
  const handed = (/** @type {import("../../viewer/web/laid/types.js").Axis} */ axis) =>
    framed(axis).frames.map(({ along: [a, b, c], back: [d, e, f], right: [g, h, i] }) => Math.round(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)));
  assert.deepEqual(handed(ALONG.source), handed(ALONG.target));
  assert.equal(Math.abs(handed(ALONG.source)[0]), 1);
});

test("it moves there in a straight line", () => {
  assert.deepEqual([...between(Float32Array.of(0, 10), Float32Array.of(10, 20), 0.25)], [2.5, 12.5]);
});

test("parts of several meshes are one surface", () => {
  const mesh = { points: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 9, 9, 9, 8, 8, 8, 7, 7, 7), normals: new Float32Array(18).fill(1), triangles: Uint32Array.of(0, 1, 2, 3, 4, 5) };
  const part = { firstPoint: 3, lastPoint: 6, first: 3, last: 6 };
  const whole = joined([{ mesh, part }, { mesh, part }]);
  assert.deepEqual([...whole.triangles], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([...whole.points.subarray(0, 3)], [9, 9, 9]);
  assert.equal(whole.points.length, 18);
});
