// The address names what differs from a page that was just opened, in words that people can read.

import assert from "node:assert/strict";
import { test } from "node:test";

import { read, write } from "../../viewer/web/state/address.js";
import { FIELDS, ofStory } from "../../viewer/web/state/fields.js";
import { startValues } from "../../viewer/web/state/values.js";
import { chance, KNOWN } from "./known.js";

const START = startValues(KNOWN);
const CAMERA = [90, 10, 800, 1, 2, 900.5];

/** @param {Record<string, any>} changes @param {Parameters<typeof write>[2]} [how] */
const address = (changes, how) => write({ ...START, ...changes }, KNOWN, how);

test("a page as it opens has an empty address", () => {
  assert.equal(address({}), "");
});

for (const [changes, query] of /** @type {[Record<string, any>, string][]} */ ([
  [{ body: "female" }, "body=female"],
  [{ select: "KI3.left" }, "select=KI3.left&view=back"],
  [{ select: "KI3.left", view: "" }, "select=KI3.left"],
  [{ select: "KI3.left", view: "", camera: CAMERA }, "select=KI3.left&camera=90,10,800,1,2,900.5"],
  [{ show: { ...START.show, skin: false } }, "show=bones,nerves"],
  [{ show: {} }, ""],
  [{ show: Object.fromEntries(KNOWN.layers.map(({ id }) => [id, false])) }, "show="],
  [{ opacity: { ...START.opacity, skin: 0.4, bones: 0 } }, "opacity=skin:40,bones:0"],
  [{ view: "knee.right" }, "view=knee.right"],
  [{ side: "left" }, "side=left"],
  [{ walk: ["sciatic.right", "sacrum"], along: 1.25, view: "", way: "follow" }, "walk=sciatic.right,sacrum&along=1.25&way=follow"],
  [{ variant: "bifurcation-high" }, "variant=bifurcation-high"],
  [{ zones: "nerve" }, "zones=nerve"],
  [{ voice: "clinician" }, "voice=clinician"],
  [{ hide: ["sacrum", "KI3.left"] }, "hide=sacrum,KI3.left"],
  [{ only: ["sacrum"] }, "only=sacrum"],
  [{ theme: "dark" }, "theme=dark"],
  [{ open: "red-flags" }, "open=red-flags"],
  [{ way: "presses" }, "way=presses"],
  [{ way: "presses", select: "sacrum", view: "" }, "select=sacrum&way=presses"],
  [{ way: "free" }, "way=free"],
  [{ way: "free", voice: "patient" }, "voice=patient&way=free"],
  [{ way: "free", side: "left" }, "side=left"],
  [{ labels: false, names: false }, "labels=0&names=0"],
  [{ class: "7KQ4M2XD", way: "free" }, "class=7KQ4M2XD"],
  [{ embed: true }, "embed=1"],
  [{ embed: true, theme: "dark", select: "sacrum", view: "", body: "female" }, "body=female&select=sacrum&theme=dark&embed=1"],
])) {
  test(`what differs is named: ${query || JSON.stringify(changes)}`, () => {
    assert.equal(address(changes), query);
  });
}

test("the camera is named only where the view has no name", () => {
  assert.equal(address({ view: "back", camera: CAMERA }), "");
  assert.equal(address({ view: "", camera: CAMERA }), "camera=90,10,800,1,2,900.5");
});

test("the camera is named to a tenth, and turns no further than half way round", () => {
  const camera = (/** @type {number} */ azimuth) => address({ view: "", camera: [azimuth, 10.04, 800.06, -0.01, 2, 3] });
  assert.equal(camera(725.02), "camera=5,10,800.1,0,2,3");
  assert.equal(camera(-190), "camera=170,10,800.1,0,2,3");
  assert.equal(camera(179.98), "camera=-180,10,800.1,0,2,3");
});

test("the whole address names the body and the view, and embeds nothing", () => {
  assert.equal(address({ embed: true }, { whole: true }), "body=male&view=back");
  assert.equal(address({ select: "sacrum", view: "" }, { whole: true }), "body=male&select=sacrum");
});

test("what the address named already stays named", () => {
  assert.equal(address({}, { keep: ["body"] }), "body=male");
  assert.equal(address({ view: "" }, { keep: ["view"] }), "");
});

test("a story's step says all of how things look", () => {
  const changes = {
    select: "sacrum", view: "", camera: CAMERA, show: { skin: false }, opacity: { skin: 0.5 }, side: "left", zones: "nerve",
    variant: "bifurcation-high", hide: ["sacrum"], only: ["KI3.left"], story: "the-path", step: 3, voice: "patient", theme: "dark",
    open: "about", body: "female", embed: true,
  };
  assert.equal(address(changes), "body=female&story=the-path&step=3&voice=patient&theme=dark&open=about&embed=1");
  assert.equal(address(changes, { whole: true }), "body=female&story=the-path&step=3&voice=patient&theme=dark&open=about");
});

test("a quiz says all of how things look, and gives no answer away", () => {
  const changes = { select: "KI3.left", show: { ...START.show, skin: false }, hide: ["sacrum"], camera: [1, 2, 3, 4, 5, 6], view: "", quiz: "points.7", question: 3, voice: "patient" };
  assert.equal(address(changes), "voice=patient&quiz=points.7&question=3");
});

test("a step is named as far as the story has it, and none without a story", () => {
  const named = [0, 3, 9, NaN, "2"].map((step) => address({ story: "the-path", step }));
  assert.deepEqual(named, [1, 3, 4, 1, 1].map((step) => `story=the-path&step=${step}`));
  assert.equal(address({ step: 3 }), "");
});

