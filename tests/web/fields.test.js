// What is remembered, brought back, settled by a story, reset and redrawn follows from the table.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { FIELDS, ofHistory, ofStory, redrawn, remembered } from "../../viewer/web/state/fields.js";
import { KINDS } from "../../viewer/web/state/kinds.js";
import { fitted, resetValues, startValues } from "../../viewer/web/state/values.js";
import { words } from "../../viewer/web/words/words.js";
import { KNOWN } from "./known.js";

const SOURCE = readFileSync(new URL("../../viewer/web/state/fields.js", import.meta.url), "utf-8");

test("the table is JSON, so that others can read it", () => {
  const literal = /^export const FIELDS = (.*?);$/ms.exec(SOURCE)?.[1] ?? "";
  assert.deepEqual(JSON.parse(literal), FIELDS);
});

test("every field has a name of its own and a kind that is there", () => {
  assert.equal(new Set(FIELDS.map(({ key }) => key)).size, FIELDS.length);
  for (const { key, kind } of FIELDS) assert.ok(Object.hasOwn(KINDS, kind), key);
});

test("the words have a sentence for every field, with a place for what was not understood", () => {
  /** @type {Readonly<Record<string, string>>} */
  const said = words.link;
  for (const { key } of FIELDS) assert.ok(said[key].includes("{asked}") || key === "camera", key); // six numbers say nothing
  const others = ["other", "twice", "long", "several"];
  const named = Object.keys(said).map((key) => key.replace("_beyond", "")).filter((key) => !others.includes(key));
  assert.deepEqual([...new Set(named)].sort(), FIELDS.map(({ key }) => key).sort());
});

test("a step back brings back how things look", () => {
  assert.deepEqual(remembered(), ["show", "opacity", "side", "variant", "cut", "hide", "only"]);
});

test("a story's step settles what is seen, and leaves who is spoken to", () => {
  const settled = ["select", "amount", "beside", "walk", "along", "hurts", "method", "system", "show", "opacity", "view", "camera", "side", "variant", "cut", "zones", "hide", "only"];
  assert.deepEqual(ofStory(), settled);
  for (const key of remembered()) assert.ok(settled.includes(key), key);
});

test("Back and Forward bring back the whole view, and no more of the frame around it", () => {
  const all = FIELDS.map(({ key }) => key);
  assert.deepEqual(all.filter((key) => !ofHistory().includes(key)), ["labels", "names", "theme", "present", "class", "embed"]);
});

test("what changes the picture is known, by its part", () => {
  assert.deepEqual(redrawn("scene"), [
    "body", "story", "select", "hurts", "method", "show", "opacity", "side", "variant", "cut", "zones", "hide", "only", "labels", "names", "theme", "present",
  ]);
  assert.deepEqual(redrawn("zones"), ["body", "story", "select", "show", "zones"]);
  assert.deepEqual(redrawn("camera"), ["body", "view", "camera"]);
});

test("a reset returns what is seen to how the page opens, and leaves the rest", () => {
  const start = startValues(KNOWN);
  const left = ["body", "story", "step", "voice", "labels", "names", "theme", "open", "present", "class", "embed"];
  const seen = Object.entries(start).filter(([key]) => !left.includes(key));
  assert.deepEqual(resetValues(KNOWN), Object.fromEntries(seen));
});

test("defaults are not shared between one state and the next", () => {
  const [one, other] = [startValues(KNOWN), startValues(KNOWN)];
  one.hide.push("sacrum");
  one.show.skin = false;
  assert.deepEqual([other.hide, other.show.skin], [[], true]);
});

test("another body keeps what it has of a state", () => {
  /** @type {import("../../viewer/web/state/types.js").Values} */
  const state = { ...startValues(KNOWN), select: "sacrum", hide: ["sacrum", "KI3.left"], variant: "bifurcation-high", view: "knee.left" };
  const other = { ...KNOWN, drawn: new Set(["KI3.left"]), entries: new Set(["KI3.left"]), variants: new Set(), views: new Set(["back"]) };
  const { select, hide, variant, view, show } = fitted(state, other);
  assert.deepEqual({ select, hide, variant, view }, { select: "", hide: ["KI3.left"], variant: "", view: "back" });
  assert.notEqual(show, state.show);
});
