// A ruler as it is drawn: where its strokes stand, and how long they are.

import assert from "node:assert/strict";
import { test } from "node:test";

import { across, cunTicks, lengthOf, pathOf, placeAlong, tenths } from "../../viewer/web/camera/ticks.js";

const LINE = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 20 }];

test("a place along a line is told by the share of its places, and knows which way the line runs", () => {
  assert.deepEqual(placeAlong(LINE, 0), { x: 0, y: 0, along: { x: 1, y: 0 } });
  assert.deepEqual(placeAlong(LINE, 0.75), { x: 10, y: 10, along: { x: 0, y: 1 } });
  assert.deepEqual(placeAlong(LINE, 1), { x: 10, y: 20, along: { x: 0, y: 1 } });
  assert.deepEqual(placeAlong(LINE, 7), placeAlong(LINE, 1), "never beyond its end");
  assert.equal(lengthOf(LINE), 30);
  assert.equal(pathOf(LINE), "M0.0 0.0L10.0 0.0L10.0 20.0");
});

test("strokes stand across the line, as far to either side as they reach", () => {
  assert.equal(across(LINE, [{ share: 0, reach: 5 }]), "M0.0 5.0L0.0 -5.0");
  assert.equal(across(LINE, [{ share: 1, reach: 4 }]), "M6.0 20.0L14.0 20.0");
});

test("whole cun have longer strokes than halves, and the end is told as what it is", () => {
  const two = cunTicks(2, 5);
  assert.deepEqual(two.map(({ cun }) => cun), [0, 0.5, 1, 1.5, 2]);
  assert.deepEqual(two.map(({ reach }) => reach), [8, 5, 8, 5, 8]);
  assert.deepEqual(cunTicks(1.5, 4).map(({ cun }) => cun), [0, 0.5, 1, 1.5]);
  assert.deepEqual(cunTicks(0.5, 2).map(({ share }) => share), [0, 1]);
});

test("a line between two marks is divided in tenths; its ends and the share itself stand out", () => {
  const long = tenths(0.4).flatMap(({ share, reach }) => (reach > 4 ? [share] : []));
  assert.deepEqual(long, [0, 0.4, 1]);
});