test("a camera that nobody could read back is not named", () => {
  for (const wrong of [[0, 91, 500, 0, 0, 0], [0, 0, 9, 0, 0, 0], [0, 0, 500, 0, 0, 5001], [0, 0, 500], "0,0,500,0,0,0"]) {
    assert.equal(address({ view: "", camera: wrong }), "");
  }
});

test("no address leads to what is on this page only", () => {
  const own = { entries: ["sacrum"], stories: ["the-path"] };
  assert.equal(address({ select: "sacrum", hide: ["sacrum", "KI3.left"], only: ["sacrum"] }, { own }), "hide=KI3.left");
  assert.equal(address({ story: "the-path", step: 2, side: "left" }, { own }), "side=left");
  assert.equal(address({ select: "KI3.left", story: "the-path" }, { own: { entries: ["the-path"] } }), "story=the-path&step=1");
});

test("what the body does not have, or nobody could read, is not written", () => {
  const strange = {
    body: "giant", select: "\ud800", show: "skin", opacity: { skin: NaN, bones: 7 }, view: 5, camera: [0, 0, Infinity, 0, 0, 0],
    side: {}, variant: "two", zones: null, voice: "&select=x", hide: ["unicorn", 3, null], only: "sacrum", theme: [], embed: "1",
    open: undefined, story: "never-told", step: 2,
  };
  assert.equal(address(strange), "");
  assert.equal(write({}, KNOWN), "");
});

test("signs of the address's own are written so that they are read back", () => {
  const names = ["a&b=c", "a b+c", "100%", "é#?"];
  const known = { ...KNOWN, entries: new Set(names) };
  for (const select of names) assert.equal(read(write({ ...START, select }, known), known).values.select, select);
});

const next = chance(2024);
const among = (/** @type {readonly any[]} */ from) => from[Math.floor(next() * from.length)];
const some = (/** @type {Iterable<any>} */ from) => [...from].filter(() => next() < 0.4).sort(() => next() - 0.5);
const tenths = (/** @type {number} */ least, /** @type {number} */ most) => Math.round((least + next() * (most - least)) * 10) / 10 || 0; // not minus nothing
const layers = (/** @type {(layer: any) => any} */ value) => Object.fromEntries(KNOWN.layers.map((layer) => [layer.id, value(layer)]));

/** A state that a page can be in. */
function anyState() {
  const story = among(["", "", "", "the-path"]);
  const quiz = among(["", "", "points.7", "own.roots"]);
  const select = among(["", ...KNOWN.entries.keys()]);
  const view = among(["back", "knee", "knee.left", "back.right", ""]);
  const camera = [tenths(-180, 179.9), tenths(-90, 90), tenths(10, 20000), tenths(-5000, 5000), tenths(-5000, 5000), tenths(0, 2000)];
  return {
    body: among([...KNOWN.bodies.keys()]), story, step: story ? among([1, 2, 3, 4]) : 0, select,
    amount: among([0, 0, 35, 100]), beside: next() < 0.3, present: next() < 0.2, hurts: among([[], ["KI3.left", "exercise"]]), method: among(["", "mirror.right"]), system: among([0, 5]), quiz, question: quiz ? among([0, 3]) : 0, walk: among([[], ["sciatic.right", "sacrum"]]), along: among([0, 2.5]),
    show: layers((layer) => (next() < 0.5 ? layer.shown : next() < 0.5)),
    opacity: layers((layer) => (next() < 0.5 ? layer.opacity : Math.floor(next() * 101) / 100)),
    view, camera: view || (select && next() < 0.5) ? null : camera,
    side: among(["both", "left", "right"]), variant: among(["", "bifurcation-high"]),
    cut: among(["", "none", "axial:1080", "sagittal:-12.5", "coronal:0", "nerve:sciatic.left:120.5"]), zones: among(["dermatome", "nerve"]),
    voice: among(["patient", "student", "clinician"]), hide: some(KNOWN.drawn.keys()), only: some(KNOWN.drawn.keys()),
    theme: among(["auto", "light", "dark"]), open: among(["", "evidence", "red-flags"]), class: among(["", "7KQ4M2XD"]), embed: next() < 0.5,
    way: among(["free", "follow", "all"]), labels: next() < 0.5, names: next() < 0.5,
  };
}

test("what is written is read back as it was", () => {
  const settled = ofStory();
  for (let round = 0; round < 3000; round++) {
    const state = anyState();
    const query = write(state, KNOWN);
    const seen = state.story || state.quiz ? { ...state, ...Object.fromEntries(settled.map((key) => [key, START[key]])) } : state;

    const { values, notices } = read(`?${query}`, KNOWN);
    assert.deepEqual(notices, [], query);
    assert.deepEqual(values, seen, query);
    assert.equal(write(values, KNOWN), query);
    assert.doesNotMatch(query, /%2C|%3A/);
  }
});

test("the whole address opens the same, but for what is embedded or presented, and in no class", () => {
  for (let round = 0; round < 1000; round++) {
    const state = { ...anyState(), story: "", step: 0, quiz: "" };
    assert.deepEqual(read(`#${write(state, KNOWN, { whole: true })}`, KNOWN).values, { ...state, class: "", embed: false, present: false });
  }
});

test("a state is had by chance in every field", () => {
  const seen = Array.from({ length: 200 }, anyState);
  for (const { key } of FIELDS) assert.ok(new Set(seen.map((state) => JSON.stringify(Reflect.get(state, key)))).size > 1, key);
});
