// The caption of what is presented: whole sentences, as many as a wall holds.

import assert from "node:assert/strict";
import { test } from "node:test";

import { captionOf } from "../../viewer/web/parts/caption.js";

test("it holds whole sentences, and no more than fit", () => {
  const short = "Each root leaves by an opening of its own.";
  assert.equal(captionOf(`${short} L5 is marked.`, "Roots"), `${short} L5 is marked.`);
  assert.equal(captionOf(`${short} ${"And so on and on and on".repeat(9)}.`, "Roots"), short);
});

test("a first sentence that is too long gives way to the heading", () => {
  assert.equal(captionOf(`${"word ".repeat(60)}.`, "Roots leave the spine"), "Roots leave the spine");
  assert.equal(captionOf("", "Roots"), "Roots");
});
