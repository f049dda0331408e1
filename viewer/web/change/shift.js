// How far points have moved at an amount: straight from each of a change's amounts to the next, from healthy at 0.

/** @typedef {import("./types.js").Moved} Moved */

/** Between which two amounts one is, counted from 0 (healthy), and which share of the way. @param {readonly number[]} amounts @param {number} amount 0-1 */
export function stretch(amounts, amount) {
  const stops = [0, ...amounts];
  const last = Math.max(1, stops.findIndex((stop) => stop >= amount));
  const share = (amount - stops[last - 1]) / (stops[last] - stops[last - 1]);
  return { from: last - 1, to: last, share: Math.min(1, Math.max(0, share)) };
}

/** A figure at an amount. @param {import("./types.js").Figure} figure @param {readonly number[]} amounts @param {number} amount 0-1 */
export function valueAt({ values }, amounts, amount) {
  const { from, to, share } = stretch(amounts, amount);
  return values[from] + (values[to] - values[from]) * share;
}

/**
 * Moves the points of a piece.
 *
 * @param {Float32Array} healthy x, y, z of each of its points
 * @param {Moved} moved
 * @param {readonly number[]} amounts
 * @param {number} amount 0-1
 * @param {Float32Array} [into] as many numbers as `healthy` has
 */
export function shifted(healthy, { numbers, shifts }, amounts, amount, into = new Float32Array(healthy.length)) {
  into.set(healthy);
  if (amount <= 0) return into;
  const { from, to, share } = stretch(amounts, amount);
  const [before, after] = [shifts[from - 1], shifts[to - 1]];
  numbers.forEach((number, i) => {
    for (let axis = 0; axis < 3; axis += 1) {
      const start = before ? before[3 * i + axis] : 0;
      into[3 * number + axis] += start + (after[3 * i + axis] - start) * share;
    }
  });
  return into;
}
