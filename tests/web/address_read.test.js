// An address is read into a state, whatever somebody wrote into it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bodyOf, read } from "../../viewer/web/state/address.js";
import { FIELDS } from "../../viewer/web/state/fields.js";
import { fitted, startValues } from "../../viewer/web/state/values.js";
import { chance, KNOWN } from "./known.js";

const START = startValues(KNOWN);

/** @param {Record<string, string>} query */
const open = (query) => read(new URLSearchParams(query), KNOWN);

test("an address without parameters opens as the page does", () => {
  assert.deepEqual(read("", KNOWN), { values: START, notices: [] });
  assert.deepEqual(START, {
    body: "male", story: "", step: 0, select: "", amount: 0, beside: false, hurts: [], method: "", system: 0, walk: [], along: 0, quiz: "", question: 0,
    show: { skin: true, zones: false, muscles: false, bones: true, nerves: true },
    opacity: { skin: 0.24, zones: 0.85, muscles: 1, bones: 1, nerves: 1 },
    view: "back", camera: null, side: "both", variant: "", cut: "", zones: "dermatome", voice: "student",
    hide: [], only: [], way: "start", labels: true, names: true, theme: "auto", open: "", present: false, class: "", embed: false,
  });
});

test("every part of a state can be in the address", () => {
  const { values, notices } = open({
    body: "female", select: "KI3.left", amount: "40", beside: "1", hurts: "exercise", method: "image.left", system: "3", walk: "sciatic.right,KI3.left", along: "2.55", quiz: "points.find.7", question: "3", show: "bones,nerves", opacity: "skin:40,bones:100", view: "knee", side: "left",
    hide: "sacrum", only: "sciatic.right,KI3.left", theme: "dark", embed: "1", present: "1", class: "7KQ4-m2xd", variant: "bifurcation-high", cut: "sagittal:-12.5", zones: "nerve",
    voice: "patient", open: "evidence", story: "the-path", step: "3", way: "presses", labels: "0", names: "0",
  });

  assert.deepEqual(notices, []);
  assert.deepEqual(values, {
    body: "female", story: "the-path", step: 3, select: "KI3.left", amount: 40, beside: true,
    hurts: ["exercise"], method: "image.left", system: 3, walk: ["sciatic.right", "KI3.left"], along: 2.55, quiz: "points.find.7", question: 3,
    show: { skin: false, zones: false, muscles: false, bones: true, nerves: true },
    opacity: { ...START.opacity, skin: 0.4 },
    view: "knee", camera: null, side: "left", variant: "bifurcation-high", cut: "sagittal:-12.5", zones: "nerve", voice: "patient",
    hide: ["sacrum"], only: ["sciatic.right", "KI3.left"], way: "presses", labels: false, names: false, theme: "dark", open: "evidence",
    present: true, class: "7KQ4-m2xd", embed: true,
  });
});

test("an address that leads to something is no first visit", () => {
  for (const query of ["select=sacrum", "view=back", "show=bones", "zones=nerve", "story=the-path", "open=evidence"]) {
    assert.equal(read(query, KNOWN).values.way, "free", query);
  }
  for (const query of ["", "body=female", "voice=patient&theme=dark", "embed=1", "select=nobody", "hide=unicorn"]) {
    assert.equal(read(query, KNOWN).values.way, "start", query);
  }
});

test("the same stands in a query, after the sign of a part, and in parameters", () => {
  const query = "select=KI3.left&show=bones,nerves&hide=sacrum%2CKI3.left";
  for (const form of [query, `?${query}`, `#${query}`, new URLSearchParams(query)]) {
    const { values } = read(form, KNOWN);
    assert.equal(values.select, "KI3.left");
    assert.deepEqual(values.hide, ["sacrum", "KI3.left"]);
  }
  assert.deepEqual(read("#red-flags", KNOWN), { values: START, notices: [] });
});

