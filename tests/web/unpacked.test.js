// Bytes that stand in a page as text come out as they went in, however many they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { unpacked } from "../../viewer/web/source/unpacked.js";
import { chance } from "./known.js";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";

/** As Python's `base64.b85encode` does, with a comma for `<`. @param {Uint8Array} bytes */
function packed(bytes) {
  let text = "";
  for (let from = 0; from < bytes.length; from += 4) {
    let four = [0, 1, 2, 3].reduce((sum, i) => sum * 256 + (bytes[from + i] ?? 0), 0);
    let letters = "";
    for (let i = 0; i < 5; i += 1, four = Math.floor(four / 85)) letters = LETTERS[four % 85] + letters;
    text += letters.slice(0, Math.min(4, bytes.length - from) + 1);
  }
  return text;
}

test("every length and every byte come back", async () => {
  const next = chance();
  for (const length of [0, 1, 2, 3, 4, 5, 6, 7, 300, 301, 302, 303]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (length < 300 ? 255 - i : Math.floor(next() * 256)));
    assert.deepEqual(new Uint8Array(await unpacked(packed(gzipSync(bytes)))), bytes, `${length} bytes`);
  }
});
