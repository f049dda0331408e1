import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOf } from "../../viewer/web/search/fold.js";
import { skeleton, toneless } from "../../viewer/web/search/romanised.js";

test("numbers of tones are taken off where every syllable has one", () => {
  assert.deepEqual(toneless(wordsOf("tai4xi1")), ["tai", "xi"]);
  assert.deepEqual(toneless(wordsOf("San1 Yin1-jiao1")), ["san", "yin", "jiao"]);
  assert.equal(toneless(wordsOf("tai4 xi")), null);
  assert.equal(toneless([]), null);
});

test("pinyin and the letters of Wade and Giles have the same skeleton", () => {
  for (const [pinyin, wade] of [
    ["taixi", "t'ai hsi"],
    ["lieque", "lieh ch'ueh"],
    ["sanyinjiao", "san yin chiao"],
    ["neiguan", "nei kuan"],
    ["zhaohai", "chao hai"],
    ["dazhong", "ta chung"],
    ["zhigou", "chih kou"],
    ["chize", "ch'ih tse"],
    ["pianli", "p'ien li"],
    ["yanggu", "yang ku"],
    ["shangqiu", "shang ch'iu"],
  ])
    assert.equal(skeleton(pinyin), skeleton(wordsOf(wade).join("")), wade);
});