const SENTENCES = [
  ["body", "giant", "This link asks for the body “giant”, which is not installed here."],
  ["body", "", "This link asks for the body “”, which is not installed here."],
  ["select", "KI99.left", "This link points to “KI99.left”, which this atlas does not have."],
  ["amount", "101", "This link asks for the amount “101”, which is not between 0 and 100; it starts at healthy."],
  ["amount", "half", "This link asks for the amount “half”, which is not between 0 and 100; it starts at healthy."],
  ["hurts", "unicorn", "This link names painful places this atlas does not have: “unicorn”."],
  ["method", "upside-down", "This link lays “upside-down” on the body, which the method does not know."],
  ["system", "many", "This link asks for the system “many”, which the method does not have."],
  ["quiz", "No quiz", "This link asks for the quiz “No quiz”, which cannot be read."],
  ["question", "-1", "This link asks for the question “-1”, which cannot be read; the quiz begins at its first."],
  ["walk", "unicorn", "This link walks along nerves this atlas does not have: “unicorn”."],
  ["along", "far", "This link asks for the place “far” of a walk, which cannot be read; it starts at the beginning."],
  ["along", "41", "This link asks for the place “41” of a walk, which cannot be read; it starts at the beginning."],
  ["beside", "both", "This link says “both” for beside, which only 1 switches on."],
  ["show", "ghosts", "This link shows layers this atlas does not have: “ghosts”."],
  ["show", "a,b,c,d,e", "This link shows layers this atlas does not have: “a”, “b”, “c” and others."],
  ["view", "inside-out", "This link asks for the view “inside-out”, which this atlas does not have."],
  ["side", "up", "This link asks for the side “up”; both are shown."],
  ["camera", "1,2,3", "The camera in this link cannot be read; the named view is shown."],
  ["camera", "nan,0,500,0,0,0", "The camera in this link cannot be read; the named view is shown."],
  ["camera", "0x10,0,500,0,0,0", "The camera in this link cannot be read; the named view is shown."],
  ["camera", "1,,500,0,0,0", "The camera in this link cannot be read; the named view is shown."],
  ["camera", "0,0,1e9,0,0,0", "The camera in this link is out of range; the named view is shown."],
  ["camera", "0,0,1e999,0,0,0", "The camera in this link is out of range; the named view is shown."],
  ["camera", "0,0,9.9,0,0,0", "The camera in this link is out of range; the named view is shown."],
  ["camera", "0,0,-500,0,0,0", "The camera in this link is out of range; the named view is shown."],
  ["camera", "0,91,500,0,0,0", "The camera in this link is out of range; the named view is shown."],
  ["camera", "361,0,500,0,0,0", "The camera in this link is out of range; the named view is shown."],
  ["camera", "0,0,500,5001,0,0", "The camera in this link is out of range; the named view is shown."],
  ["hide", "unicorn", "This link names parts this atlas does not have: “unicorn”."],
  ["only", "unicorn", "This link names parts this atlas does not have: “unicorn”."],
  ["only", "exercise", "This link names parts this atlas does not have: “exercise”."],
  ["theme", "plaid", "This link asks for the theme “plaid”; yours is kept."],
  ["variant", "two-nerves", "This link asks for the variant “two-nerves”, which this body does not have."],
  ["cut", "diagonal:3", "This link asks for the cut “diagonal:3”, which cannot be read; nothing is cut away."],
  ["cut", "axial", "This link asks for the cut “axial”, which cannot be read; nothing is cut away."],
  ["cut", "nerve:40", "This link asks for the cut “nerve:40”, which cannot be read; nothing is cut away."],
  ["cut", "axial:1e3", "This link asks for the cut “axial:1e3”, which cannot be read; nothing is cut away."],
  ["zones", "planets", "This link asks for zones by “planets”; those of the roots are shown."],
  ["voice", "shouting", "This link speaks to “shouting”; the words for students are shown."],
  ["open", "settings", "This link opens the page “settings”, which this atlas does not have."],
  ["story", "never-told", "This link plays the story “never-told”, which this atlas does not have."],
  ["present", "yes", "This link says “yes” for present, which only 1 switches on."],
  ["embed", "yes", "This link says “yes” for embed, which only 1 switches on."],
  ["class", "7KQ4", "This link joins the class “7KQ4”; a code has eight letters and digits, without I, L, O and U."],
  ["class", "7KQ4M2XI", "This link joins the class “7KQ4M2XI”; a code has eight letters and digits, without I, L, O and U."],
  ["way", "home", "This link asks for the list “home”, which this atlas does not have."],
  ["labels", "no", "This link says “no” for labels, which only 0 switches off."],
  ["names", "no", "This link says “no” for names, which only 0 switches off."],
  ["opacity", "skin:999,bones:-1,:,nerves:٤", "This link asks for opacities that cannot be read: “skin:999”, “bones:-1”, “:” and others."],
  ["opacity", "NaN", "This link asks for opacities that cannot be read: “NaN”."],
];
for (const [key, value, sentence] of SENTENCES) {
  test(`what is unknown falls back and is said: ${key}=${value}`, () => {
    assert.deepEqual(open({ [key]: value }), { values: START, notices: [sentence] });
  });
}

