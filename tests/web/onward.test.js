// What is pressed is lit from where it is touched; the line of gravity goes with the weight.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { COLOURS, MARKS, colourOf, markOf } from "../../viewer/web/scene/appearance.js";
import { NOTHING_CHOSEN } from "../../viewer/web/scene/choice.js";
import { details } from "../../viewer/web/scene/colouring.js";
import { ball } from "./solids.js";
import { begin } from "./stage.js";

/** @type {any} */ (globalThis).document = { getElementById: () => null }; // where a page keeps its edition
const { ChangeGroup } = await import("../../viewer/web/scene/change_group.js");
const { LineGroup } = await import("../../viewer/web/scene/line_group.js");

const ENTRIES = { root: { kind: "nerve", layer: "nerves" }, sleeve: { kind: "dura", layer: "nerves" }, other: { kind: "nerve", layer: "nerves" }, "line-of-gravity": { kind: "line", layer: "load-line" } };
const STILL = { halved: [], numbers: new Uint32Array(), shifts: [new Float32Array()] };

beforeEach(() => begin({ atlas: { entries: ENTRIES } }));

/** Takes whatever is asked of it, as vtk.js would. @returns {any} */
const anything = () => new Proxy(() => {}, { get: () => anything(), apply: () => anything() });

const held = () => ({ actor: anything(), mapper: anything(), property: anything(), data: anything() });

/** A nerve's parts, pressed in its middle. @param {string[]} ids */
async function pressed(ids) {
  const changes = new Map(ids.map((id) => [id, { moved: STILL }]));
  const onward = { root: [[0, 0, 0], [0, 0, -1]], sleeve: [[0, 0, 2], [0, 0, -1]] };
  const pack = { group: "change.nerves", layer: "nerves", variant: "", url: "one#nerves", ids, size: 0, changes, amounts: [1], sheer: false, onward };
  const { points, triangles } = ball([0, 0, 0], 5);
  const group = new ChangeGroup(/** @type {any} */ (pack), held(), async () => ({ points: Float32Array.from(points), triangles, occlusion: null, tissue: null }));
  await group.load(() => {});
  return group;
}

/** Of each point of a part: its height, its colour and its mark. @param {any} group @param {number} i @param {readonly (readonly number[])[]} colours @param {readonly number[]} marks */
function painted(group, i, colours, marks) {
  const [own, detail] = [group.tinted(group.mesh, colours), details(group.mesh, marks, group.before)];
  const { firstPoint, lastPoint } = group.mesh.parts[i];
  return Array.from({ length: lastPoint - firstPoint }, (_, n) => {
    const p = firstPoint + n;
    return { height: group.mesh.points[3 * p + 2], colour: [...own.subarray(3 * p, 3 * p + 3)], mark: detail[3 * p + 2] };
  });
}

test("what is pressed is lit from there on, and not before", async () => {
  const ids = ["root", "sleeve", "other"];
  const group = await pressed(ids);
  const choice = { ...NOTHING_CHOSEN, lit: new Set(["root", "other"]), pressed: new Set(["root", "sleeve"]) };
  const of = (/** @type {string} */ id) => ({ .../** @type {any} */ (ENTRIES)[id], id });
  const colours = ids.map((id) => colourOf(of(id), choice));
  const marks = ids.map((id) => markOf(of(id), choice));
  const lit = { colour: [...COLOURS.lit], mark: MARKS.lit };
  for (const { height, colour, mark } of painted(group, 0, colours, marks)) {
    assert.deepEqual({ colour, mark }, height > 0 ? { colour: [...COLOURS.quiet], mark: MARKS.none } : lit, `root at ${height}`);
  }
  for (const { height, colour, mark } of painted(group, 1, colours, marks)) {
    assert.deepEqual({ colour, mark }, height > 2 ? { colour: [...COLOURS.dura], mark: MARKS.none } : lit, `sleeve at ${height}`);
  }
  assert.ok(painted(group, 2, colours, marks).every(({ colour }) => colour.join() === COLOURS.lit.join()), "what is not pressed is lit whole");
});

test("the line of gravity goes forward with the amount of a cause that says how far, and back", async () => {
  const group = new LineGroup(/** @type {any} */ ({ group: "load-line", layer: "load-line", variant: "", url: "line", ids: ["line-of-gravity"], size: 0 }), held());
  const { points, triangles } = ball([0, -20, 900], 2);
  /** @type {any} */ (group).read = async () => ({ points: Float32Array.from(points), triangles, normals: new Float32Array(points.length), parts: [{ firstPoint: 0, lastPoint: points.length / 3, first: 0, last: triangles.length, box: [] }] });
  await group.load(() => {});
  const facts = /** @type {any} */ ({ amounts: [0.5, 1], figures: [{ key: "line-of-gravity", of: "skin", unit: "mm", values: [0, 10, 30] }] });
  const depth = () => /** @type {any} */ (group.mesh).points.filter((/** @type {number} */ _, /** @type {number} */ i) => i % 3 === 1).reduce((/** @type {number} */ sum, /** @type {number} */ y) => sum + y, 0) / (points.length / 3);
  const rest = depth();
  for (const [amount, forward] of [[0.25, 5], [1, 30], [0.5, 10], [0, 0]]) {
    group.carry(amount, facts);
    assert.ok(Math.abs(rest - depth() - forward) < 1e-3, `${amount}: ${rest - depth()}`); // y leads to the back
  }
  group.carry(1, facts);
  group.carry(1);
  assert.ok(Math.abs(rest - depth()) < 1e-3, "no cause carries it");
});
