// What several painful places have in common, and how it is told.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, codes, serving } from "../../viewer/web/pain/answer.js";

/** @param {string} channel @param {string} choice @param {string} standing @param {number[]} systems @param {string[]} ids */
const group = (channel, choice, standing, systems, ids) => ({ channel, side: "right", limb: "forearm", choice, standing, systems, ids });

/** @type {import("../../viewer/web/pain/types.js").Reached} */
const BUTTOCK = {
  roots: ["s1-root.left", "s2-root.left"], nerves: ["sciatic.left"], sites: ["stenosis.midline", "disc.left", "piriformis.left"],
  groups: [group("LU", "also", "published", [2, 4], ["LU7.right"]), group("KI", "first", "inferred", [3], ["KI3.right", "KI4.right"])],
};
/** @type {import("../../viewer/web/pain/types.js").Reached} */
const SOLE = {
  roots: ["l5-root.left", "s1-root.left"], nerves: ["tibial.left"], sites: ["tunnel.left", "disc.left"],
  groups: [group("LU", "first", "inferred", [1], ["LU7.right", "LU9.right"])],
};

test("what reaches more of the places stands first, then the order it came in", () => {
  const { causes, roots } = answer([BUTTOCK, SOLE]);
  assert.deepEqual(causes.map(({ id, at }) => [id, ...at]), [
    ["disc.left", true, true], ["stenosis.midline", true, false], ["piriformis.left", true, false], ["tunnel.left", false, true],
  ]);
  assert.deepEqual(roots[0], { id: "s1-root.left", at: [true, true] });
});

test("regions of one channel and side are one row, with all that is known of them", () => {
  const { regions } = answer([BUTTOCK, SOLE]);
  assert.deepEqual(regions.map(({ key, at, choice, standings, systems, ids }) => ({ key, at, choice, standings, systems, ids })), [
    { key: "LU.right", at: [true, true], choice: "first", standings: ["published", "inferred"], systems: [1, 2, 4], ids: ["LU7.right", "LU9.right"] },
    { key: "KI.right", at: [true, false], choice: "first", standings: ["inferred"], systems: [3], ids: ["KI3.right", "KI4.right"] },
  ]);
  assert.deepEqual(answer([{ ...BUTTOCK, groups: [] }]).regions, []);
});

test("what lights serves as many places as anything does", () => {
  assert.deepEqual(serving(answer([BUTTOCK, SOLE])), ["s1-root.left"]);
  assert.deepEqual(serving(answer([SOLE])), ["l5-root.left", "s1-root.left", "tibial.left"]);
  assert.deepEqual(serving(answer([])), []);
});

test("codes are told in runs", () => {
  assert.equal(codes(["KI3.left", "KI4.left", "KI5.left", "KI7.left"]), "KI3‑5, 7");
  assert.equal(codes(["LU9.right", "LU7.right", "SI4.right", "OWN-1.right"]), "LU7, 9, SI4, OWN-1");
});