test("every field has something unknown tried on it", () => {
  const tried = new Set([...SENTENCES.map(([key]) => key), "step"]);
  assert.deepEqual(FIELDS.filter(({ key }) => !tried.has(key)), []);
});

const FIRST = "This link asks for the step “{}”; the story starts at its first one.";
for (const [step, shown, sentence] of /** @type {[string, number, string][]} */ ([
  ["9", 4, "This link asks for step 9 of 4; the last one is shown."],
  ["0", 1, FIRST.replace("{}", "0")],
  ["-1", 1, FIRST.replace("{}", "-1")],
  ["two", 1, FIRST.replace("{}", "two")],
  ["٣", 1, FIRST.replace("{}", "٣")],
  ["9".repeat(30), 1, FIRST.replace("{}", "9".repeat(30))],
])) {
  test(`a step that a story does not have is said: ${step}`, () => {
    const { values, notices } = open({ story: "the-path", step });
    assert.equal(values.step, shown);
    assert.deepEqual(notices, [sentence]);
  });
}

test("a story starts at its first step, and there is no step without a story", () => {
  assert.equal(open({ story: "the-path" }).values.step, 1);
  assert.equal(open({ step: "3", story: "the-path" }).values.step, 3);
  assert.deepEqual(open({ step: "3" }), { values: START, notices: [] });
  assert.equal(open({ step: "3", story: "never-told" }).values.step, 0);
});

test("known layers are kept beside unknown ones, in any spelling and order", () => {
  const { values, notices } = open({ show: "nerves,ghosts, BONES " });
  assert.deepEqual(Object.keys(values.show).filter((id) => values.show[id]), ["bones", "nerves"]);
  assert.deepEqual(notices, ["This link shows layers this atlas does not have: “ghosts”."]);
});

test("no layer at all is a choice", () => {
  const { values, notices } = open({ show: "" });
  assert.deepEqual(Object.values(values.show), [false, false, false, false, false]);
  assert.deepEqual(notices, []);
});

test("a code is found in small letters too", () => {
  assert.deepEqual(open({ select: "ki3.left" }).values.select, "KI3.left");
});

test("a part that is named twice is hidden once, and known parts are kept beside unknown ones", () => {
  const { values, notices } = open({ hide: "sacrum,unicorn,,sacrum,KI3.left" });
  assert.deepEqual(values.hide, ["sacrum", "KI3.left"]);
  assert.equal(notices.length, 1);
});

test("an opacity that can be read is kept beside one that cannot", () => {
  assert.deepEqual(open({ opacity: "skin:999,bones:7," }).values.opacity, { ...START.opacity, bones: 0.07 });
});

test("a switch is on with 1 and off with 0 or nothing", () => {
  assert.deepEqual(["1", "0", ""].map((embed) => open({ embed }).values.embed), [true, false, false]);
  assert.deepEqual(open({ embed: "0" }).notices, []);
});

test("a choice without a view is looked at itself", () => {
  assert.equal(open({ select: "sacrum" }).values.view, "");
  assert.equal(open({ select: "sacrum", view: "moon" }).values.view, "");
  assert.equal(open({ select: "sacrum", view: "knee" }).values.view, "knee");
  assert.equal(open({ select: "nothing" }).values.view, "back");
  assert.equal(open({ select: "" }).values.view, "back");
});

