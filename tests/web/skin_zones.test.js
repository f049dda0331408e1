// Zones on the skin: which of its triangles they cover, how far off it they lie, and which of them light.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { legendRows, litZones, patches, unpack, zoneColour, zoneVisible, zonesSeen } from "../../viewer/web/scene/skin_zones.js";
import { ball, signedVolume } from "./solids.js";
import { begin } from "./stage.js";

const MIDDLE = [40, -20, 900];
const RADIUS = 100;
const SKIN = ball(MIDDLE, RADIUS);
const LIFT = 0.5; // mm

/** @param {Float32Array} points @param {number} p */
const fromMiddle = (points, p) => Math.hypot(...MIDDLE.map((value, axis) => points[3 * p + axis] - value));

/** As viewer/atlas/skin_zones.py packs them. @param {readonly { numbers: number[], weights: number[] }[]} zones */
function packed(zones) {
  const parts = zones.flatMap(({ numbers, weights }) => [
    new Uint32Array([numbers.length, ...numbers.map((number, i) => number - (numbers[i - 1] ?? 0))]),
    new Uint8Array([...weights, ...Array(-weights.length & 3).fill(0)]),
  ]);
  return new Blob([new Uint32Array([zones.length]), ...parts]).arrayBuffer();
}

/** The points of the ball above a height, with a weight. @param {number} height @param {number} weight */
function cap(height, weight) {
  const numbers = [...Array(SKIN.points.length / 3).keys()].filter((p) => SKIN.points[3 * p + 2] > height);
  return { numbers: new Uint32Array(numbers), weights: new Uint8Array(numbers.length).fill(weight) };
}

test("what was packed is there again", async () => {
  const zones = [{ numbers: [3, 4, 90000, 90001, 90007], weights: [0, 128, 255, 1, 2] }, { numbers: [], weights: [] }, { numbers: [7], weights: [200] }];
  const found = unpack(await packed(zones));
  assert.deepEqual(found.map(({ numbers, weights }) => ({ numbers: [...numbers], weights: [...weights] })), zones);
});

test("a zone lies half a millimetre outside the skin, all over it", () => {
  const { points, normals, parts } = patches([cap(930, 255)], SKIN);
  assert.ok(points.length > 300);
  for (let p = 0; p < points.length / 3; p += 1) {
    assert.ok(Math.abs(fromMiddle(points, p) - RADIUS - LIFT) < 1e-3, `${fromMiddle(points, p) - RADIUS} mm off the skin`);
    assert.ok(Math.abs(Math.hypot(...normals.subarray(3 * p, 3 * p + 3)) - 1) < 1e-5);
  }
  for (let axis = 0; axis < 3; axis += 1) {
    const along = points.filter((_, i) => i % 3 === axis);
    const [least, most] = parts[0].box.slice(2 * axis, 2 * axis + 2);
    assert.ok(Math.abs(least - Math.min(...along)) < 1e-3 && Math.abs(most - Math.max(...along)) < 1e-3, "the box is around it");
  }
});

test("a zone has its outside out, as the skin has", () => {
  const whole = patches([cap(-Infinity, 255)], SKIN);
  assert.equal(whole.triangles.length, SKIN.triangles.length);
  assert.ok(signedVolume(whole, whole.parts[0]) > signedVolume(SKIN, SKIN.parts[0]));
});

test("a zone covers the triangles that have a corner in it, and weighs nothing outside", () => {
  const own = cap(930, 200);
  const { points, weights, triangles } = patches([own], SKIN);
  const inside = new Set(own.numbers);
  let touching = 0;
  for (let t = 0; t < SKIN.triangles.length; t += 3) if ([0, 1, 2].some((k) => inside.has(SKIN.triangles[t + k]))) touching += 1;
  assert.equal(triangles.length / 3, touching);
  assert.equal(weights.filter((weight) => weight === 200).length, own.numbers.length);
  weights.forEach((weight, p) => assert.equal(weight, points[3 * p + 2] > 930.2 ? 200 : 0, `at ${points[3 * p + 2]} mm`));
  assert.ok(weights.includes(0), "it fades towards its edge");
});

