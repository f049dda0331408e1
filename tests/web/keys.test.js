// The keyboard's map: each key does its one thing where it should, and nothing where the key is somebody else's.

import assert from "node:assert/strict";
import test from "node:test";

import { actionOf, ARROWS, KEYS, ORDER } from "../../viewer/web/parts/keys.js";

/** @typedef {import("../../viewer/web/parts/keys.js").Press} Press */
/** @typedef {import("../../viewer/web/parts/keys.js").Context} Context */

/** @param {string} key @param {Context & Partial<Press>} [how] both where and what else is held */
const pressed = (key, how = {}) => actionOf({ key, ...how }, how);

/** What each row needs to be in its place. @param {(typeof KEYS)[number]} row @returns {Context & Partial<Press>} */
const asWanted = ({ where, with: held }) => ({
  stage: where === "stage", story: where === "story", shiftKey: held === "shift", ctrlKey: held === "control",
});

const everyKey = KEYS.flatMap((row) => row.keys.map((key) => ({ key, row })));
const letters = everyKey.filter(({ key, row }) => /^[A-Z]$/.test(key) && !row.with);
const signs = everyKey.filter(({ key }) => key.trim().length === 1 && !/[A-Z]/.test(key));

test("each key of the table does what its row says, in its place", () => {
  for (const { key, row } of everyKey) assert.equal(pressed(key, asWanted(row)), row.do, key);
});

test("the keys are those that were agreed on", () => {
  const agreed = {
    "/": "search", "+": "closer", "-": "farther", 0: "fit", 1: "back", 2: "left", 3: "front", 4: "right", "?": "keys",
    l: "labels", y: "layers", s: "side", c: "cut", h: "beside", "[": "less", "]": "more", a: "show-all", d: "measure", x: "other-side", o: "other-body", t: "muscles", u: "copy-link", f: "present", b: "blank", n: "next", p: "previous",
    PageDown: "next", PageUp: "previous", Escape: "escape",
  };
  for (const [key, does] of Object.entries(agreed)) assert.equal(pressed(key, { story: true }), does, key);
  assert.equal(pressed("z", { ctrlKey: true }), "undo");
  assert.equal(pressed("z", { metaKey: true }), "undo");
});

test("keys of tools to come do nothing yet", () => {
  const others = ["m", "Home", "End", "Enter", "Tab", "F1"];
  for (const key of others) assert.equal(pressed(key, { stage: true, story: true }), "", key);
});

test("no two rows want the same press, and each is told once", () => {
  const presses = everyKey.map(({ key, row }) => `${row.with} ${key}`);
  assert.equal(new Set(presses).size, presses.length);
  assert.equal(new Set(ORDER).size, KEYS.length);
  assert.deepEqual(ORDER, KEYS.map((row) => row.do));
  for (const { shown, do: name } of KEYS) assert.ok(shown && /^[a-z]+(-[a-z]+)*$/.test(name), `${name} has the key ${shown}`);
});

test("a letter is the same large or small, and with Shift it is another", () => {
  for (const { key, row } of letters) {
    const there = asWanted(row);
    assert.equal(pressed(key.toLowerCase(), there), row.do);
    assert.equal(pressed(key.toUpperCase(), there), row.do, "Caps Lock is on");
    assert.equal(pressed(key.toUpperCase(), { ...there, shiftKey: true }), "", key);
  }
});

test("a sign is found with Shift or without, as the keyboard has it", () => {
  for (const { key, row } of signs) {
    for (const shiftKey of [true, false]) assert.equal(pressed(key, { shiftKey }), row.do, key);
  }
  assert.equal(pressed("="), "closer", "where + is Shift and =");
});

test("keys with a name take no Shift beyond what their row says", () => {
  assert.equal(pressed("Escape", { shiftKey: true }), "");
  assert.equal(pressed("PageDown", { shiftKey: true, story: true }), "");
});

test("while typing every key is the field's own, Escape and undo too", () => {
  for (const { key, row } of everyKey) assert.equal(pressed(key, { ...asWanted(row), typing: true }), "", key);
});

