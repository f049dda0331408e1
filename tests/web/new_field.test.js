// Adding a field takes one row: here some are added to a copy of the table, and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { read, write } from "../../viewer/web/state/address.js";
import { FIELDS, ofHistory, ofStory, redrawn, remembered } from "../../viewer/web/state/fields.js";
import { Undo } from "../../viewer/web/state/undo.js";
import { fitted, resetValues, startValues } from "../../viewer/web/state/values.js";
import { KNOWN } from "./known.js";

/** @typedef {import("../../viewer/web/state/types.js").Field} Field */

/** @satisfies {Partial<Field>} */
const SEEN = { story: /** @type {const} */ ("step"), undo: true, history: true, reset: true, whole: /** @type {const} */ ("changed") };

/** @type {Field} */
const LIFT = {
  ...SEEN, key: "lift", kind: "number", least: 0, most: 100, default: 0, redraws: ["scene"],
};
/** @type {Field} */
const SLICE = {
  ...SEEN, key: "slice", kind: "text", pattern: "(?:axial|sagittal):-?[0-9]{1,4}|none", default: "none", redraws: ["scene"],
};
/** @type {Field} */
const SIGNS = {
  ...SEEN, key: "signs", kind: "flag", default: false, undo: false, redraws: ["zones"],
};

for (const { field, other, text, wrong } of [
  { field: LIFT, other: 40, text: "40", wrong: ["101", "-1", "4e1", "NaN", "", "x"] },
  { field: SLICE, other: "axial:-950", text: "axial:-950", wrong: ["axial", "axial:1.5", "none\n", " none", "oblique:3", ""] },
  { field: SIGNS, other: true, text: "1", wrong: ["yes", "true"] },
]) {
  const { key } = field;
  const fields = [...FIELDS, field];
  const start = startValues(KNOWN, fields);

  test(`a row is enough for ${key}: its address`, () => {
    assert.equal(start[key], field.default);
    assert.equal(write(start, KNOWN, {}, fields), "");
    assert.equal(write({ ...start, [key]: other }, KNOWN, {}, fields), `${key}=${text}`);
    assert.deepEqual(read(`${key}=${text}`, KNOWN, fields), { values: { ...start, [key]: other, way: "free" }, notices: [] });
    for (const asked of wrong) {
      const { values, notices } = read(new URLSearchParams({ [key]: asked }), KNOWN, fields);
      assert.deepEqual([values, notices.length], [start, 1], asked);
      assert.match(notices[0], new RegExp(`“${key}”, which cannot be read`));
    }
  });

  test(`a row is enough for ${key}: a story, a step back, a reset, a redraw`, () => {
    assert.equal(write({ ...start, [key]: other, story: "the-path", step: 1 }, KNOWN, {}, fields), "story=the-path&step=1");
    const undo = new Undo(fields);
    undo.remember({ ...start, [key]: other });
    assert.equal(undo.back(KNOWN)?.[key], field.undo ? other : undefined);
    assert.equal(remembered(fields).includes(key), field.undo);
    assert.equal(resetValues(KNOWN, fields)[key], field.default);
    assert.ok(ofStory(fields).includes(key) && ofHistory(fields).includes(key));
    assert.deepEqual(field.redraws.map((part) => redrawn(part, fields).includes(key)), [true]);
    assert.equal(fitted({ ...start, [key]: { any: "thing" } }, KNOWN, fields)[key], field.default);
  });
}

test("a number is held to its digits", () => {
  const fine = [...FIELDS, { ...LIFT, digits: 1 }];
  assert.equal(read("lift=33.333", KNOWN, fine).values.lift, 33.3);
  assert.equal(read("lift=33.333", KNOWN, [...FIELDS, LIFT]).values.lift, 33);
});

test("none of these is a field of the page: what is tried here is really added", () => {
  for (const { key } of [LIFT, SLICE, SIGNS]) assert.ok(!FIELDS.some((field) => field.key === key), key);
});
