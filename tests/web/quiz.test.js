// Questions are made from the data, the same for everybody who has the same link; answers are scored by distance and order.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { KINDS, MANY, TOPICS, asked, ownQuestions, questions } from "../../viewer/web/quiz/making.js";
import { apart, counted, cunOf, markOfFind, markOfMatch, markOfOrder, markOfPoint, shaky } from "../../viewer/web/quiz/scoring.js";
import { chance, shuffled } from "../../viewer/web/quiz/seed.js";
import { said } from "../../viewer/web/quiz/words.js";

/** @typedef {import("../../viewer/web/quiz/types.js").Known} Known */

const SIDES = ["left", "right"];

/** @param {string} kind @param {string} layer @param {string} name @param {string} side @param {number} z @param {object} [more] */
const entry = (kind, layer, name, side, z, more = {}) =>
  ({ kind, layer, name, side, detail: "L5, S1", centre: /** @type {const} */ ([side === "left" ? 90 : side === "right" ? -90 : 0, 0, z]), reach: 50, ...more });

const NERVES = ["l5-root", "s1-root", "lumbosacral-trunk", "sciatic", "tibial", "common-fibular", "sural", "superficial-fibular"];
const ZONES = ["dermatome-l4", "dermatome-l5", "dermatome-s1", "dermatome-s2"];
/** @type {[string, string, string][]} */
const OTHERS = [["femur", "bone", "bones"], ["tibia", "bone", "bones"], ["talus", "bone", "bones"], ["soleus", "muscle", "muscles"], ["KI3", "region", "regions"],
  ["KI4", "region", "regions"], ["KI5", "region", "regions"], ["SP5", "region", "regions"], ["disc-low", "site", "sites"], ["disc-high", "site", "sites"]];

/** A body of a few things. @returns {Known} */
function body() {
  const both = (/** @type {string} */ stem, /** @type {string} */ kind, /** @type {string} */ layer, /** @type {number} */ z) =>
    SIDES.map((side) => [`${stem}.${side}`, entry(kind, layer, `The ${stem}`, side, z)]);
  const entries = Object.fromEntries([
    ...NERVES.flatMap((stem, i) => both(stem, "nerve", "nerves", 1000 - 100 * i)),
    ...ZONES.flatMap((stem, i) => both(stem, "zone", "zones", 500 - 50 * i)),
    ...OTHERS.flatMap(([stem, kind, layer], i) => both(stem, kind, layer, 400 - 20 * i)),
    ["ulnar.left", entry("nerve", "nerves", "Ulnar nerve", "left", 900, { detail: "C8, T1" })],
  ]);
  const rows = [...NERVES, "ulnar"].map((stem) => ({ key: stem, name: stem, detail: "", kind: "nerve", ids: Object.keys(entries).filter((id) => id.startsWith(`${stem}.`)) }));
  const lit = { "disc-low": ["s1-root", "sciatic", "tibial"], "disc-high": ["l5-root", "lumbosacral-trunk", "sciatic"] };
  const relations = Object.fromEntries(SIDES.flatMap((side) => [
    ...Object.entries(lit).map(([site, path]) => [`${site}.${side}`, { lit: path.map((stem) => `${stem}.${side}`) }]),
    [`s1-root.${side}`, { zones: [`dermatome-s1.${side}`, `dermatome-s2.${side}`] }],
    [`l5-root.${side}`, { zones: [`dermatome-l5.${side}`] }],
  ]));
  const next = { "l5-root": ["lumbosacral-trunk"], "s1-root": ["sciatic"], "lumbosacral-trunk": ["sciatic"], sciatic: ["tibial", "common-fibular"], tibial: ["sural"], "common-fibular": ["superficial-fibular"], sural: [], "superficial-fibular": [] };
  const sided = (/** @type {(side: string) => [string, any][]} */ of) => Object.fromEntries(SIDES.flatMap(of));
  const walks = {
    lines: {}, stops: {},
    onward: sided((side) => Object.entries(next).map(([from, to]) => [`${from}.${side}`, to.map((one) => `${one}.${side}`)])),
    roots: sided((side) => NERVES.map((stem) => [`${stem}.${side}`, stem === "l5-root" || stem === "lumbosacral-trunk" ? ["L5"] : stem === "s1-root" ? ["S1"] : ["L5", "S1"]])),
    ends: sided((side) => [[`l5-root.${side}`, `superficial-fibular.${side}`], [`s1-root.${side}`, `sural.${side}`]]),
  };
  return /** @type {any} */ ({ atlas: { entries, outline: [{ title: "", over: "", way: "follow", opened: true, rows }] }, relations, walks });
}

