// Where a cut lies, what is left of a ray behind it, and what is picked there.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { project, rayThrough } from "../../viewer/web/camera/frame.js";
import { cutKind, cutPlace, cutRange, cutWays } from "../../viewer/web/parts/cut_slider.js";
import { across, before, cutNow, planeOf, spanOf } from "../../viewer/web/scene/cut.js";
import { isCutAway, pick } from "../../viewer/web/scene/pick.js";
import { cross } from "../../viewer/web/section/slice.js";
import { get, set } from "../../viewer/web/state/store.js";
import { ball } from "./solids.js";
import { begin } from "./stage.js";

/** @typedef {import("../../viewer/web/camera/types.js").Point} Point */

const SIZE = { width: 1000, height: 800, covered: 0 };
/** @type {import("../../viewer/web/camera/types.js").Pose} from behind and above */
const POSE = { azimuth: 180, elevation: 40, distance: 1500, focal: [0, 0, 900], cut: null };
const BALLS = {
  sacrum: { kind: "bone", layer: "bones", middle: [0, 0, 900], radius: 40, centre: [0, 0, 900], reach: 40 },
  femur: { kind: "bone", layer: "bones", middle: [0, 0, 800], radius: 30, centre: [0, 0, 800], reach: 30 },
  sciatic: { name: "Sciatic nerve", kind: "nerve", layer: "nerves", middle: [0, 0, 980], radius: 5, centre: [0, 0, 980], reach: 200 },
};
const OWN = { look: { cut: { origin: [0, 0, 900], normal: [0, 0, 1], shift: { bones: 0, nerves: 7 } } } };

beforeEach(() => begin({ atlas: { entries: BALLS, bounds: [-250, 250.4, -150, 130, 0, 1750] }, opacity: { skin: 1, bones: 1, nerves: 1 }, cut: "", courses: { url: "", lines: {} }, cause: null, select: "" }));

/** @param {string} cut */
function normalFor(cut) {
  set("cut", cut);
  const plane = planeOf(cutNow(), "bones");
  return plane && [cross(plane.right, plane.up).map((value) => value + 0), plane.origin];
}

test("what is above, behind and to the nearer side is cut away", () => {
  assert.deepEqual(normalFor("axial:900"), [[0, 0, 1], [0, 0, 900]]);
  assert.deepEqual(normalFor("coronal:-20"), [[0, 1, 0], [0, -20, 0]]);
  assert.deepEqual(normalFor("sagittal:0"), [[1, 0, 0], [0, 0, 0]]);
  assert.deepEqual(normalFor("sagittal:-12.5"), [[-1, 0, 0], [-12.5, 0, 0]]);
  assert.equal(normalFor("none"), null);
  assert.equal(normalFor(""), null);
});

test("the chosen cause cuts some layers, each where it says; another cut takes its place", () => {
  set("cause", /** @type {any} */ (OWN));
  const cut = cutNow();
  assert.deepEqual(planeOf(cut, "bones")?.origin, [0, 0, 900]);
  assert.deepEqual(planeOf(cut, "nerves")?.origin, [0, 0, 907]);
  assert.equal(planeOf(cut, "skin"), null);
  set("cut", "none");
  assert.equal(cutNow(), null);
  set("cut", "axial:100");
  assert.deepEqual(planeOf(cutNow(), "skin")?.origin, [0, 0, 100]);
});

test("a plane by its normal is read from that side", () => {
  for (const normal of [[0, 0, 1], [0, 0, -1], [1, 0, 0], [0.6, 0, 0.8], [0, -1, 0]]) {
    const { right, up } = across({ origin: [1, 2, 3], normal });
    cross(right, up).forEach((value, axis) => assert.ok(Math.abs(value - normal[axis]) < 1e-12));
    assert.ok(Math.abs(Math.hypot(...right) - 1) < 1e-12);
  }
});

test("of a ray is left what lies behind the cut", () => {
  const plane = across({ origin: [0, 0, 10], normal: [0, 0, 1] });
  assert.deepEqual(spanOf({ origin: [0, 0, 30], direction: [0, 0, -2] }, plane), [10, Infinity]);
  assert.deepEqual(spanOf({ origin: [0, 0, 0], direction: [0, 0, 2] }, plane), [0, 5]);
  assert.deepEqual(spanOf({ origin: [0, 0, 0], direction: [1, 0, 0] }, plane), [0, Infinity]);
  assert.deepEqual(spanOf({ origin: [0, 0, 20], direction: [1, 0, 0] }, plane), [Infinity, Infinity]);
  assert.deepEqual(spanOf({ origin: [0, 0, 0], direction: [1, 0, 0] }, null), [0, Infinity]);
  assert.equal(before(plane, [5, 5, 13]), 3);
});

/** @param {{ id: string, distance: number } | null} [face] that every ray meets */
function drawn(face = null) {
  const groups = Object.entries(BALLS).map(([id, { layer, middle, radius }]) => {
    const mesh = ball(middle, radius);
    return /** @type {const} */ ([id, { layer, mesh, shownParts: [{ ...mesh.parts[0], id }] }]);
  });
  const orbit = { ray: (/** @type {number} */ x, /** @type {number} */ y) => rayThrough(POSE, SIZE, x, y) };
  return { orbit, groups: new Map(groups), cutting: { cut: cutNow(), caps: { meet: () => face } } };
}

