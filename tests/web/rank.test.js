import assert from "node:assert/strict";
import { test } from "node:test";
import { prepare } from "../../viewer/web/search/rank.js";

const SIDES = ["left", "right"];
const index = prepare({
  things: [
    { id: "l5-root", kind: "nerve", name: "L5 nerve root", sides: SIDES, words: ["Radix nervi spinalis L5", "L5"] },
    { id: "tibial-high", kind: "nerve", name: "Tibial nerve", sides: SIDES, variant: "high", words: ["Nervus tibialis"] },
    { id: "tibial", kind: "nerve", name: "Tibial nerve", sides: SIDES, words: ["Nervus tibialis"] },
    { id: "ankle", kind: "site", name: "Nerve at the inner ankle", sides: SIDES, words: ["Tarsal tunnel", "tibial nerve"] },
    { id: "stenosis", kind: "site", name: "Narrow spinal canal", sides: ["midline"], words: ["Spinal stenosis"] },
    { id: "LU5", kind: "region", name: "LU5 Chǐzé", sides: SIDES, words: ["LU5", "L5", "尺泽", "尺澤"] },
    { id: "LU7", kind: "region", name: "LU7 Lièquē", sides: SIDES, words: ["LU7", "L7", "列缺"] },
    { id: "sacrum", kind: "bone", name: "Sacrum", words: ["Os sacrum"] },
    { id: "coccyx", kind: "bone", name: "Coccyx", words: ["Os coccygis", "tailbone"] },
    { id: "numbness", kind: "sign", name: "Numbness or weakness of the leg", sides: SIDES, words: ["numb"] },
    { id: "buttock", kind: "territory", name: "Buttock", sides: SIDES, words: ["Bladder channel", "BL"] },
    { id: "tale", kind: "story", name: "Where the tibial nerve runs" },
  ],
});

/** @param {string} question */
const ids = (question) => index.find(question).hits.map(({ id }) => id);

test("a hit says what it is and by which name it was found", () => {
  const coccyx = { id: "coccyx", kind: "bone", name: "Coccyx", by: "tailbone" };
  assert.deepEqual(index.find("tailbone"), { hits: [coccyx], note: "" });
  assert.deepEqual(index.find("tail bone"), { hits: [coccyx], note: "" });
});

test("its own name or a root comes before another thing's further name, and usual anatomy before a variant", () => {
  assert.deepEqual(ids("L5").slice(0, 4), ["l5-root.left", "l5-root.right", "LU5.left", "LU5.right"]);
  assert.deepEqual(ids("tibial nerve left"), ["tibial.left", "tibial-high.left", "ankle.left"]);
  assert.equal(ids("tibial nerve").at(-1), "tale");
});

test("a side in the question keeps to that side, and to what has no side where nothing else is meant", () => {
  assert.deepEqual(ids("right LU7"), ["LU7.right"]);
  assert.deepEqual(ids("lu7 l"), ["LU7.left"]);
  assert.deepEqual(ids("sacrum left"), ["sacrum"]);
  assert.deepEqual(ids("spinal stenosis right"), ["stenosis.midline"]);
});

test("a side alone finds nothing, and says so", () => {
  const { hits, note } = index.find("left");
  assert.deepEqual(hits, []);
  assert.match(note, /side alone/);
});

test("what is typed into the empty box finds nothing and says nothing", () => {
  for (const question of ["", "   ", "?!", "\u0000"]) assert.deepEqual(index.find(question), { hits: [], note: "" });
});

test("no more is given than is asked for", () => {
  assert.equal(index.find("nerve", 3).hits.length, 3);
  assert.equal(index.find("nerve".repeat(1000)).note.length < 200, true);
});

test("a point that is not in the atlas is said to lie outside, with what there is of its channel", () => {
  for (const question of ["BL40", "ub 40", "Weizhong", "wei3zhong1", "委中穴", "BL40 weizhong", "bladder 40 right"]) {
    const { hits, note } = index.find(question);
    assert.match(note, /^BL40( Weizhong)? lies outside: /, question);
    assert.equal(hits[0].id.replace(/\..*/, ""), "buttock", question);
  }
  assert.deepEqual(new Set(ids("LU1")), new Set(["LU5.left", "LU5.right", "LU7.left", "LU7.right"]));
  assert.match(index.find("juliao").note, /^ST3 Juliao and GB29 Juliao lie outside/);
});

test("a number that a channel does not have is told apart", () => {
  assert.equal(index.find("LU12").note, "There is no LU12: the Lung channel ends at LU11.");
  assert.match(index.find("BL 0").note, /^There is no BL0/);
});

test("where nothing fits, a sentence says so and the nearest is offered", () => {
  assert.match(index.find("kidney stones").note, /^Nothing here is called “kidney stones”/);
  const { hits, note } = index.find("broken sacrum");
  assert.equal(hits[0].id, "sacrum");
  assert.equal(note, "Nothing here is called “broken sacrum”. The nearest to it:");
});

test("nothing to search is no error", () => {
  assert.deepEqual(prepare({ things: [] }).find("sacrum").hits, []);
});

test("an answer is a caller's own", () => {
  index.find("sacrum").hits.length = 0;
  assert.deepEqual(ids("sacrum"), ["sacrum"]);
});
