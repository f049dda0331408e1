// The sides a body is looked at from are named as the patient would, and a name does not flicker.

import assert from "node:assert/strict";
import test from "node:test";

import { eyeOf, turnBetween } from "../../viewer/web/camera/frame.js";
import { nextSide, POSES, sideOf } from "../../viewer/web/camera/sides.js";

/** @param {number} azimuth @param {number} [elevation] @param {import("../../viewer/web/camera/sides.js").Side} [before] */
const named = (azimuth, elevation = 0, before = undefined) => sideOf(azimuth, elevation, before);

test("each side has the name of where the eye is, for a patient whose left is x, whose back is y, and whose head is z", () => {
  const eye = (/** @type {keyof typeof POSES} */ side) => eyeOf({ ...POSES[side], distance: 1000, focal: [0, 0, 0], cut: null });
  assert.ok(eye("left")[0] > 990, "from the patient's left");
  assert.ok(eye("right")[0] < -990, "from the patient's right");
  assert.ok(eye("back")[1] > 990, "from behind");
  assert.ok(eye("front")[1] < -990, "from before");
  assert.ok(eye("above")[2] > 990, "from above the head");
});

test("the pose of a side is named by that side", () => {
  for (const [side, { azimuth, elevation }] of Object.entries(POSES)) assert.equal(named(azimuth, elevation), side);
});

test("between two sides both are named, front or back first", () => {
  assert.deepEqual([45, 135, 225, 315].map((azimuth) => named(azimuth)), ["front-left", "back-left", "back-right", "front-right"]);
  assert.deepEqual([22, 23, 67, 68].map((azimuth) => named(azimuth)), ["front", "front-left", "front-left", "left"]);
});

test("however often it was turned, a side has the same name", () => {
  for (let azimuth = -180; azimuth < 180; azimuth += 7) {
    for (const turns of [-1440, -720, -360, 360, 1080]) assert.equal(named(azimuth + turns), named(azimuth), `${azimuth} and ${turns}`);
  }
  assert.equal(named(-90), "right");
  assert.equal(named(-180), "back");
  assert.equal(named(359), "front");
});

test("a steep look is from above or below, whichever way it is turned", () => {
  for (const azimuth of [0, 45, 90, 180, -90]) {
    assert.equal(named(azimuth, 84), "above");
    assert.equal(named(azimuth, -84), "below");
    assert.ok(!["above", "below"].includes(named(azimuth, 40)));
    assert.ok(!["above", "below"].includes(named(azimuth, -40)));
  }
});

test("a hand that trembles at a border does not change the name", () => {
  for (const border of [22.5, 67.5, 157.5, 202.5, 337.5, -22.5, -180 + 22.5]) {
    for (const start of [border - 3, border + 3]) {
      let name = named(start);
      const first = name;
      for (const tremble of [-3, 2, -1, 3, 0, -2]) {
        name = named(border + tremble, 0, name);
        assert.equal(name, first, `at ${border}`);
      }
    }
  }
  assert.equal(named(180, 53, "above"), "above");
  assert.equal(named(180, 53, "back"), "back");
  assert.equal(named(180, -53, "below"), "below");
  assert.equal(named(180, -53, "above"), "back");
});

test("a name that was outlasts its border by a few degrees and no more", () => {
  assert.equal(named(25, 0, "front"), "front");
  assert.equal(named(28, 0, "front"), "front-left");
  assert.equal(named(-25, 0, "front"), "front");
  assert.equal(named(335, 0, "front"), "front");
  assert.equal(named(332, 0, "front"), "front-right");
  assert.equal(named(180, 50, "above"), "back");
});

test("from any name there is a way to any other", () => {
  assert.equal(named(180, 0, "front"), "back");
  assert.equal(named(0, 0, "above"), "front");
  assert.equal(named(0, 84, "front"), "above");
  assert.equal(named(0, -84, "above"), "below");
});

test("four quarter turns go round the body, either way", () => {
  const round = (/** @type {1 | -1} */ dir) => {
    let azimuth = 0;
    return [1, 2, 3, 4].map(() => {
      const side = nextSide(azimuth, dir);
      azimuth = POSES[side].azimuth;
      return side;
    });
  };
  assert.deepEqual(round(1), ["left", "back", "right", "front"]);
  assert.deepEqual(round(-1), ["right", "back", "left", "front"]);
});

test("a quarter turn goes on in its direction, by what is left or, when that is little, by a quarter more", () => {
  assert.equal(nextSide(120, 1), "back");
  assert.equal(nextSide(120, -1), "left");
  assert.equal(nextSide(175, 1), "right");
  assert.equal(nextSide(185, -1), "left");
  assert.equal(nextSide(-175, 1), "right");
  assert.equal(nextSide(-30, 1), "front");
  assert.equal(nextSide(-30, -1), "right");
  for (let azimuth = -900; azimuth < 900; azimuth += 5) {
    for (const dir of /** @type {const} */ ([1, -1])) {
      const way = ((turnBetween(azimuth, POSES[nextSide(azimuth, dir)].azimuth) * dir) % 360 + 360) % 360;
      assert.ok(way >= 20 && way <= 110, `${way} degrees from ${azimuth}`);
    }
  }
});
