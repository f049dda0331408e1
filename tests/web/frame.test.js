// The camera's geometry, held against what a person would see: the patient's left, what is near, what stays in place.

import assert from "node:assert/strict";
import test from "node:test";

import {
  between, cutFrom, eyeOf, fitDistance, flightTime, frameOf, nearOf, panned, poseOf, project, raised, rayThrough, sixOf, turned, zoomed,
} from "../../viewer/web/camera/frame.js";
import { chance } from "./known.js";

/** @typedef {import("../../viewer/web/camera/types.js").Point} Point */
/** @typedef {import("../../viewer/web/camera/types.js").Pose} Pose */
/** @typedef {import("../../viewer/web/camera/types.js").Size} Size */

/** @type {Size} */
const SIZE = { width: 1200, height: 800, covered: 80 };
/** @type {Pose} from the front, at a patient whose left is x, whose back is y, and whose head is z */
const FRONT = { azimuth: 0, elevation: 0, distance: 2000, focal: [0, 0, 900], cut: null };
const BEHIND = { ...FRONT, azimuth: 180 };
const POSES = 200;

/** @param {Pose} pose @param {Point} point @param {Size} [size] */
function seen(pose, point, size = SIZE) {
  const at = project(pose, size, point);
  assert.ok(at, `${point} is not seen`);
  return at;
}

/** @param {readonly number[]} got @param {readonly number[]} wanted @param {number} within */
const near = (got, wanted, within) => got.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) <= within, `${got} is not ${wanted}`));

/** Poses by chance, the same in every run. */
function* poses() {
  const random = chance(7);
  const from = (/** @type {number} */ low, /** @type {number} */ high) => low + random() * (high - low);
  for (let i = 0; i < POSES; i += 1) {
    /** @type {Pose} */
    const pose = {
      azimuth: from(-360, 360), elevation: from(-84, 84), distance: from(60, 6000), cut: i % 3 ? null : from(5, 50),
      focal: [from(-300, 300), from(-200, 200), from(0, 1800)],
    };
    const size = { width: from(300, 2000), height: from(300, 1400), covered: from(0, 100) };
    yield { pose, size, from };
  }
}

/** @param {Point} a @param {Point} b */
const dot = (a, b) => a.reduce((total, value, i) => total + value * b[i], 0);

test("what is looked at lies in the middle", () => {
  near(Object.values(seen(FRONT, FRONT.focal)), [600, 400], 1e-9);
});

test("from the front the patient's left is at the right, from behind at the left", () => {
  assert.ok(seen(FRONT, [100, 0, 900]).x > 650);
  assert.ok(seen(BEHIND, [100, 0, 900]).x < 550);
  assert.ok(seen({ ...FRONT, azimuth: 90 }, [0, 100, 900]).x > 650, "from the patient's left, the back is at the right");
});

test("the head is up, and what is nearer is larger", () => {
  assert.ok(seen(FRONT, [0, 0, 1000]).y < 350);
  assert.ok(seen({ ...FRONT, distance: 1000 }, [0, 0, 1000]).y < seen(FRONT, [0, 0, 1000]).y);
  assert.ok(seen({ ...FRONT, elevation: 40 }, [0, -100, 900]).y > 410, "from above, what is before the body is lower");
});

test("what is high is as high on the stage as the angle of view says", () => {
  const half = 2000 * Math.tan((11 * Math.PI) / 180);
  near([seen(FRONT, [0, 0, 900 + half]).y, seen(FRONT, [0, 0, 900 - half]).y], [0, 800], 1e-6);
});

test("the directions of the picture are at right angles, and right-handed", () => {
  for (const { pose } of poses()) {
    const { right, up, back } = frameOf(pose);
    near([dot(right, right), dot(up, up), dot(back, back)], [1, 1, 1], 1e-9);
    near([dot(right, up), dot(up, back), dot(back, right)], [0, 0, 0], 1e-9);
    const across = [right[1] * up[2] - right[2] * up[1], right[2] * up[0] - right[0] * up[2], right[0] * up[1] - right[1] * up[0]];
    near(across, back, 1e-9);
  }
});

test("nothing behind the eye or before the cut is seen", () => {
  assert.equal(project(FRONT, SIZE, [0, -2100, 900]), null);
  assert.ok(project(FRONT, SIZE, [0, -100, 900]));
  assert.equal(project({ ...FRONT, cut: 50 }, SIZE, [0, -100, 900]), null);
  assert.ok(project({ ...FRONT, cut: 50 }, SIZE, [0, -40, 900]));
});

test("the ray through a place meets what is seen there", () => {
  for (const { pose, size, from } of poses()) {
    const [x, y] = [from(0, size.width), from(0, size.height)];
    const { origin, direction } = rayThrough(pose, size, x, y);
    for (const way of [1, 200, 3000]) {
      const [px, py, pz] = origin.map((value, i) => value + way * direction[i]);
      near(Object.values(seen(pose, [px, py, pz], size)), [x, y], 1e-6);
    }
  }
});

test("the ray begins where the picture does", () => {
  for (const { pose, size, from } of poses()) {
    const { origin, direction } = rayThrough(pose, size, from(0, size.width), from(0, size.height));
    const { back } = frameOf(pose);
    const apart = eyeOf(pose).map((value, i) => value - origin[i]);
    near([dot(/** @type {Point} */ (apart), back), -dot(direction, back)], [nearOf(pose), 1], 1e-6);
  }
});

