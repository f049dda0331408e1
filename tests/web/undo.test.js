// A step back brings back all of how things looked, whatever happened since.

import assert from "node:assert/strict";
import { test } from "node:test";

import { remembered } from "../../viewer/web/state/fields.js";
import { MOST, restore, snapshot, Undo } from "../../viewer/web/state/undo.js";
import { startValues } from "../../viewer/web/state/values.js";
import { KNOWN } from "./known.js";

/** Another value than the default of each field that a step back brings back. */
const CHANGED = {
  show: { skin: false, zones: true, muscles: true, bones: false, nerves: false },
  opacity: { skin: 0.5, zones: 0.1, muscles: 0.2, bones: 0.3, nerves: 0.4 },
  side: "left",
  variant: "bifurcation-high",
  cut: "axial:1080",
  hide: ["sacrum"],
  only: ["KI3.left", "sacrum"],
};

test("each field that a step back brings back is tried here", () => {
  assert.deepEqual(Object.keys(CHANGED), remembered());
});

for (const [key, value] of Object.entries(CHANGED)) {
  test(`a step back brings back ${key}`, () => {
    const undo = new Undo();
    const before = { ...startValues(KNOWN), [key]: structuredClone(value) };
    undo.remember(before);
    // What is inside changes too: whoever writes `state.opacity.skin = 1` writes into the same object.
    if (typeof before[key] === "object") for (const part of Object.keys(before[key])) before[key][part] = null;
    assert.deepEqual(undo.back(KNOWN)?.[key], value);
  });
}

test("a step back leaves what nobody would take back: the choice, the view, the voice", () => {
  const undo = new Undo();
  undo.remember({ ...startValues(KNOWN), select: "sacrum", voice: "patient" });
  assert.deepEqual(Object.keys(undo.back(KNOWN) ?? {}), remembered());
});

test("steps come back one by one, the last one first, and then no more", () => {
  const undo = new Undo();
  for (const side of ["both", "left", "right"]) undo.remember({ ...startValues(KNOWN), side });
  assert.equal(undo.steps, 3);
  assert.deepEqual([1, 2, 3].map(() => undo.back(KNOWN)?.side), ["right", "left", "both"]);
  assert.deepEqual([undo.back(KNOWN), undo.steps], [null, 0]);
});

test("fifty steps are kept; the oldest makes room", () => {
  const undo = new Undo();
  const shares = Array.from({ length: MOST + 5 }, (_, i) => i / 100);
  for (const skin of shares) undo.remember({ ...startValues(KNOWN), opacity: { skin } });
  assert.equal(undo.steps, 50);
  const back = Array.from({ length: MOST }, () => undo.back(KNOWN)?.opacity.skin);
  assert.deepEqual(back, shares.slice(5).reverse());
});

test("what another body does not have stays away", () => {
  const taken = snapshot({ ...startValues(KNOWN), ...CHANGED });
  const other = { ...KNOWN, drawn: new Set(["KI3.left"]), variants: new Set() };
  const { hide, only, variant } = restore(taken, other);
  assert.deepEqual({ hide, only, variant }, { hide: [], only: ["KI3.left"], variant: "" });
});

test("what is brought back can change without changing what is kept", () => {
  const taken = snapshot({ ...startValues(KNOWN), ...CHANGED });
  const back = restore(taken, KNOWN);
  back.opacity.skin = 1;
  back.hide.push("KI3.left");
  assert.deepEqual(restore(taken, KNOWN), CHANGED);
});

test("however deep a value is, later changes do not reach what is kept", () => {
  const side = { one: [{ two: 2 }] };
  const taken = snapshot({ side });
  side.one[0].two = 3;
  assert.deepEqual(taken.side, { one: [{ two: 2 }] });
});

test("a store that hands out proxies is remembered too", () => {
  const opacity = new Proxy({ ...CHANGED.opacity }, {});
  const taken = snapshot({ ...CHANGED, opacity });
  opacity.skin = 1;
  assert.deepEqual(restore(taken, KNOWN), CHANGED);
});