/** @param {Point} point */
function at(point) {
  const place = project(POSE, SIZE, point);
  assert.ok(place);
  return place;
}

test("what is cut away is not picked, and what lies behind it is", () => {
  const { x, y } = at([0, 0, 980]);
  assert.equal(pick(drawn(), x, y)?.id, "sciatic");
  set("cut", "axial:950");
  assert.notEqual(pick(drawn(), x, y)?.id, "sciatic");
  const top = at([0, 0, 940]);
  assert.equal(pick(drawn(), top.x, top.y)?.id, "sacrum");
});

test("a face is picked, and hides what lies behind it", () => {
  set("cut", "axial:900");
  const { x, y } = at([0, 0, 800]);
  assert.equal(pick(drawn({ id: "sacrum", distance: 1 }), x, y)?.id, "sacrum");
  assert.deepEqual(pick(drawn({ id: "sacrum", distance: 1 }), x, y)?.point.length, 3);
  assert.equal(pick(drawn({ id: "sacrum", distance: 1e6 }), x, y)?.id, "femur");
});

test("a word points at nothing that is cut away, or lies behind a face", () => {
  set("cut", "axial:900");
  const bone = { id: "sacrum", layer: "bones" };
  assert.ok(isCutAway(drawn(), bone, [0, 0, 930], at([0, 0, 930])));
  assert.ok(!isCutAway(drawn(), bone, [0, 0, 870], at([0, 0, 870])));
  assert.ok(!isCutAway(drawn(), bone, [0, 0, 900], at([0, 0, 900])), "its own face");
  assert.ok(isCutAway(drawn({ id: "femur", distance: 1 }), bone, [0, 0, 870], at([0, 0, 870])));
  assert.ok(!isCutAway(drawn({ id: "sacrum", distance: 1 }), bone, [0, 0, 870], at([0, 0, 870])));
});

test("the slider goes through all of the body, or around what is chosen, and holds where the cut is", () => {
  assert.deepEqual(cutRange("axial:900", ""), { at: 900, least: 0, most: 1750 });
  assert.deepEqual(cutRange("sagittal:-12.5", ""), { at: -12.5, least: -250, most: 250 });
  assert.deepEqual(cutRange("axial:900", "sacrum"), { at: 900, least: 840, most: 960 });
  assert.deepEqual(cutRange("axial:1200", "sciatic"), { at: 1200, least: 780, most: 1200 });
});

test("across a nerve it is cut where its course is known, and what it comes from is cut away", () => {
  const course = { url: "courses.json", lines: { sciatic: [[0, 0, 980], [0, 0, 900], [60, 0, 820]] } };
  set("atlas", /** @type {any} */ ({ ...get("atlas"), files: { courses: "courses.json" } }));
  set("courses", { url: "", lines: {} });
  assert.equal(normalFor("nerve:sciatic:40"), null, "not yet come");
  set("courses", /** @type {any} */ (course));
  assert.deepEqual(normalFor("nerve:sciatic:40"), [[0, 0, 1], [0, 0, 940]]);
  const [normal, origin] = /** @type {number[][]} */ (normalFor("nerve:sciatic:130"));
  assert.deepEqual(normal.map((value) => Number(value.toFixed(6))), [-0.6, 0, 0.8]);
  assert.deepEqual(origin.map((value) => Number(value.toFixed(6))), [30, 0, 860]);
  assert.equal(normalFor("nerve:femoral:40"), null, "not on this body");
  assert.deepEqual(cutRange("nerve:sciatic:40", ""), { at: 40, least: 0, most: 180 });
  assert.equal(cutKind("nerve:sciatic:40", null), "nerve");
  set("courses", { ...get("courses"), url: "of-another-body.json" });
  assert.equal(normalFor("nerve:sciatic:40"), null, "of another body");
});

test("what is chosen among the cuts, and where it is in words", () => {
  assert.deepEqual(["", "none", "axial:3"].map((cut) => cutKind(cut, null)), ["none", "none", "axial"]);
  assert.deepEqual(["", "none"].map((cut) => cutKind(cut, OWN)), ["", "none"]);
  assert.deepEqual([null, OWN].map((cause) => cutWays(cause).map(([way]) => way)), [["none", "axial", "sagittal", "coronal", "nerve"], ["", "none", "axial", "sagittal", "coronal", "nerve"]]);
  assert.equal(cutPlace("axial:1080"), "1080 mm above the floor");
  assert.equal(cutPlace("sagittal:-12.5"), "12.5 mm right of the middle");
  assert.equal(cutPlace("coronal:20"), "20 mm behind the middle");
  assert.equal(cutPlace("sagittal:0"), "In the middle");
  assert.equal(cutPlace("nerve:sciatic:40"), "Sciatic nerve: 40 mm from where it begins");
  assert.equal(cutPlace("none"), "");
});