test("something fits the stage above its foot, and fills it", () => {
  for (const [high, wide] of [[1700, 300], [200, 900], [160, 160]]) {
    const pose = raised({ ...FRONT, distance: fitDistance(SIZE, high, wide) }, SIZE);
    const [top, bottom] = [seen(pose, [0, 0, 900 + high / 2]).y, seen(pose, [0, 0, 900 - high / 2]).y];
    const [left, right] = [seen(pose, [-wide / 2, 0, 900]).x, seen(pose, [wide / 2, 0, 900]).x];
    const free = SIZE.height - SIZE.covered;
    assert.ok(top >= -1e-6 && bottom <= free + 1e-6, `${top} to ${bottom} of ${free}`);
    assert.ok(left >= -1e-6 && right <= SIZE.width + 1e-6, `${left} to ${right}`);
    assert.ok(Math.max((bottom - top) / free, (right - left) / SIZE.width) > 0.99, "it could be larger");
    near([(top + bottom) / 2], [free / 2], 1e-6);
  }
});

test("a drag moves what is under the hand with it", () => {
  for (const { pose, size, from } of poses()) {
    const [dx, dy] = [from(-200, 200), from(-200, 200)];
    const before = seen({ ...pose, cut: null }, pose.focal, size);
    const after = seen(panned(pose, size, dx, dy), pose.focal, size);
    near([after.x - before.x, after.y - before.y], [dx, dy], 1e-6);
  }
});

test("a drag to the right turns what is near to the right, and one down what is near down", () => {
  const nose = /** @type {Point} */ ([0, -100, 900]);
  assert.ok(seen(turned(FRONT, 10, 0, 10), nose).x > 610);
  assert.ok(seen(turned(FRONT, 0, 10, 0), nose).y > 405);
  assert.equal(turned(FRONT, 0, 500, 0).elevation, 84);
  assert.equal(turned(FRONT, 0, -500, 0).elevation, -84);
});

test("nearer is larger by as much, between two bounds", () => {
  assert.equal(zoomed(FRONT, 2).distance, 1000);
  assert.ok(zoomed(FRONT, 1e9).distance > 10);
  assert.ok(zoomed(FRONT, 1e-9).distance < 20000);
});

test("the cut stays for a small turn and for coming nearer, and goes with a far turn and a move", () => {
  const cut = { ...FRONT, cut: 60 };
  assert.equal(turned(cut, 20, 0, 20).cut, 60);
  assert.equal(turned(cut, 20, 0, 55).cut, null);
  assert.equal(turned(cut, -20, 0, -55).cut, null);
  assert.equal(zoomed(cut, 2).cut, 60);
  assert.equal(raised(cut, SIZE).cut, 60);
  assert.equal(panned(cut, SIZE, 1, 1).cut, null);
});

test("before a thing that is seen from its own side its cut is made, and from nowhere else", () => {
  /** @type {{ facing: [number, number], cut: number }} */
  const ankle = { facing: [-170, 0], cut: 60 };
  assert.equal(cutFrom(-170, ankle), 60);
  assert.equal(cutFrom(150, ankle), 60, "40 degrees, the other way round");
  assert.equal(cutFrom(130, ankle), null);
  assert.equal(cutFrom(0, ankle), null);
  assert.equal(cutFrom(0, { facing: [0, 0] }), null);
  assert.equal(cutFrom(0, { cut: 60 }), null);
  assert.equal(cutFrom(0, undefined), null);
});

test("a flight begins here, ends there, and turns the shorter way round", () => {
  const all = [...poses()].map(({ pose }) => pose);
  for (let i = 1; i < all.length; i += 1) {
    const [from, to] = [all[i - 1], all[i]];
    assert.deepEqual(between(from, to, 1), to);
    near(sixOf(between(from, to, 0)), sixOf(from), 1e-6);
    near(sixOf(between(from, to, 1 - 1e-6)).slice(1), sixOf(to).slice(1), 1);
    let way = 0;
    for (let step = 1; step < 50; step += 1) way += Math.abs(between(from, to, step / 50).azimuth - between(from, to, (step - 1) / 50).azimuth);
    assert.ok(way <= 180 + 1e-6, `it turned by ${way} degrees`);
    const facing = ((between(from, to, 1 - 1e-9).azimuth - to.azimuth) % 360 + 360) % 360;
    near([Math.min(facing, 360 - facing)], [0], 1e-3);
  }
});

test("nothing is cut away on the way, and what is to be when it has come", () => {
  const to = { ...BEHIND, cut: 60 };
  for (const share of [0, 0.3, 0.99]) assert.equal(between(FRONT, to, share).cut, null);
  assert.equal(between(FRONT, to, 1).cut, 60);
});

test("a flight takes from half a second to a little over one, longer where it is farther", () => {
  const beside = flightTime(FRONT, { ...FRONT, focal: [0, 0, 800] });
  assert.ok(beside >= 500 && beside < flightTime(FRONT, BEHIND));
  assert.ok(flightTime(FRONT, { ...BEHIND, focal: [0, 0, -90000] }) <= 1100);
});

test("the six numbers of an address are the pose again", () => {
  for (const { pose } of poses()) assert.deepEqual(poseOf(sixOf(pose), pose.cut), pose);
  assert.deepEqual(sixOf(FRONT), [0, 0, 2000, 0, 0, 900]);
});