test("a point that weighs nothing is not in the zone", () => {
  assert.equal(patches([cap(930, 0)], SKIN).triangles.length, 0);
});

test("zones that overlap are parts of their own", () => {
  const mesh = patches([cap(930, 255), cap(900, 100)], SKIN);
  const [small, large] = mesh.parts;
  assert.deepEqual([small.firstPoint, small.first, small.lastPoint, small.last], [0, 0, large.firstPoint, large.first]);
  assert.deepEqual([large.lastPoint * 3, large.last], [mesh.points.length, mesh.triangles.length]);
  assert.ok(mesh.triangles.subarray(large.first, large.last).every((number) => number >= large.firstPoint && number < large.lastPoint));
  assert.deepEqual([...new Set(mesh.weights.subarray(0, small.lastPoint))].sort(), [0, 255]);
  assert.deepEqual([...new Set(mesh.weights.subarray(large.firstPoint))].sort(), [0, 100]);
});

const ZONES = {
  "dermatome-l5.left": { by: "dermatome", colour: "#e07b39", nerves: [] },
  "dermatome-l5.right": { by: "dermatome", colour: "#e07b39", nerves: [] },
  "skin-of-sural.left": { by: "nerve", colour: "#1b7f66", nerves: [] },
};
const ENTRIES = {
  "dermatome-l5.left": { name: "L5 dermatome", kind: "zone" },
  "dermatome-l5.right": { name: "L5 dermatome", kind: "zone" },
  "skin-of-sural.left": { name: "Skin of the sural nerve", kind: "zone" },
  "l5-root.left": { name: "L5 root", kind: "nerve" },
};
const RELATED = { zones: ["dermatome-l5.left"], served: ["dermatome-l5.right"] };
const PAGE = { atlas: { zones: ZONES, entries: ENTRIES }, related: RELATED, select: "l5-root.left", show: { zones: false }, zones: "dermatome", telling: null };

beforeEach(() => begin(PAGE));

test("the zones of what is chosen light, in the division that is shown", () => {
  assert.deepEqual(litZones(), ["dermatome-l5.left"]);
  assert.ok(zonesSeen());
  begin({ ...PAGE, zones: "nerve" });
  assert.deepEqual(litZones(), []);
  assert.ok(!zonesSeen());
});

test("what a trunk serves through its branches lights only while zones are shown", () => {
  begin({ ...PAGE, show: { zones: true } });
  assert.deepEqual(litZones(), ["dermatome-l5.left", "dermatome-l5.right"]);
});

test("a story says itself when it shows zones", () => {
  begin({ ...PAGE, telling: {} });
  assert.deepEqual(litZones(), []);
  begin({ ...PAGE, telling: {}, select: "dermatome-l5.left" });
  assert.deepEqual(litZones(), ["dermatome-l5.left"]);
});

test("a zone is drawn where it is lit, or its layer is on and shows its division", () => {
  const lit = new Set(["skin-of-sural.left"]);
  assert.ok(zoneVisible("skin-of-sural.left", lit, false));
  assert.ok(!zoneVisible("dermatome-l5.left", lit, false));
  assert.ok(zoneVisible("dermatome-l5.left", lit, true));
  assert.ok(!zoneVisible("skin-of-sural.left", new Set(), true));
});

test("a zone has its own colour, and is dimmed while another one is lit", () => {
  const [red, green, blue, alpha] = zoneColour("dermatome-l5.left", new Set());
  assert.deepEqual([red, green, blue], [0xe0, 0x7b, 0x39]);
  assert.equal(zoneColour("dermatome-l5.left", new Set(["dermatome-l5.left"]))[3], alpha);
  assert.ok(zoneColour("dermatome-l5.left", new Set(["skin-of-sural.left"]))[3] < alpha / 2);
});

test("the legend has a row for each zone of the division that is shown, once for both sides", () => {
  assert.deepEqual(legendRows(), [
    { stem: "dermatome-l5", colour: "#e07b39", name: "L5 dermatome", short: "L5", ids: ["dermatome-l5.left", "dermatome-l5.right"] },
  ]);
  begin({ ...PAGE, zones: "nerve" });
  assert.deepEqual(legendRows().map(({ short }) => short), ["Sural nerve"]);
});
