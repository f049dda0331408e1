// Sections of meshes: their outlines, what they enclose, their faces, and the room that is left in them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { merge } from "../../viewer/web/scene/mesh.js";
import { faces } from "../../viewer/web/section/faces.js";
import { area, isWithin, loopArea, winding } from "../../viewer/web/section/outline.js";
import { cross, inBody, normalOf, slice } from "../../viewer/web/section/slice.js";
import { gap, roomLeft, roomOf } from "../../viewer/web/section/space.js";
import { BODY, bytes, decoder, pack } from "./geometry.js";
import { ball, signedVolume } from "./solids.js";

/** @typedef {import("../../viewer/web/section/types.js").Plane} Plane */
/** @typedef {import("../../viewer/web/section/types.js").Loop} Loop */

/** Looked at from above. @param {number} z @returns {Plane} */
const across = (z) => ({ origin: [0, 0, z], right: [1, 0, 0], up: [0, 1, 0] });

/** @param {number} x @param {number} y @param {number} radius @param {1 | -1} way counter-clockwise, or clockwise */
function circle(x, y, radius, way = 1, corners = 256) {
  const angles = Array.from({ length: corners }, (_, i) => (way * 2 * Math.PI * i) / corners);
  return Float64Array.from(angles.flatMap((angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]));
}

/** @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
const rectangle = (x0, y0, x1, y1) => Float64Array.from([x0, y0, x1, y0, x1, y1, x0, y1]);

/** @param {number} value @param {number} wanted @param {number} share of it */
const near = (value, wanted, share) => assert.ok(Math.abs(value - wanted) <= share * wanted, `${value} is not ${wanted}`);

/** The area of triangles that all face the reader, mm². @param {import("../../viewer/web/section/types.js").Face} face */
function faceArea({ points, triangles }) {
  let sum = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [0, 1, 2].flatMap((k) => [...points.subarray(2 * triangles[t + k], 2 * triangles[t + k] + 2)]);
    const own = loopArea(Float64Array.from(corners));
    assert.ok(own > -1e-9, "a triangle faces away");
    sum += own;
  }
  return sum;
}

test("the section of a ball is a circle, and lies where it was cut", () => {
  const mesh = ball([3, -2, 5], 10, 48);
  for (const z of [-4, 0.3, 5, 11]) {
    const loops = slice(mesh, mesh.parts[0], across(z));
    assert.equal(loops.length, 1);
    near(area(loops), Math.PI * (100 - (z - 5) ** 2), 0.01);
    assert.ok(isWithin(loops, 3, -2) && !isWithin(loops, 3, 9));
  }
  assert.deepEqual(slice(mesh, mesh.parts[0], across(15.01)), []);
});

test("a plane through points of the mesh, and an oblique one, close their outlines too", () => {
  const mesh = ball([0, 0, 0], 10, 32);
  const equator = slice(mesh, mesh.parts[0], across(0));
  near(area(equator), 100 * Math.PI, 0.01);
  const tilted = Math.SQRT1_2;
  /** @type {Plane} */
  const oblique = { origin: [1, 2, 3], right: [tilted, 0, tilted], up: [0, 1, 0] };
  const off = normalOf(oblique).reduce((sum, value, i) => sum + value * oblique.origin[i], 0);
  const loops = slice(mesh, mesh.parts[0], oblique);
  near(area(loops), Math.PI * (100 - off ** 2), 0.01);
  for (let i = 0; i < loops[0].length; i += 2) near(Math.hypot(...inBody(oblique, loops[0][i], loops[0][i + 1])), 10, 0.01);
});

test("right and up are the reader's: the normal looks at them", () => {
  assert.deepEqual(normalOf(across(0)), [0, 0, 1]);
  assert.deepEqual(cross([0, 1, 0], [0, 0, 1]), [1, 0, 0]);
});

test("a part of a mesh is cut alone, and one hole of a shell runs the other way round", () => {
  const [outer, inner] = [ball([0, 0, 0], 10, 40), ball([0, 0, 0], 6, 40)];
  const inside = inner.triangles.map((_, i, all) => all[i - (i % 3) + [0, 2, 1][i % 3]]); // turned inside out
  const piece = (/** @type {Float32Array} */ points, /** @type {Uint32Array} */ triangles) => ({ points, triangles, occlusion: null, tissue: null });
  const mesh = merge([piece(outer.points, outer.triangles), piece(inner.points, inside)]);
  assert.ok(signedVolume(mesh, mesh.parts[1]) < 0);
  const [shell, hole] = mesh.parts.map((part) => slice(mesh, part, across(1)));
  assert.equal(shell.length + hole.length, 2);
  assert.ok(area(shell) > 0 && area(hole) < 0);
  assert.ok(!isWithin([...shell, ...hole], 0, 0));
  assert.equal(winding(hole[0], 0, 0), -1);
});

test("faces fill outlines, leave holes out, and fill what stands within a hole", () => {
  const ring = [circle(0, 0, 10), circle(0, 0, 6, -1)];
  near(faceArea(faces(ring)), area(ring), 1e-6);
  const target = [...ring, circle(0, 0, 3), circle(30, 0, 2), circle(30, 0, 1, -1)];
  const face = faces(target);
  near(faceArea(face), area(target), 1e-6);
  assert.ok(face.triangles.every((number) => number < face.points.length / 2));
  assert.deepEqual(faces([]).triangles, []);
});

