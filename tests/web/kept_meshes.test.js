// Decoded meshes are kept up to a size, and the one that was asked for longest ago goes first.

import assert from "node:assert/strict";
import { test } from "node:test";

import { KeptMeshes } from "../../viewer/web/scene/kept_meshes.js";

/** @param {number} bytes */
const mesh = (bytes) => /** @type {any} */ ({ points: new Float32Array(bytes / 4), triangles: new Uint32Array(0), parts: [] });

test("what was put can be had again, and only that", () => {
  const kept = new KeptMeshes(1000);
  const one = mesh(400);
  kept.put("one", one);
  assert.equal(kept.get("one"), one);
  assert.equal(kept.get("other"), null);
});

test("the one that was asked for longest ago makes room", () => {
  const kept = new KeptMeshes(1000);
  for (const url of ["a", "b"]) kept.put(url, mesh(400));
  kept.get("a");
  kept.put("c", mesh(400));
  assert.deepEqual(["a", "b", "c"].map((url) => kept.get(url) !== null), [true, false, true]);
});

test("what is larger than all there is room for is not kept, and drives nothing out", () => {
  const kept = new KeptMeshes(1000);
  kept.put("a", mesh(400));
  kept.put("b", mesh(1200));
  assert.deepEqual([kept.get("a") !== null, kept.get("b")], [true, null]);
});

test("put again it counts once", () => {
  const kept = new KeptMeshes(1000);
  for (let round = 0; round < 5; round += 1) kept.put("a", mesh(400));
  kept.put("b", mesh(400));
  assert.deepEqual([kept.get("a") !== null, kept.get("b") !== null], [true, true]);
});