/** @param {string} quiz */
const made = (quiz) => questions(body(), /** @type {import("../../viewer/web/quiz/types.js").Asked} */ (asked(quiz)));

test("the same seed draws the same, another one something else", () => {
  const draw = (/** @type {number} */ seed) => Array.from({ length: 5 }, chance(seed));
  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
  assert.ok(draw(7).every((one) => one >= 0 && one < 1));
  assert.deepEqual(draw(1).map((one) => one.toFixed(6)), ["0.627074", "0.002736", "0.527447", "0.981051", "0.968378"], "links that were sent would ask something else");
});

test("things in another order are the same things", () => {
  const all = [1, 2, 3, 4, 5, 6];
  const other = shuffled(all, chance(3));
  assert.notDeepEqual(other, all);
  assert.deepEqual([...other].sort(), all);
  assert.deepEqual(all, [1, 2, 3, 4, 5, 6]);
});

test("a link asks everybody the same, and another one something else", () => {
  assert.deepEqual(made("all.7"), made("all.7"));
  assert.notDeepEqual(made("all.7"), made("all.8"));
});

for (const [quiz, expected] of Object.entries({
  "points.7": { topic: "points", kind: "", seed: 7 },
  "nerve.order.12": { topic: "nerve", kind: "order", seed: 12 },
  "all.1": { topic: "all", kind: "", seed: 1 },
  "own.first-look": null, choose: null, "planets.3": null, "points.order.3": null, "nerve.x": null, nerve: null,
})) {
  test(`${quiz} names ${expected ? "a quiz" : "no quiz that is made"}`, () => assert.deepEqual(asked(quiz), expected));
}

for (const [topic, kinds] of Object.entries({ ...TOPICS, all: KINDS })) {
  test(`${topic}: what is right is among what can be chosen, and nothing is asked twice`, () => {
    const all = [1, 2, 3].flatMap((seed) => made(`${topic}.${seed}`));
    assert.ok(all.length >= 3);
    for (const one of all) {
      assert.ok(kinds.includes(one.kind), one.kind);
      assert.equal(new Set(one.choices).size, one.choices.length);
      if (one.kind === "order") assert.deepEqual([...one.choices].sort(), [...(one.order ?? [])].sort());
      else if (one.kind === "match") assert.ok(one.choices.includes(one.nerve ?? "") && one.felt?.choices.includes(one.felt.right));
      else assert.ok(one.choices.includes(one.thing));
    }
    const quiz = made(`${topic}.5`);
    assert.ok(quiz.length <= MANY);
    const keys = quiz.map(({ kind, thing, order }) => `${kind} ${order?.[0] ?? ""} ${thing}`.replace(/\.(left|right)/g, ""));
    assert.equal(new Set(keys).size, keys.length);
  });
}

test("every kind is asked of everything", () => {
  const all = [1, 2, 3, 4].flatMap((seed) => made(`all.${seed}`));
  assert.deepEqual(KINDS.filter((kind) => !all.some((one) => one.kind === kind)), []);
});

test("a cause is no part of the body, whatever it is called", () => {
  const known = body();
  const entries = { ...known.atlas.entries, "l5-s1-herniated-disc.left": entry("site", "sites", "Slipped disc", "left", 400) };
  const all = [1, 2, 3, 4].flatMap((seed) => questions(/** @type {any} */ ({ ...known, atlas: { ...known.atlas, entries } }), { topic: "parts", kind: "", seed }));
  assert.ok(all.length);
  assert.deepEqual(all.flatMap(({ choices }) => choices).filter((id) => entries[id].kind === "site"), []);
});

test("names to choose from differ, and are of the same kind and side", () => {
  const { entries } = body().atlas;
  const all = [1, 2, 3, 4, 5].flatMap((seed) => made(`nerve.name.${seed}`));
  assert.ok(all.length);
  for (const { thing, choices } of all) {
    assert.equal(new Set(choices.map((id) => entries[id].name)).size, choices.length);
    assert.ok(choices.every((id) => entries[id].side === entries[thing].side && entries[id].kind === "nerve"));
    assert.ok(!choices.includes("ulnar.left"), "no nerve of the arm");
  }
});

test("a path is put in order from the root, and never lies there in order", () => {
  const all = [1, 2, 3, 4, 5].flatMap((seed) => made(`nerve.order.${seed}`));
  assert.ok(all.some(({ order }) => order?.join() === "l5-root.left,lumbosacral-trunk.left,sciatic.left,common-fibular.left,superficial-fibular.left"));
  assert.ok(all.every(({ order, choices }) => order?.join() !== choices.join()));
});

