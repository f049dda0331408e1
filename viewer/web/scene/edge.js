// A line as a ribbon: each point twice, once for either side; the shader pushes them apart by some pixels.

/** @typedef {import("../section/types.js").Loop} Loop */

/**
 * The triangles of a ribbon along a loop, whose points 2i and 2i + 1 are those of its point i, and the way to the outside there.
 *
 * @param {Loop} loop
 * @returns {{ outward: Float64Array, triangles: number[] }} `outward`: x, y of each point of the loop, of length one
 */
export function ribbon(loop) {
  const outward = new Float64Array(loop.length);
  /** @type {number[]} */
  const triangles = [];
  const count = loop.length / 2;
  for (let i = 0; i < count; i += 1) {
    const [last, next] = [(i + count - 1) % count, (i + 1) % count];
    const x = loop[2 * next] - loop[2 * last], y = loop[2 * next + 1] - loop[2 * last + 1];
    const length = Math.hypot(x, y) || 1;
    outward.set([y / length, -x / length], 2 * i);
    triangles.push(2 * i, 2 * i + 1, 2 * next, 2 * next, 2 * i + 1, 2 * next + 1);
  }
  return { outward, triangles };
}
