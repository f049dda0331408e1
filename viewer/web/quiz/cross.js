// The keyboard on the body while something is to be found: arrows move a cross, Enter presses there.

import { ARROWS } from "../parts/keys.js";
import { scene } from "../scene/scene.js";
import { cursorNow, moveCursor, pixelsOf } from "./marks.js";

const [STEP, SMALL] = [5, 1]; // mm, and with Shift

/** Does what a key means on the body; false: it means nothing here. @param {KeyboardEvent} event @param {(spot: readonly [number, number]) => void} press */
export function pressKey({ key, shiftKey, altKey, ctrlKey, metaKey, target }, press) {
  const here = target instanceof Element && (target.id === "stage" || target.id === "quiz-title");
  if (!here || altKey || ctrlKey || metaKey) return false;
  const cursor = cursorNow();
  if (key === "Enter" && cursor) press(cursor);
  else if (key in ARROWS) step(ARROWS[key], shiftKey ? SMALL : STEP);
  else return false;
  return true;
}

/** The cross begins in the middle of what is seen, and stays on the stage. @param {readonly [number, number]} way @param {number} by mm */
function step([dx, dy], by) {
  const { width, height } = scene.orbit.size;
  const { focal } = scene.orbit.pose;
  const middle = scene.orbit.project(focal) ?? { x: width / 2, y: height / 2 };
  const [x, y] = cursorNow() ?? [middle.x, middle.y];
  const far = by * pixelsOf(focal);
  moveCursor([Math.min(width, Math.max(0, x - dx * far)), Math.min(height, Math.max(0, y - dy * far))]);
}
