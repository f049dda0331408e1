// The bodies' own files, as the page reads them: the same points, the same triangles, and the outside out.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { merge, normals } from "../../viewer/web/scene/mesh.js";
import { BODY, bytes, decoder, pack } from "./geometry.js";
import { signedVolume } from "./solids.js";

/** @typedef {import("../../viewer/web/scene/types.js").Mesh} Mesh */

const GRID = 8; // of a mm
/** @type {{ structures: { id: string, file: string, triangles: number, bounds: number[], closed: boolean }[] }} */
const MANIFEST = JSON.parse(readFileSync(new URL("manifest.json", BODY), "utf8"));
const SOME = ["skin", "sacrum", "l5-vertebra", "sciatic.left", "piriformis.right", "l4-l5-disc"];
const decodeAll = await decoder();

/** @param {string} id */
function recorded(id) {
  const found = MANIFEST.structures.find((one) => one.id === id);
  assert.ok(found, `the body has no ${id}`);
  return found;
}

/** @param {readonly string[]} ids */
async function decoded(...ids) {
  return decodeAll(await pack(ids.map((id) => bytes(new URL(recorded(id).file, BODY)))));
}

for (const id of SOME) {
  test(`${id} has the points and triangles its record tells of, with the outside out`, async () => {
    const { triangles, bounds, closed } = recorded(id);
    const mesh = merge(await decoded(id));
    assert.equal(mesh.triangles.length, 3 * triangles);
    assert.deepEqual(mesh.parts.map(({ box }) => box), [bounds]);
    assert.ok(mesh.points.every((value) => Number.isInteger(value * GRID)), "the points lie on a grid of 1/8 mm");
    assert.ok(mesh.triangles.every((number) => number < mesh.points.length / 3));
    assert.equal(new Set(mesh.triangles).size, mesh.points.length / 3, "every point has a triangle");
    assert.ok(closed);
    assert.ok(signedVolume(mesh, mesh.parts[0]) > 0, "it is inside out");
    assert.equal(edgesTwice(mesh), 0, "each edge is gone along once in each direction");
    assert.equal(mesh.occlusion.length, mesh.points.length / 3);
    assert.ok(new Set(mesh.occlusion).size > 20, "light falls on it unevenly");
  });
}

/** How many edges have no other one the other way round. @param {Mesh} mesh */
function edgesTwice({ triangles }) {
  const many = 2 ** 20;
  const edges = new Set();
  for (let t = 0; t < triangles.length; t += 3) for (let k = 0; k < 3; k += 1) edges.add(triangles[t + k] * many + triangles[t + ((k + 1) % 3)]);
  return [...edges].filter((edge) => !edges.has((edge % many) * many + Math.floor(edge / many))).length;
}

test("pieces that were joined are parts of one mesh, each with its own points and triangles", async () => {
  const pieces = await decoded("l5-vertebra", "sacrum");
  const { points, triangles, occlusion, parts } = merge(pieces);
  const [spine, sacrum] = parts;
  assert.deepEqual([spine.firstPoint, spine.first, spine.lastPoint, spine.last], [0, 0, sacrum.firstPoint, sacrum.first]);
  assert.deepEqual([sacrum.lastPoint * 3, sacrum.last], [points.length, triangles.length]);
  assert.equal(sacrum.last - sacrum.first, 3 * recorded("sacrum").triangles);
  assert.deepEqual(sacrum.box, recorded("sacrum").bounds);
  assert.deepEqual(occlusion.subarray(sacrum.firstPoint), pieces[1].occlusion);
  assert.ok(triangles.subarray(sacrum.first, sacrum.last).every((number) => number >= sacrum.firstPoint && number < sacrum.lastPoint));
  for (const part of parts) assert.ok(signedVolume({ points, triangles }, part) > 0);
});

test("where a mesh has no occlusion, all the light comes to it, and without tissue it has none", () => {
  const bare = { points: new Float32Array(9), triangles: new Uint32Array([0, 1, 2]), occlusion: null, tissue: null };
  const { occlusion, tissue } = merge([bare]);
  assert.deepEqual([...occlusion], [255, 255, 255]);
  assert.equal(tissue, null);
});

test("tissue comes with what has another one, and stays with its points", async () => {
  const pieces = await decoded("sciatic.left", "semitendinosus.left");
  assert.equal(pieces[0].tissue, null);
  assert.ok(new Set(pieces[1].tissue).size > 50);
  const { tissue, parts } = merge(pieces);
  assert.ok(tissue);
  assert.ok(tissue.subarray(0, 2 * parts[0].lastPoint).every((value) => value === 0));
  assert.deepEqual(tissue.subarray(2 * parts[1].firstPoint), pieces[1].tissue);
});

test("what is no pack of meshes is refused", async () => {
  const whole = await pack([bytes(new URL(recorded("sacrum").file, BODY))]);
  const spoilt = whole.slice(0);
  new Uint8Array(spoilt).fill(0, 8, 40);
  for (const other of [new ArrayBuffer(0), new Uint32Array([9, 9]).buffer, whole.slice(0, -1), spoilt, await pack([new ArrayBuffer(100)])]) {
    assert.throws(() => decodeAll(other), /not a (whole )?(pack of meshes|mesh of this atlas)/);
  }
});

test("normals are of length one and point outwards", async () => {
  const mesh = merge(await decoded("femur.left"));
  const outward = normals(mesh);
  for (let i = 0; i < outward.length; i += 3) assert.ok(Math.abs(Math.hypot(outward[i], outward[i + 1], outward[i + 2]) - 1) < 1e-5);
  const grown = mesh.points.map((value, i) => value + 0.5 * outward[i]);
  assert.ok(signedVolume({ ...mesh, points: grown }, mesh.parts[0]) > signedVolume(mesh, mesh.parts[0]));
});
