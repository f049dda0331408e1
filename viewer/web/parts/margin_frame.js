// Where on the stage labels may stand, as the page lies now. It asks the page, so only when the camera rests.

import { scene } from "../scene/scene.js";
import { get } from "../state/store.js";

/** @typedef {import("../camera/leaders.js").Box} Box */
/** @typedef {import("../camera/margins.js").Frame} Frame */

const EDGE = 16; // pixels from the edge of what is free
const TIGHT = 8; // the same on a phone
const PHONE = 560; // pixels of free width
const BESIDE = 44; // pixels between the body and a column of words: a leader turns there
const GAP = 10;
const MOST = 8;
const OVER = ".zoom, .theatre > .amount, .theatre > .gauge, .compass, .notice, .loading, .zones-legend, .popover:popover-open, [data-pair]:not([hidden]), [data-line]:not([hidden]), [data-taken]";

/** @param {HTMLElement} margins that fill the stage @returns {Frame} */
export function frameNow(margins) {
  /** @type {import("../camera/types.js").Size} */
  const { width, height, covered, top = 0, left = 0, right = 0, words = 0 } = scene.orbit.size;
  const free = width - left - right;
  const edge = free < PHONE ? TIGHT : EDGE;
  const stage = margins.getBoundingClientRect();
  const taken = [...document.querySelectorAll(OVER)].flatMap((one) => boxOn(stage, one.getBoundingClientRect()) ?? []);
  return {
    left: left + edge, right: width - right - edge, top: top + edge, bottom: height - Math.max(covered, edge), gap: GAP, width: free,
    taken, most: MOST, ...(words ? { only: /** @type {const} */ ("right") } : {}),
  };
}

/** The same with its columns close to the body, where there is more room than they need. @param {Frame} frame @param {number} widest of the labels @returns {Frame} */
export function besideBody(frame, widest) {
  const [x0, x1, y0, y1, z0, z1] = get("atlas").bounds;
  const corners = [x0, x1].flatMap((x) => [y0, y1].flatMap((y) => [z0, z1].map((z) => scene.orbit.project([x, y, z])?.x)));
  if (corners.includes(undefined)) return frame; // one is in the midst of it
  const across = /** @type {number[]} */ (corners);
  const left = Math.max(frame.left, Math.min(...across) - BESIDE - widest);
  const right = Math.min(frame.right, Math.max(...across) + BESIDE + widest);
  return left < right ? { ...frame, left, right, width: right - left } : frame;
}

/** @param {DOMRect} stage @param {DOMRect} rect @returns {Box | null} what of it lies over the stage */
function boxOn(stage, rect) {
  const outside = !rect.width || rect.right < stage.left || rect.left > stage.right || rect.bottom < stage.top || rect.top > stage.bottom;
  return outside ? null : { left: rect.left - stage.left, right: rect.right - stage.left, top: rect.top - stage.top, bottom: rect.bottom - stage.top };
}
