// Previews as a server is asked for them: one thing after the other, and files that it does not know come again.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

const kept = { textContent: JSON.stringify({ source: "live" }) };
/** @type {any} */ (globalThis).document = { getElementById: () => kept };
const { source } = await import("../../viewer/web/source/source.js");
const { addedTo, hold, inTurn, send } = await import("../../viewer/web/parts/sending.js");

const FILE = { name: "my-map.toml", size: 3, content: new Uint8Array([1, 2, 3]) };
const ADDED = /** @type {any} */ ({ packs: [] });

/** @type {string[]} */
let asked = [];
let knows = false; // whether the server has the files

beforeEach(() => {
  asked = [];
  knows = false;
  hold([FILE]);
  const live = {
    state: async () => new Map([["previewing", { most: 9, all: 1000, part: 1000, largest: 1000 }]]),
    ask: async (/** @type {string} */ name, /** @type {any} */ argument) => {
      asked.push(name === "previewed" ? argument : name);
      await pause(5); // what is asked at once would overlap
      if (name === "previewed") return knows ? ADDED : null;
      if (typeof argument === "object") return null;
      knows = true;
      return [];
    },
  };
  source.live = /** @type {any} */ (live);
});

test("a body gets the preview of a server that began anew: the files go there again first", async () => {
  assert.equal(await addedTo(() => "female"), ADDED);
  assert.deepEqual(asked, ["female", "preview", "preview", "female"]);
});

test("a server that has them is not sent them again, and nothing is sent where nothing is held", async () => {
  knows = true;
  assert.equal(await addedTo(() => "male"), ADDED);
  hold([]);
  knows = false;
  assert.equal(await addedTo(() => "male"), null);
  assert.deepEqual(asked, ["male", "male"]);
});

test("a body chosen while the files come again waits for them; the last one asked for is the one the server keeps", async () => {
  let shown = "male";
  const again = addedTo(() => shown);
  const chosen = addedTo(() => (shown = "female"));
  const last = addedTo(() => shown);
  assert.deepEqual(await Promise.all([again, chosen, last]), [ADDED, ADDED, ADDED]);
  assert.deepEqual(asked, ["male", "preview", "preview", "male", "female", "female"]);
});

test("what fails does not hold up what comes after it", async () => {
  await assert.rejects(inTurn(() => Promise.reject(new Error("lost"))), /lost/);
  assert.deepEqual(await inTurn(() => send([FILE])), { problems: [] });
});
