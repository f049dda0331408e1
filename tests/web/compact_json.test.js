// What stands more than once in a file is written once: the page puts it back where it belongs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { expanded } from "../../viewer/web/source/compact_json.js";

test("a whole number stands for the value at its place, all else for itself", () => {
  const cases = [
    [[{}], {}],
    [["left", { a: 0, b: [0, "0", 0.5, null, true] }], { a: "left", b: ["left", "0", 0.5, null, true] }],
    [[0, -3, 180, { a: [0, 1, 2], b: 2 }], { a: [0, -3, 180], b: 180 }],
    [[{ to: 1 }, "far", { a: [0, 0] }], { a: [{ to: "far" }, { to: "far" }] }],
    [["", [], { a: 0, b: 1, c: [1] }], { a: "", b: [], c: [[]] }],
  ];
  for (const [values, held] of cases) assert.deepEqual(expanded(structuredClone(/** @type {any[]} */ (values))), held);
});

test("what stands in several places is one, so nothing can be changed", () => {
  const { left, right } = expanded([{ refs: [1] }, "x", { left: 0, right: 0 }]);

  assert.equal(left, right);
  assert.throws(() => (left.more = 1), TypeError);
  assert.throws(() => left.refs.push(1), TypeError);
});
