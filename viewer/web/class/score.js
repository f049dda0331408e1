// How taps lie to a region: within its ring or not, and to which side most others are.

/** @typedef {import("./types.js").Point} Point */

const MANY = 0.5; // of the misses lie to a side, if it is to be said
const CLEAR = 0.35; // of their way off goes that way at least

/** mm in a straight line. @param {Point} a @param {Point} b */
export const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** @param {readonly Point[]} taps @param {Point} centre @param {number} ring mm */
export function scored(taps, centre, ring) {
  const misses = taps.filter((tap) => apart(tap, centre) > ring);
  return { all: taps.length, inside: taps.length - misses.length, side: sideOf(misses, centre) };
}

/** Where most of the misses lie; LPS: x to the left, y to the back, z up. @param {readonly Point[]} misses @param {Point} centre */
function sideOf(misses, centre) {
  if (misses.length < 3) return "";
  const ways = /** @type {const} */ ([["left", 0, 1], ["right", 0, -1], ["back", 1, 1], ["front", 1, -1], ["higher", 2, 1], ["lower", 2, -1]]);
  const found = ways.map(([side, axis, sign]) => {
    const steps = misses.map((tap) => (sign * (tap[axis] - centre[axis])) / apart(tap, centre));
    return { side, share: steps.filter((step) => step > CLEAR).length / misses.length, mean: steps.reduce((sum, step) => sum + step, 0) };
  });
  const [best] = found.filter(({ share }) => share > MANY).sort((a, b) => b.mean - a.mean);
  return best?.side ?? "";
}
