// How a walk along the nerve moves: the place on it, and the camera with it.

import { fitDistance, raised } from "../camera/frame.js";
import { still } from "../camera/orbit.js";
import { scene } from "../scene/scene.js";
import { keep } from "../state/history.js";
import { get, set } from "../state/store.js";
import { seenAt } from "../walk/path.js";

const GOES = 2200; // ms from stop to stop
const SPAN = { least: 0.4, most: 2 }; // so many stops take longer than others
const WAITS = 2600; // ms at a stop, while it is played

let frame = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** The last stop, counted from 0. */
export const lastStop = () => (get("walking")?.stops.length ?? 1) - 1;

/** Where the camera stands at this place of the walk. */
function poseNow() {
  const path = get("walking");
  if (!path) return scene.orbit.pose;
  const { point, azimuth, elevation, height, cut } = seenAt(path, get("along"));
  const { size } = scene.orbit;
  return raised({ azimuth, elevation, focal: [...point], distance: fitDistance(size, height, height), cut }, size);
}

/** Shows a place of the walk. @param {number} along in stops @param {{ jump?: boolean }} [how] */
export function goTo(along, { jump = true } = {}) {
  set("along", Number(Math.max(0, Math.min(lastStop(), along)).toFixed(2)));
  scene.orbit.leave();
  scene.orbit.fly(poseNow(), { jump });
  scene.orbit.wanted = poseNow;
}

/** Goes to a place; where motion is not wanted at once. @param {number} target in stops @param {() => void} [then] once it is there */
export function travel(target, then = () => {}) {
  const from = get("along");
  if (still() || from === target) {
    goTo(target);
    return then();
  }
  goTo(from);
  const begin = performance.now();
  const length = GOES * Math.max(SPAN.least, Math.min(SPAN.most, Math.abs(target - from)));
  const tick = (/** @type {number} */ now) => {
    if (!get("walking") || scene.orbit.wanted !== poseNow) return halt(); // it was left, or somebody took the camera
    const share = Math.min(1, Math.max(0, (now - begin) / length));
    set("along", Number((from + (target - from) * share).toFixed(share < 1 ? 4 : 2)));
    scene.orbit.pose = poseNow();
    scene.draw();
    if (share < 1) {
      frame = requestAnimationFrame(tick);
      return;
    }
    scene.orbit.settle();
    then();
  };
  frame = requestAnimationFrame(tick);
}

/** From stop to stop to the end, with a pause at each. */
export function playOn() {
  const next = Math.floor(get("along") + 0.01) + 1;
  if (next > lastStop()) return halt();
  set("playing", true);
  travel(next, () => {
    if (get("playing")) waiting = setTimeout(() => get("playing") && playOn(), WAITS);
  });
}

/** Stops wherever it is. */
export function halt() {
  cancelAnimationFrame(frame);
  clearTimeout(waiting);
  if (!get("walk").length || !get("playing")) return;
  set("playing", false);
  keep();
}