test("in a dialog the dialog does what is to be done", () => {
  for (const { key, row } of everyKey) assert.equal(pressed(key, { ...asWanted(row), dialog: true }), "", key);
});

test("Alt, Control and Command belong to the browser", () => {
  for (const { key, row } of everyKey) {
    const there = asWanted(row);
    assert.equal(pressed(key, { ...there, altKey: true }), "", key);
    if (row.with === "control") continue;
    const several = [{ ctrlKey: true }, { metaKey: true }, { ctrlKey: true, altKey: true }];
    for (const held of several) assert.equal(pressed(key, { ...there, ...held }), "", key);
  }
});

test("undo is Control or Command with Z and nothing else", () => {
  assert.equal(pressed("z"), "");
  assert.equal(pressed("Z", { ctrlKey: true }), "undo", "Caps Lock is on");
  assert.equal(pressed("Z", { ctrlKey: true, shiftKey: true }), "", "that is redo");
  assert.equal(pressed("z", { ctrlKey: true, altKey: true }), "");
  assert.equal(pressed("z", { ctrlKey: true, metaKey: true }), "");
  assert.equal(pressed("y", { ctrlKey: true }), "");
});

test("arrows turn and with Shift pan, on the stage only", () => {
  for (const key of Object.keys(ARROWS)) {
    assert.equal(pressed(key, { stage: true }), "turn");
    assert.equal(pressed(key, { stage: true, shiftKey: true }), "pan");
    assert.equal(pressed(key), "");
    assert.equal(pressed(key, { shiftKey: true }), "");
    assert.equal(pressed(key, { story: true }), "");
  }
});

test("opposite arrows move the eye opposite ways", () => {
  for (const [one, other] of [["ArrowLeft", "ArrowRight"], ["ArrowUp", "ArrowDown"]]) {
    assert.deepEqual(ARROWS[one].map((value) => 0 - value), [...ARROWS[other]]);
  }
  assert.ok(ARROWS.ArrowUp[1] > 0, "up is towards the head");
});

test("there are steps only while a story is told", () => {
  for (const key of ["n", "p", "PageDown", "PageUp"]) {
    assert.equal(pressed(key), "");
    assert.notEqual(pressed(key, { story: true }), "");
  }
  assert.equal(pressed("n", { story: true, stage: true }), "next", "with the focus on the stage as well");
});

test("a slider pages by itself, letters do not move it", () => {
  assert.equal(pressed("PageDown", { story: true, slider: true }), "");
  assert.equal(pressed("PageUp", { story: true, slider: true }), "");
  assert.equal(pressed("n", { story: true, slider: true }), "next");
  assert.equal(pressed("l", { slider: true }), "labels");
});

test("a key that is held down goes on turning, and switches nothing to and fro", () => {
  for (const { key, row } of everyKey) assert.equal(pressed(key, { ...asWanted(row), repeat: true }), row.repeats ? row.do : "", key);
  assert.equal(pressed("ArrowLeft", { stage: true, repeat: true }), "turn");
  assert.equal(pressed("l", { repeat: true }), "");
  assert.equal(pressed("Escape", { repeat: true }), "", "one press goes back by one");
});

test("Escape goes back one from the stage, a story and anywhere else", () => {
  for (const context of [{}, { stage: true }, { story: true }, { slider: true }]) assert.equal(pressed("Escape", context), "escape");
});

test("what somebody else has done, what an input method composes, and a press of no key are left alone", () => {
  for (const { key, row } of everyKey) {
    assert.equal(pressed(key, { ...asWanted(row), defaultPrevented: true }), "", key);
    assert.equal(pressed(key, { ...asWanted(row), isComposing: true }), "", key);
  }
  assert.equal(actionOf(/** @type {any} */ ({ type: "keydown" }), {}), "");
  for (const key of ["", "Dead", "Process", "Unidentified", "constructor", "toString"]) assert.equal(pressed(key, { stage: true, story: true }), "");
});
