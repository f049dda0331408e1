// What a cause changes: edges are halved without a change of shape, points go straight from amount to amount.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { decode } from "../../viewer/web/change/decode.js";
import { halve, refined } from "../../viewer/web/change/halve.js";
import { shifted, stretch } from "../../viewer/web/change/shift.js";
import { markContact } from "../../viewer/web/scene/contact.js";
import { merge } from "../../viewer/web/scene/mesh.js";
import { BODY, bytes, decoder, pack } from "./geometry.js";
import { signedVolume } from "./solids.js";

const decodeAll = await decoder();

/** @param {string} id */
async function piece(id) {
  const [one] = await decodeAll(await pack([bytes(new URL(`meshes/${id}.drc`, BODY))]));
  return one;
}

/** @param {Pick<import("../../viewer/web/scene/types.js").Piece, "points" | "triangles">} one */
function volume({ points, triangles }) {
  const mesh = merge([{ points, triangles, occlusion: null, tissue: null }]);
  return signedVolume(mesh, mesh.parts[0]);
}

/** How often each edge is there, by its two points. @param {Uint32Array} triangles */
function edges(triangles) {
  /** @type {Map<string, number>} */
  const count = new Map();
  for (let t = 0; t < triangles.length; t += 3) {
    for (let i = 0; i < 3; i += 1) {
      const key = [triangles[t + i], triangles[t + ((i + 1) % 3)]].sort((a, b) => a - b).join();
      count.set(key, (count.get(key) ?? 0) + 1);
    }
  }
  return count;
}

test("halving edges keeps the shape, and leaves it closed", async () => {
  const disc = await piece("l5-s1-disc");
  const chosen = Uint32Array.from({ length: disc.points.length / 3 }, (_, i) => i).filter((i) => disc.points[3 * i + 1] > -25);
  const fine = halve(disc, chosen);
  assert.ok(fine.points.length > disc.points.length);
  assert.deepEqual(fine.points.subarray(0, disc.points.length), disc.points, "the old points keep their numbers");
  assert.ok([...edges(fine.triangles).values()].every((count) => count === 2));
  assert.ok(Math.abs(volume(fine) - volume(disc)) < 1e-2);
  assert.equal(fine.occlusion?.length, fine.points.length / 3);
});

test("no edge is halved where no two neighbours are chosen", async () => {
  const disc = await piece("l5-s1-nucleus");
  assert.deepEqual(halve(disc, Uint32Array.of(3)), disc);
});

test("an amount lies between two of those that are told", () => {
  assert.deepEqual(stretch([0.5, 1], 0.25), { from: 0, to: 1, share: 0.5 });
  assert.deepEqual(stretch([0.5, 1], 0.5), { from: 0, to: 1, share: 1 });
  assert.deepEqual(stretch([0.5, 1], 0.75), { from: 1, to: 2, share: 0.5 });
  assert.deepEqual(stretch([1], 0), { from: 0, to: 1, share: 0 });
});

test("points go straight from one amount to the next, and none of the others moves", () => {
  const healthy = Float32Array.of(0, 0, 0, 10, 0, 0);
  const moved = { halved: [], numbers: Uint32Array.of(1), shifts: [Float32Array.of(2, 0, 0), Float32Array.of(2, 4, 0)] };
  const at = (/** @type {number} */ amount) => [...shifted(healthy, moved, [0.5, 1], amount)];
  assert.deepEqual(at(0), [0, 0, 0, 10, 0, 0]);
  assert.deepEqual(at(0.25), [0, 0, 0, 11, 0, 0]);
  assert.deepEqual(at(0.5), [0, 0, 0, 12, 0, 0]);
  assert.deepEqual(at(0.75), [0, 0, 0, 12, 2, 0]);
  assert.deepEqual(at(1), [0, 0, 0, 12, 4, 0]);
});

test("points beside each other touch, and others do not", () => {
  const one = { points: Float32Array.of(0, 0, 0, 5, 0, 0), from: 0, to: 2 };
  const other = { points: Float32Array.of(0.5, 0.5, 0, 9, 9, 9), from: 0, to: 2 };
  const marks = new Uint8Array(2);
  markContact(one, other, marks);
  assert.deepEqual([...marks], [1, 0]);
});

const CAUSES = new URL("causes/", BODY);
for (const name of readdirSync(CAUSES)) {
  test(`${name} fits the body it lies in`, async () => {
    const file = readFileSync(new URL(name, CAUSES));
    const { facts, moved, appearing } = await decode(new Uint8Array(file).buffer);
    assert.equal(`${facts.cause}.${name.split(".")[1]}.change`, name);
    assert.equal(facts.amounts.at(-1), 1);
    assert.ok(moved.size > 0);
    for (const [id, { halved, numbers, shifts }] of moved) {
      const { points } = refined(await piece(id), halved);
      assert.ok(numbers.every((number) => 3 * number < points.length), id);
      assert.ok(shifts.every((frame) => frame.length === 3 * numbers.length && frame.every((value) => Math.abs(value) < 250)), id);
    }
    for (const { points, triangles } of appearing) assert.ok(volume({ points, triangles }) > 0);
  });
}

test("what is no change is refused", async () => {
  await assert.rejects(decode(new Uint8Array([1, 2, 3, 4]).buffer));
});
