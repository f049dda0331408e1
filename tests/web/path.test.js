// Walks along the nerve: which nerves one comes by, where the stops are, and from where each is looked at.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chain, endOf, onPath, onward, pathOf, seenAt, walked } from "../../viewer/web/walk/path.js";

/** @typedef {import("../../viewer/web/walk/types.js").Walks} Walks */

const SEEN = { elevation: 0, height: 100, sites: [] };

/** Two roots, a nerve that parts in two, and a branch that leaves one of them half way. @type {Walks} */
const WALKS = {
  lines: {
    a: [[0, 0, 100], [0, 0, 60]],
    b: [[20, 0, 100], [0, 0, 60]],
    trunk: [[0, 0, 60], [0, 0, 0]],
    left: [[0, 0, 0], [30, 0, 0]],
    right: [[0, 0, 0], [-30, 0, 0]],
    early: [[10, 0, 0], [10, 20, 0]],
  },
  onward: { a: ["trunk"], b: ["trunk"], trunk: ["right", "left"], left: ["early"], right: [], early: [] },
  roots: { a: ["A"], b: ["B"], trunk: ["A", "B"], left: ["A"], right: ["A", "B"], early: ["A"] },
  ends: { a: "early" },
  stops: {
    a: [{ ...SEEN, at: 0, azimuth: 180 }],
    b: [{ ...SEEN, at: 0, azimuth: 180 }],
    trunk: [{ ...SEEN, at: 30, azimuth: 0, cut: 100 }, { ...SEEN, at: 60, azimuth: 0, height: 400 }],
    left: [{ ...SEEN, at: 5, azimuth: 90 }, { ...SEEN, at: 30, azimuth: 90 }],
    right: [{ ...SEEN, at: 30, azimuth: -90 }],
    early: [{ ...SEEN, at: 20, azimuth: 270 }],
  },
};

test("a walk goes by the nerves that carry fibres of its root", () => {
  assert.deepEqual(chain(WALKS, "a", "early"), ["a", "trunk", "left", "early"]);
  assert.deepEqual(onward(WALKS, "b", "trunk"), ["right"]);
  assert.deepEqual(chain(WALKS, "b", "early"), [], "it carries none of B");
  assert.deepEqual(chain(WALKS, "nerve of another body", "early"), []);
});

test("it ends where its root is felt, or by the first way on where that lies elsewhere or nowhere", () => {
  assert.equal(endOf(WALKS, "a", "a"), "early");
  assert.equal(endOf(WALKS, "a", "right"), "right");
  assert.equal(endOf(WALKS, "b", "b"), "right");
});

test("it turns off where the next nerve leaves: what is beyond is no part of it", () => {
  const path = pathOf(WALKS, ["a", "trunk", "left", "early"]);
  assert.deepEqual(path.stretches.map(({ from, to }) => [from, to]), [[0, 40], [40, 100], [100, 110], [110, 130]]);
  assert.deepEqual(path.stops.map(({ nerve, number, on }) => [nerve, number, on]), [["a", 0, 0], ["trunk", 0, 70], ["trunk", 1, 100], ["left", 0, 105], ["early", 0, 130]]);
  assert.deepEqual(path.line.at(-1), [10, 20, 0]);
});

test("half way between two stops is half way along the nerve between them", () => {
  const path = pathOf(WALKS, ["a", "trunk", "left", "early"]);
  assert.deepEqual([0, 0.5, 1, 2, 4, 9].map((along) => onPath(path, along)), [0, 35, 70, 100, 130, 130]);
  assert.deepEqual(seenAt(path, 0.5).point, [0, 0, 65]);
});

test("who stands at a parting has not gone on yet", () => {
  const path = pathOf(WALKS, ["a", "trunk", "left", "early"]);
  assert.deepEqual(walked(path, 0), ["a"]);
  assert.deepEqual(walked(path, 2), ["a", "trunk"]);
  assert.deepEqual(walked(path, 2.5), ["a", "trunk", "left"]);
});

test("the eye goes round the outer side from the back to the front, on either leg", () => {
  const left = pathOf(WALKS, ["a", "trunk", "left", "early"]);
  assert.deepEqual([0, 0.5, 1].map((along) => seenAt(left, along).azimuth), [180, 90, 0]);
  const mirrored = { ...WALKS, stops: { ...WALKS.stops, a: [{ ...SEEN, at: 0, azimuth: -180 }] } };
  assert.equal(seenAt(pathOf(mirrored, ["a", "trunk", "right"]), 0.5).azimuth, -90);
  assert.equal(seenAt(left, 3.5).azimuth, 180, "the shorter way round");
});

test("what stands in the way goes and comes back by and by", () => {
  const path = pathOf(WALKS, ["a", "trunk", "right"]);
  assert.equal(seenAt(path, 0).cut, null);
  assert.equal(seenAt(path, 1).cut, 100);
  assert.equal(seenAt(path, 1.5).cut, 250);
  assert.ok(Math.abs(seenAt(path, 1.5).height - 200) < 1e-9, "as much nearer as farther");
});
