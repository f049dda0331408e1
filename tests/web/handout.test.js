// What stands on a handout, and the codes that lead back to it.

import assert from "node:assert/strict";
import test from "node:test";
import { firstSentences, helpOf, linkOf, partsOf, reachesOthers, signsOf } from "../../viewer/web/handout/content.js";
import { codeOf } from "../../viewer/web/qr/code.js";
import { generate } from "../../viewer/web/vendor/lean-qr/lean-qr.js";

const line = (text) => ({ text, refs: [] });
const section = (key, text, items = []) => ({ key, title: `About ${key}`, text: text ? [line(text)] : [], items });
const card = {
  sections: [
    section("common", "One in ten. Or so. And more."),
    section("treatments", "", [
      { term: "Time", lines: [{ term: "It can", text: "It heals. Slowly." }, { term: "For this cause", text: "It shrinks. Often." }] },
      { term: "Heat", lines: [{ term: "It can", text: "It warms." }] },
      { term: "Nothing", lines: [] },
    ]),
    section("next", "Most get better."),
    section("where", "There."),
  ],
};

test("parts come in the order of a talk, in two sentences", () => {
  assert.deepEqual(partsOf(card), [{ title: "About next", text: "Most get better." }, { title: "About common", text: "One in ten. Or so." }]);
  assert.equal(firstSentences("It is 9.1 mm deep. Then more! And?", 1), "It is 9.1 mm deep.");
});

test("what helps says what it does for this cause, else what it can do", () => {
  assert.deepEqual(helpOf(card).rows, [{ term: "Time", text: "It shrinks." }, { term: "Heat", text: "It warms." }]);
  assert.deepEqual(helpOf({ sections: [] }), { title: "", rows: [] });
});

test("signs stand under what to do, which is said once", () => {
  const flags = [
    { ...line("A weak foot: go to emergency care the same day."), urgency: "same day" },
    { ...line("If you have had cancer, see your clinician soon. It is rare."), urgency: "soon" },
    { ...line("Numbness: go to emergency care the same day, and do say it."), urgency: "same day" },
  ];
  assert.deepEqual(signsOf({ lines: flags, sources: [] }), [{ urgency: "same day", signs: ["A weak foot", "Numbness"] }, { urgency: "soon", signs: ["If you have had cancer"] }]);
});

test("a code leads to the view, the body and a patient's words", () => {
  const link = linkOf("https://clinic.example/atlas/?select=x#y", "select=KI3.left&view=inner-ankle", "female");
  const { searchParams, pathname } = new URL(link);
  assert.equal(pathname, "/atlas/");
  assert.deepEqual(Object.fromEntries(searchParams), { body: "female", voice: "patient", select: "KI3.left", view: "inner-ankle" });
});

test("an address that nobody else reaches makes no code", () => {
  for (const here of ["http://127.0.0.1:8080/", "http://localhost/", "http://[::1]/", "file:///atlas.html", "", "clinic"]) assert.ok(!reachesOthers(here), here);
  for (const there of ["https://clinic.example/atlas/", "http://192.168.1.7:8080/"]) assert.ok(reachesOthers(there), there);
});

test("a long address fits a code, whose corners are as its standard has them", () => {
  const code = generate(linkOf("https://clinic.example/atlas/", `select=l5-s1-herniated-disc.left&camera=${"-179.9,".repeat(30)}`, "female-pregnant"));
  for (const [x, y] of [[0, 0], [code.size - 7, 0], [0, code.size - 7]]) {
    const row = (at) => Array.from({ length: 7 }, (_, i) => Number(code.get(x + i, y + at))).join("");
    assert.deepEqual([0, 1, 2, 3].map(row), ["1111111", "1000001", "1011101", "1011101"]);
  }
});

test("its picture has every dark square, white ground and an empty rim of four", () => {
  const text = "https://clinic.example/atlas/?class=7KQ4M2XD";
  const [code, drawn] = [generate(text), decodeURIComponent(codeOf(text))];
  const squares = [...drawn.matchAll(/M([0-9]+) ([0-9]+)h1v1h-1z/g)].map(([, x, y]) => [Number(x) - 4, Number(y) - 4]);
  const dark = Array.from({ length: code.size ** 2 }, (_, i) => [i % code.size, Math.floor(i / code.size)]).filter(([x, y]) => code.get(x, y));
  assert.deepEqual(squares, dark);
  assert.ok(drawn.startsWith("data:image/svg+xml,<svg"));
  assert.ok(drawn.includes(`viewBox="0 0 ${code.size + 8} ${code.size + 8}"`) && drawn.includes('fill="#fff"'));
});