test("a camera that can be read needs no named view; one that cannot leaves it", () => {
  const { values } = open({ camera: "90,10,800,1,2,900.5", view: "knee" });
  assert.deepEqual([values.view, values.camera], ["", [90, 10, 800, 1, 2, 900.5]]);
  assert.deepEqual(open({ camera: " +1.,-.5, 5e2 ,0,0,0" }).values.camera, [1, -0.5, 500, 0, 0, 0]);
  assert.equal(open({ camera: "nonsense", view: "knee" }).values.view, "knee");
});

test("a view may name its side", () => {
  assert.equal(open({ view: "knee.right" }).values.view, "knee.right");
  for (const wrong of ["knee.", "knee.up", "moon.left", ".left", "knee.left.left", "KNEE", "", "knee\n"]) {
    const { values, notices } = open({ view: wrong });
    assert.deepEqual([values.view, notices.length], ["back", 1], wrong);
  }
});

test("of a field that is named twice the first one counts, and that is said", () => {
  const { values, notices } = read("side=left&side=right&theme=dark&theme=dark", KNOWN);
  assert.deepEqual([values.side, values.theme], ["left", "dark"]);
  assert.deepEqual(notices, ["This link names “side” more than once; the first one counts."]);
});

test("names of other programs in the address are no business of ours", () => {
  assert.deepEqual(read("utm_source=mail&__proto__=x&constructor=y&ui=z&Select=sacrum", KNOWN), { values: START, notices: [] });
});

test("no name of JavaScript's own is taken for one of the atlas", () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "length"]) {
    for (const key of FIELDS.map((field) => field.key).filter((other) => other !== "step")) {
      const { values, notices } = open({ [key]: key === "opacity" ? `${name}:50` : name });
      assert.deepEqual([values, notices.length], [START, 1], `${key}=${name}`);
    }
  }
  assert.equal(Object.getPrototypeOf(open({ opacity: "__proto__:50" }).values.opacity), Object.prototype);
});

test("a notice shows no endless or invisible text, and takes no text for a pattern", () => {
  for (const key of ["select", "show", "hide", "opacity"]) {
    const [notice] = open({ [key]: `x\u202e\x00\u00a0\ud800${"y".repeat(5000)}` }).notices;
    assert.ok(notice.length < 130, notice);
    assert.doesNotMatch(notice, /(?! )[\p{C}\p{Z}]/u);
  }
  assert.ok(open({ select: "$&$'{}" }).notices[0].includes("“$&$'{}”"));
  assert.ok(open({ select: "😀".repeat(41) }).notices[0].includes(`“${"😀".repeat(40)}…”`));
});

test("what is too long to be read whole says so", () => {
  const { values, notices } = open({ hide: `sacrum${",".repeat(4000)}KI3.left` });
  assert.deepEqual(values.hide, ["sacrum"]);
  assert.deepEqual(notices, ["What this link says of “hide” is too long; only its beginning is read."]);
});

test("the body an address asks for is known before anything else of it", () => {
  assert.equal(bodyOf("?body=female&select=x", KNOWN), "female");
  assert.equal(bodyOf("#body=giant", KNOWN), "male");
  assert.equal(bodyOf("", KNOWN), "male");
});

test("no address breaks the page", () => {
  const next = chance(20);
  const pick = (/** @type {readonly string[]} */ from) => from[Math.floor(next() * from.length)];
  const pieces = [
    ...FIELDS.map(({ key }) => `&${key}=`), ...KNOWN.entries.keys(), "skin", "bones", ":50", ",", ".left", "=", "%", "%00", "%ff",
    "%E2%80%AE", "\ud800", "__proto__", "NaN", "1e400", "-1", "😀", "#", "?", "the-path", "knee", "0,0,500,0,0,0",
  ];
  for (let round = 0; round < 3000; round++) {
    const query = Array.from({ length: 1 + Math.floor(next() * 20) }, () => pick(pieces)).join("");
    const { values, notices } = read(query, KNOWN);
    assert.deepEqual(Object.keys(values), FIELDS.map(({ key }) => key), query);
    assert.deepEqual(fitted(values, KNOWN), values, query);
    for (const notice of notices) assert.doesNotMatch(notice, /(?! )[\p{C}\p{Z}]/u);
  }
});