/** What of a circle of some radius lies between two upright lines, mm². @param {number} radius @param {number} low @param {number} high */
const between = (radius, low, high) => {
  const upTo = (/** @type {number} */ x) => x * Math.sqrt(radius ** 2 - x ** 2) + radius ** 2 * Math.asin(x / radius);
  return upTo(high) - upTo(low);
};

const WALLS = ["left", "right"];

/** A nerve in the middle between two walls. @param {number} low @param {number} high where these begin @returns {Map<string, Loop[]>} */
const walled = (low, high) => new Map([["nerve", [circle(0, 0, 1)]], ["left", [rectangle(-40, -40, low, 40)]], ["right", [rectangle(high, -40, 40, 40)]]]);

test("room is what lies between the walls in the circle of the window, with the nerve in it", () => {
  const room = roomOf({ width: 40, height: 30 }, walled(-5, 8), "nerve", WALLS);
  near(roomLeft(room, walled(-5, 8), WALLS), between(15, -5, 8), 0.01);
  near(roomLeft(room, walled(-5, 2), WALLS), between(15, -5, 2), 0.01);
  near(roomLeft(room, walled(-9, 8), WALLS), between(15, -5, 8), 0.01); // only of what there was
});

test("room that is cut off from the nerve later is still left, and that it never reached was never counted", () => {
  const frame = { width: 40, height: 30 };
  const healthy = new Map([["nerve", [circle(-10, 0, 2)]]]);
  const parted = new Map([...healthy, ["wall", [rectangle(-1, -20, 1, 20)]]]);
  near(roomLeft(roomOf(frame, parted, "nerve", ["wall"]), parted, ["wall"]), between(15, -15, -1), 0.01);
  near(roomLeft(roomOf(frame, healthy, "nerve", ["wall"]), parted, ["wall"]), 225 * Math.PI - between(15, -1, 1), 0.01);
});

test("a hole of a wall is room within, and a wall that overlaps itself is full", () => {
  const frame = { width: 40, height: 30 };
  const nerve = /** @type {[string, Loop[]]} */ (["nerve", [circle(0, 0, 2)]]);
  const ring = new Map([nerve, ["wall", [circle(0, 0, 9), circle(0, 0, 6, -1)]]]);
  near(roomLeft(roomOf(frame, ring, "nerve", ["wall"]), ring, ["wall"]), 36 * Math.PI, 0.01);
  const twice = new Map([nerve, ["wall", [rectangle(5, -20, 12, 20), rectangle(8, -20, 20, 20)]]]);
  near(roomLeft(roomOf(frame, twice, "nerve", ["wall"]), twice, ["wall"]), between(15, -15, 5), 0.01);
});

test("what touches has no gap, and what is not there is infinitely far", () => {
  assert.equal(gap([circle(0, 0, 3)], [circle(4, 0, 3)]), 0);
  assert.equal(gap([circle(0, 0, 3)], []), Infinity);
  assert.equal(roomLeft(roomOf({ width: 40, height: 30 }, new Map(), "nerve", ["wall"]), new Map(), ["wall"]), 0);
});

test("the bodies' own structures are cut quickly, and their room is measured 20 times a second", async () => {
  /** @type {{ structures: { id: string, file: string }[] }} */
  const { structures } = JSON.parse(readFileSync(new URL("manifest.json", BODY), "utf8"));
  const ids = ["l5-vertebra", "sacrum", "l5-s1-disc", "dural-sac", "s1-root.left", "l5-root.left", "skin"];
  const decodeAll = await decoder();
  const files = ids.map((id) => bytes(new URL(structures.find((one) => one.id === id)?.file ?? id, BODY)));
  const mesh = merge(decodeAll(await pack(files)));
  const box = mesh.parts[ids.indexOf("l5-s1-disc")].box;
  /** @type {Plane} */
  const plane = { origin: [(box[0] + box[1]) / 2, box[3], (box[4] + box[5]) / 2], right: [1, 0, 0], up: [0, -1, 0] };
  const cut = () => new Map(mesh.parts.map((part, i) => [ids[i], slice(mesh, part, plane)]));
  cut();
  const begin = performance.now();
  const outlines = cut();
  const sliced = performance.now();
  const walls = ["l5-vertebra", "sacrum", "l5-s1-disc"];
  const room = roomLeft(roomOf({ width: 40, height: 30 }, outlines, "dural-sac", walls), outlines, walls);
  const apart = gap(outlines.get("dural-sac") ?? [], walls.flatMap((id) => outlines.get(id) ?? []));
  const measured = performance.now();
  for (const [id, loops] of outlines) near(faceArea(faces(loops)), area(loops), 0.001), assert.ok(loops.length || id.includes("root"), id);
  assert.ok(room > 50 && apart >= 0 && apart < 10, `${room} ${apart}`);
  console.info(`slices ${(sliced - begin).toFixed(1)} ms, room ${(measured - sliced).toFixed(1)} ms, faces ${(performance.now() - measured).toFixed(1)} ms`);
  assert.ok(measured - begin < 1000, "far too slow"); // 50 on any machine that is not busy
});
