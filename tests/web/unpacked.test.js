// Bytes that stand in a page as text come out as they went in, however many they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { unpacked } from "../../viewer/web/source/unpacked.js";
import { chance } from "./known.js";

const UNKEPT = [0, 13, 60]; // by a page

/** As `viewer/export/one_file.py` does: seven bits in each letter, the last filled up with noughts. @param {Uint8Array} bytes */
function packed(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const sevens = bits.match(/.{1,7}/g) ?? [];
  return sevens.map((seven) => Number.parseInt(seven.padEnd(7, "0"), 2)).map((value) => String.fromCharCode(UNKEPT.includes(value) ? value + 128 : value)).join("");
}

test("every length and every byte come back", async () => {
  const next = chance();
  for (const length of [0, 1, 2, 3, 4, 5, 6, 7, 300, 301, 302, 303]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (length < 300 ? 255 - i : Math.floor(next() * 256)));
    assert.deepEqual(new Uint8Array(await unpacked(packed(gzipSync(bytes)))), bytes, `${length} bytes`);
  }
});