test("a cause is matched with what it presses, and no other zone of that is offered as wrong", () => {
  const all = [1, 2, 3, 4].flatMap((seed) => made(`causes.${seed}`)).filter(({ thing }) => thing.startsWith("disc-low"));
  assert.ok(all.length);
  for (const { thing, nerve, felt } of all) {
    const [, side] = thing.split(".");
    assert.equal(nerve, `s1-root.${side}`);
    assert.equal(felt?.right, `dermatome-s1.${side}`);
    assert.ok(!felt?.choices.includes(`dermatome-s2.${side}`), "it is served by this root too");
  }
});

test("somebody's own questions keep their order and what they name; the rest is filled in", () => {
  const { atlas } = body();
  const told = /** @type {const} */ ([
    { kind: "name", thing: "tibial.left", choices: ["sural.left"], asks: "Which is it?" },
    { kind: "match", thing: "disc-low.left", nerve: "s1-root.left", felt: "dermatome-s1.left" },
    { kind: "find", thing: "femur.left" },
  ]);
  const [name, match, find] = ownQuestions(atlas, told);
  assert.deepEqual([[...name.choices].sort(), name.asks, name.topic], [["sural.left", "tibial.left"], "Which is it?", "own"]);
  assert.ok(match.choices.includes("s1-root.left") && match.choices.length === 4 && match.felt?.choices.includes("dermatome-s1.left"));
  assert.ok(find.choices.includes("femur.left") && find.choices.length > 1);
  assert.deepEqual(ownQuestions(atlas, told), ownQuestions(atlas, told));
});

test("a press for a point is right within its radius and close within twice that", () => {
  assert.deepEqual([0, 10, 10.1, 20, 20.1].map((far) => markOfPoint(far, 10)), ["right", "right", "close", "close", "off"]);
});

test("a press for a structure is right on it, and close within 20 mm", () => {
  assert.deepEqual([markOfFind(true, 0), markOfFind(false, 20), markOfFind(false, 20.1)], ["right", "close", "off"]);
});

test("an order is close where two neighbours are exchanged", () => {
  const order = ["a", "b", "c", "d"];
  assert.equal(markOfOrder(order, order), "right");
  assert.equal(markOfOrder(["a", "c", "b", "d"], order), "close");
  assert.equal(markOfOrder(["c", "b", "a", "d"], order), "off", "these are no neighbours");
  assert.equal(markOfOrder(["b", "a", "d", "c"], order), "off");
});

test("a match is close where one of both is right", () => {
  assert.deepEqual([[true, true], [true, false], [false, true], [false, false]].map(([a, b]) => markOfMatch(a, b)), ["right", "close", "close", "off"]);
});

test("distances are straight, and a cun is as long as the limb's", () => {
  assert.equal(apart([0, 0, 0], [3, 4, 12]), 13);
  const needle = /** @type {any} */ ({ depth: [13, 26], cun: [0.5, 1] });
  assert.equal(cunOf({ needle }), 26);
  assert.equal(cunOf(undefined), 0);
});

test("what went well is counted, and what was shaky told by topic and kind, the shakiest first", () => {
  const of = (/** @type {any} */ topic, /** @type {any} */ kind) => ({ topic, kind, thing: "a", choices: [] });
  const all = [of("nerve", "name"), of("nerve", "name"), of("points", "point"), of("parts", "find")];
  const answers = /** @type {any[]} */ ([{ mark: "right" }, { mark: "close" }, { mark: "off" }, { mark: "right" }]);
  assert.deepEqual(counted(answers), { right: 2, close: 1, off: 1, all: 4 });
  assert.deepEqual(shaky(all, answers).map(({ topic, right, all: many }) => [topic, right, many]), [["points", 0, 1], ["nerve", 1, 2]]);
});

test("every topic and kind has words, and they are strictly JSON", () => {
  for (const one of ["all", "own", ...Object.keys(TOPICS)]) assert.ok(said.topics[/** @type {keyof typeof said.topics} */ (one)], one);
  for (const one of KINDS) assert.ok(said.kinds[one] && said.asks[one] && said.hints[one], one);
  const source = readFileSync(new URL("../../viewer/web/quiz/en.js", import.meta.url), "utf8");
  assert.deepEqual(JSON.parse(source.slice(source.indexOf("{\n"), source.lastIndexOf("}") + 1)), said);
});
