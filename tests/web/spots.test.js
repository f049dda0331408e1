// At which point of the body a name points, what lies before it, and how far two such points are apart.

import assert from "node:assert/strict";
import test from "node:test";

import { project, rayThrough, frameOf } from "../../viewer/web/camera/frame.js";
import { isBehind, pick } from "../../viewer/web/scene/pick.js";
import { bestSpot, spotsOf } from "../../viewer/web/scene/spots.js";
import { ball } from "./solids.js";
import { begin } from "./stage.js";

/** @typedef {import("../../viewer/web/camera/types.js").Pose} Pose */
/** @typedef {import("../../viewer/web/camera/types.js").Point} Point */

const SIZE = { width: 1000, height: 800, covered: 0 };
const WHOLE = { left: 0, right: 1000, top: 0, bottom: 800 };
/** @type {Pose} from the front */
const FRONT = { azimuth: 0, elevation: 0, distance: 2000, focal: [0, 0, 900], cut: null };

const BALLS = {
  femur: { kind: "bone", layer: "bones", middle: [0, 0, 900], radius: 60 },
  patella: { kind: "bone", layer: "bones", middle: [0, -150, 900], radius: 80 },
  skin: { kind: "skin", layer: "skin", middle: [0, -50, 900], radius: 250 },
  sciatic: { kind: "nerve", layer: "nerves", middle: [0, -150, 900], radius: 30 },
};

/** @param {readonly (keyof typeof BALLS)[]} names @param {Pose} [pose] @param {Record<string, number>} [opacity] */
function drawn(names, pose = FRONT, opacity = { skin: 0.24, bones: 1, nerves: 1 }) {
  begin({ atlas: { entries: BALLS }, opacity });
  const groups = names.map((name) => {
    const { layer, middle, radius } = BALLS[name];
    const mesh = ball(middle, radius);
    return /** @type {const} */ ([name, { layer, mesh, shownParts: [{ ...mesh.parts[0], id: name }] }]);
  });
  const orbit = {
    ray: (/** @type {number} */ x, /** @type {number} */ y) => rayThrough(pose, SIZE, x, y),
    project: (/** @type {Point} */ point) => project(pose, SIZE, point),
    frame: () => frameOf(pose),
  };
  return { orbit, groups: new Map(groups) };
}

/** @param {ReturnType<typeof drawn>} scene @param {Point} point @param {string} id */
function behind(scene, point, id) {
  const at = scene.orbit.project(point);
  assert.ok(at);
  return isBehind(scene, id, point, at);
}

test("what is picked tells where in the body it was met", () => {
  const hit = pick(drawn(["patella"]), 500, 400);
  assert.ok(hit);
  [0, -230, 900].forEach((value, axis) => assert.ok(Math.abs(hit.point[axis] - value) < 1, `${hit.point}`));
});

test("a bone behind another is behind it, the other one is not, and from behind it is the other way round", () => {
  const front = drawn(["femur", "patella"]);
  assert.equal(behind(front, [0, -60, 900], "femur"), true);
  assert.equal(behind(front, [0, -230, 900], "patella"), false);
  const back = drawn(["femur", "patella"], { ...FRONT, azimuth: 180 });
  assert.equal(behind(back, [0, 60, 900], "femur"), false);
  assert.equal(behind(back, [0, -80, 900], "patella"), true);
});

test("nothing lies behind skin that is seen through, behind a nerve, or behind itself", () => {
  assert.equal(behind(drawn(["femur", "skin"]), [0, -60, 900], "femur"), false);
  assert.equal(behind(drawn(["femur", "skin"], FRONT, { skin: 1, bones: 1 }), [0, -60, 900], "femur"), true);
  assert.equal(behind(drawn(["femur", "sciatic"]), [0, -60, 900], "femur"), false);
  assert.equal(behind(drawn(["femur"]), [0, 60, 900], "femur"), false);
});

test("a name points at the middle of what is seen of a thing: on it, and turned to the eye", () => {
  const scene = drawn(["femur"]);
  const mesh = ball(BALLS.femur.middle, 60);
  const point = bestSpot(scene, "femur", spotsOf(scene.orbit, mesh, mesh.parts[0], WHOLE));
  assert.ok(point && Math.abs(Math.hypot(point[0], point[1], point[2] - 900) - 60) < 0.1, `${point} is on the ball`);
  assert.ok(point[1] < -20, `${point} faces the eye`);
  const half = bestSpot(scene, "femur", spotsOf(scene.orbit, mesh, mesh.parts[0], { ...WHOLE, right: 500 }));
  assert.ok(half && half[0] < 0, `${half} lies in the window`);
});

test("what is wholly hidden, or out of the frame, is pointed at nowhere", () => {
  const scene = drawn(["femur", "patella"]);
  const mesh = ball([0, 0, 900], 30);
  assert.equal(bestSpot(scene, "femur", spotsOf(scene.orbit, mesh, mesh.parts[0], WHOLE)), null);
  assert.deepEqual(spotsOf(scene.orbit, mesh, mesh.parts[0], { ...WHOLE, right: 100 }), []);
});
