import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, wordsOf } from "../../viewer/web/search/fold.js";

test("tones, case, marks and what stands between words are folded away", () => {
  for (const [text, folded] of [
    ["  Liè-QUĒ ", "lie que"],
    ["Tàixī".normalize("NFD"), "taixi"],
    ["ＫＩ３", "ki3"],
    ["T'ai-hsi", "tai hsi"],
    ["Baxter’s nerve", "baxters nerve"],
    ["tai\u200bxi", "taixi"],
    ["L5S1 disc", "l5 s1 disc"],
    ["?!", ""],
  ])
    assert.equal(fold(text), folded, text);
});

test("traditional characters are compared as simplified ones, without the word for point", () => {
  for (const [text, folded] of [
    ["三陰交穴", "三阴交"],
    ["太谿穴位", "太溪"],
    ["內关", "内关"],
    ["氣穴", "气穴"], // here it is part of the name
  ])
    assert.equal(fold(text), folded, text);
});

test("nothing has no words", () => {
  assert.deepEqual(wordsOf(" - "), []);
});
