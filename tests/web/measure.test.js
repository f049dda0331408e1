// A distance is said as well as it is known: whole millimetres, tenths below ten of them, never another unit.

import assert from "node:assert/strict";
import test from "node:test";

import { begin } from "./stage.js";

begin({ measuring: null });
const page = /** @type {any} */ (globalThis);
page.document = { querySelector: () => null, getElementById: () => null };
const { inWords, measure } = await import("../../viewer/web/parts/measure.js");
const { get } = await import("../../viewer/web/state/store.js");

test("millimetres, with a tenth below ten", () => {
  assert.deepEqual([0, 3.14, 9.94, 9.96, 10.4, 34.2, 123.4, 1729].map(inWords), ["0.0 mm", "3.1 mm", "9.9 mm", "10 mm", "10 mm", "34 mm", "123 mm", "1729 mm"]);
});

test("two places are measured, a third begins anew, and then nothing is left", () => {
  measure.pick([1, 1, 1]);
  assert.equal(get("measuring"), null, "nobody has begun to measure");
  measure.start();
  measure.pick([0, 0, 0]);
  assert.deepEqual(get("measuring"), { from: [0, 0, 0], to: null });
  measure.pick([30, 0, 40]);
  assert.deepEqual(get("measuring"), { from: [0, 0, 0], to: [30, 0, 40], distance: "50 mm" });
  measure.pick([5, 5, 5]);
  assert.deepEqual(get("measuring"), { from: [5, 5, 5], to: null });
  measure.stop();
  assert.equal(get("measuring"), null);
});
