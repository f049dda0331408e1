// The bodies' own files, as the page reads them: the same points, the same triangles, and the outside out.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { decode, hollows, merge, normals } from "../../viewer/web/scene/mesh.js";
import { signedVolume } from "./solids.js";

/** @typedef {import("../../viewer/web/scene/types.js").Mesh} Mesh */

const BODY = new URL("../../models/data/male/", import.meta.url);
const GRID = 8; // of a mm
/** @type {{ structures: { id: string, file: string, triangles: number, bounds: number[], closed: boolean }[] }} */
const MANIFEST = JSON.parse(readFileSync(new URL("manifest.json", BODY), "utf8"));
const SOME = ["skin", "sacrum", "l5-vertebra", "sciatic.left", "piriformis.right", "l4-l5-disc"];

/** @param {string} id */
function recorded(id) {
  const found = MANIFEST.structures.find((one) => one.id === id);
  assert.ok(found, `the body has no ${id}`);
  return found;
}

/** @param {string} file */
function bytes(file) {
  const { buffer, byteOffset, byteLength } = readFileSync(new URL(file, BODY));
  return /** @type {ArrayBuffer} */ (buffer.slice(byteOffset, byteOffset + byteLength));
}

/** A .vtp file with its triangles one by one, as models/mesh.py writes them without strips. @param {number[]} points @param {number[]} corners */
async function written(points, corners) {
  const ends = corners.map((_, i) => i + 1).filter((end) => end % 3 === 0);
  const blocks = await Promise.all([new Float32Array(points), new Int32Array(corners), new Int32Array(ends)].map(deflated));
  const offsets = blocks.map((_, i) => blocks.slice(0, i).reduce((sum, block) => sum + block.length, 0));
  const arrays = offsets.map((offset) => `<DataArray offset="${offset}"/>`).join("");
  const header = `<VTKFile><PolyData><Piece NumberOfStrips="0">${arrays}</Piece></PolyData>\n<AppendedData encoding="raw">_`;
  return new Blob([header, ...blocks]).arrayBuffer();
}

/** @param {ArrayBufferView<ArrayBuffer>} array */
async function deflated(array) {
  const packed = new Response(new Blob([array]).stream().pipeThrough(new CompressionStream("deflate")));
  const content = new Uint8Array(await packed.arrayBuffer());
  const block = new Uint8Array(16 + content.length);
  new Uint32Array(block.buffer, 0, 4).set([1, array.byteLength, 0, content.length]);
  block.set(content, 16);
  return block;
}

for (const id of SOME) {
  test(`${id} has the points and triangles its record tells of, with the outside out`, async () => {
    const { file, triangles, bounds, closed } = recorded(id);
    const mesh = merge(await decode(bytes(file)));
    assert.equal(mesh.triangles.length, 3 * triangles);
    assert.deepEqual(mesh.parts.map(({ box }) => box), [bounds]);
    assert.ok(mesh.points.every((value) => Number.isInteger(value * GRID)), "the points lie on a grid of 1/8 mm");
    assert.ok(mesh.triangles.every((number) => number < mesh.points.length / 3));
    assert.equal(new Set(mesh.triangles).size, mesh.points.length / 3, "every point has a triangle");
    assert.ok(closed);
    assert.ok(signedVolume(mesh, mesh.parts[0]) > 0, "it is inside out");
    assert.equal(edgesTwice(mesh), 0, "each edge is gone along once in each direction");
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
  const pieces = await Promise.all(["l5-vertebra", "sacrum"].map(async (id) => (await decode(bytes(recorded(id).file)))[0]));
  const { points, triangles, parts } = merge(pieces);
  const [spine, sacrum] = parts;
  assert.deepEqual([spine.firstPoint, spine.first, spine.lastPoint, spine.last], [0, 0, sacrum.firstPoint, sacrum.first]);
  assert.deepEqual([sacrum.lastPoint * 3, sacrum.last], [points.length, triangles.length]);
  assert.equal(sacrum.last - sacrum.first, 3 * recorded("sacrum").triangles);
  assert.deepEqual(sacrum.box, recorded("sacrum").bounds);
  assert.ok(triangles.subarray(sacrum.first, sacrum.last).every((number) => number >= sacrum.firstPoint && number < sacrum.lastPoint));
  for (const part of parts) assert.ok(signedVolume({ points, triangles }, part) > 0);
});

test("triangles that are written one by one are read as they are", async () => {
  const corners = [0, 1, 2, 2, 1, 3];
  const [piece] = await decode(await written([0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0.125], corners));
  assert.equal(piece.strips, false);
  const { points, triangles } = merge([piece]);
  assert.deepEqual([...triangles], corners);
  assert.deepEqual([...points.subarray(9)], [1, 1, 0.125]);
});

test("what is no such file is refused", async () => {
  await assert.rejects(decode(new TextEncoder().encode("<VTKFile></VTKFile>").buffer), /not a \.vtp file/);
});

test("normals are of length one and point outwards", async () => {
  const mesh = merge(await decode(bytes(recorded("femur.left").file)));
  const outward = normals(mesh);
  for (let i = 0; i < outward.length; i += 3) assert.ok(Math.abs(Math.hypot(outward[i], outward[i + 1], outward[i + 2]) - 1) < 1e-5);
  const grown = mesh.points.map((value, i) => value + 0.5 * outward[i]);
  assert.ok(signedVolume({ ...mesh, points: grown }, mesh.parts[0]) > signedVolume(mesh, mesh.parts[0]));
});

test("a dent is hollow, a bump is not", () => {
  const ring = [1, 0, 0, 0, 1, 0, -1, 0, 0, 0, -1, 0];
  const triangles = new Uint32Array([0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 1]);
  for (const [middle, hollow] of [[-0.5, true], [0.5, false]]) {
    const mesh = { points: new Float32Array([0, 0, Number(middle), ...ring]), triangles, parts: [] };
    const [depth] = hollows(mesh, normals(mesh));
    assert.ok(hollow ? depth > 0.5 && depth <= 1 : depth === 0, `${depth}`);
  }
});
