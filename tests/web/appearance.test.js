// Colours and marks: what is told apart by colour is told apart by colour-blind eyes too, or by a pattern.

import assert from "node:assert/strict";
import test from "node:test";

import { differenceCiede2000, filterDeficiencyDeuter, filterDeficiencyProt, filterDeficiencyTrit } from "culori";

import { COLOURS, MARKS, colourOf, markOf } from "../../viewer/web/scene/appearance.js";
import { NOTHING_CHOSEN } from "../../viewer/web/scene/choice.js";

/** @typedef {import("../../viewer/web/scene/types.js").Colour} Colour */

const SEEN = { "usual eyes": (/** @type {any} */ colour) => colour, deuteranopia: filterDeficiencyDeuter(1), protanopia: filterDeficiencyProt(1), tritanopia: filterDeficiencyTrit(1) };
const APART = 12; // CIEDE2000: many times what can just be told apart, and enough under shading
const difference = differenceCiede2000();

// What lies side by side and is told apart by nothing but its colour.
/** @type {(keyof typeof COLOURS)[][]} */
const SIDE_BY_SIDE = [
  ["nerve", "artery"], ["nerve", "vein"], ["nerve", "muscle"], ["nerve", "bone"], ["nerve", "skin"], ["nerve", "disc"],
  ["artery", "vein"], ["artery", "bone"], ["vein", "bone"], ["vein", "muscle"], ["muscle", "bone"], ["muscle", "tendon"],
  ["bone", "disc"], ["disc", "muscle"], ["site", "nerve"], ["site", "bone"], ["region", "skin"], ["region", "claimed"],
  ["selected", "bone"], ["selected", "nerve"], ["selected", "muscle"], ["selected", "skin"], ["selected", "artery"],
];

/** @param {Colour} colour */
const srgb = ([r, g, b]) => /** @type {const} */ ({ mode: "rgb", r: r / 255, g: g / 255, b: b / 255 });

for (const [eyes, seen] of Object.entries(SEEN)) {
  test(`what lies side by side is told apart by its colour: ${eyes}`, () => {
    const alike = SIDE_BY_SIDE.map(([one, other]) => ({ pair: `${one}, ${other}`, apart: difference(seen(srgb(COLOURS[one])), seen(srgb(COLOURS[other]))) }));
    assert.deepEqual(alike.filter(({ apart }) => apart < APART), []);
  });
}

test("the check can fail: red and green of the same lightness are one to some eyes", () => {
  const [red, green] = [srgb([200, 90, 60]), srgb([128, 128, 40])];
  assert.ok(difference(red, green) > 2 * APART);
  assert.ok(difference(filterDeficiencyDeuter(1)(red), filterDeficiencyDeuter(1)(green)) < APART);
});

const CHOICE = { ...NOTHING_CHOSEN, selected: "one", lit: new Set(["two"]), claimed: new Set(["three"]), first: new Set(["KI3.left"]), also: new Set(["HT7.left"]) };
const nerve = (/** @type {string} */ id) => ({ id, kind: "nerve" });

test("what is chosen keeps its own colour", () => {
  for (const kind of /** @type {const} */ (["nerve", "bone", "muscle", "skin", "site"])) {
    assert.deepEqual(colourOf({ id: "one", kind }, { ...CHOICE, site: true }), COLOURS[kind]);
  }
});

test("what is chosen, lit and claimed each has a mark of its own, and the rest none", () => {
  assert.deepEqual(["one", "two", "three", "four"].map((id) => markOf(nerve(id), CHOICE)), [MARKS.chosen, MARKS.lit, MARKS.claimed, MARKS.none]);
  assert.equal(new Set(Object.values(MARKS)).size, Object.keys(MARKS).length);
});

test("a variant is marked as what it stands for", () => {
  assert.equal(markOf({ ...nerve("two-type-b"), stands_for: ["two"] }, CHOICE), MARKS.lit);
});

test("regions are discs or rings, and have no other mark", () => {
  assert.equal(markOf({ id: "KI3.left", kind: "region" }, { ...CHOICE, claimed: new Set(["KI3.left"]) }), MARKS.none);
});
