// The camera of who follows: it comes after the teacher's, in one smooth way however the news arrive.

import { between, cutFrom, poseOf } from "../camera/frame.js";
import { still } from "../camera/orbit.js";
import { thing } from "../camera/thing.js";
import { scene } from "../scene/scene.js";
import { get } from "../state/store.js";

/** @typedef {import("../camera/types.js").Pose} Pose */

const LAG = 90; // ms in which about two thirds of the way are gone
const THERE = { turn: 0.02, way: 0.05 }; // degrees and mm from where on it has arrived

/** @type {Pose | null} */
let target = null;
let frame = 0;
let last = 0;

/** Glides to a place, from wherever it is. @param {number[]} six as an address holds it */
export function glideTo(six) {
  const pose = poseOf(/** @type {import("../camera/types.js").Six} */ (six), cutFrom(six[0], thing(get("select"))));
  if (still()) return scene.orbit.fly(pose, { jump: true });
  target = pose;
  if (frame) return;
  scene.orbit.leave();
  last = performance.now();
  frame = requestAnimationFrame(step);
}

/** The time at which an eased way has come so far: a step of a glide is even. @param {number} way 0-1 */
const even = (way) => (way < 0.5 ? Math.cbrt(way / 4) : 1 - Math.cbrt(2 * (1 - way)) / 2);

/** Stays where it is. */
export function halt() {
  cancelAnimationFrame(frame);
  frame = 0;
  target = null;
}

/** @param {number} now */
function step(now) {
  const { orbit } = scene;
  if (!target) return;
  const share = 1 - Math.exp(-Math.max(0, now - last) / LAG);
  last = now;
  const there = isThere(orbit.pose, target);
  orbit.pose = there ? target : between(orbit.pose, target, even(share));
  frame = there ? 0 : requestAnimationFrame(step);
  if (there) orbit.settle();
  else scene.draw();
}

/** @param {Pose} a @param {Pose} b */
const isThere = (a, b) =>
  Math.abs(a.azimuth - b.azimuth) % 360 < THERE.turn && Math.abs(a.elevation - b.elevation) < THERE.turn
  && Math.abs(a.distance - b.distance) < THERE.way && a.focal.every((value, axis) => Math.abs(value - b.focal[axis]) < THERE.way);
