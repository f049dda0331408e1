// Small bodies for the tests of geometry, and what they hold.

/** @typedef {import("../../viewer/web/scene/types.js").Mesh} Mesh */
/** @typedef {import("../../viewer/web/scene/types.js").MeshPart} MeshPart */

/** Positive where the triangles run counter-clockwise from outside, mm³. @param {Pick<Mesh, "points" | "triangles">} mesh @param {Pick<MeshPart, "first" | "last">} part */
export function signedVolume({ points, triangles }, { first, last }) {
  let six = 0;
  for (let t = first; t < last; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => 3 * triangles[t + k]);
    const across = [
      points[b + 1] * points[c + 2] - points[b + 2] * points[c + 1],
      points[b + 2] * points[c] - points[b] * points[c + 2],
      points[b] * points[c + 1] - points[b + 1] * points[c],
    ];
    six += points[a] * across[0] + points[a + 1] * across[1] + points[a + 2] * across[2];
  }
  return six / 6;
}

/**
 * A ball of triangles.
 *
 * @param {readonly number[]} middle
 * @param {number} radius
 */
export function ball(middle, radius, rings = 16) {
  const around = 2 * rings;
  const at = (/** @type {number} */ i, /** @type {number} */ k) => 1 + (i - 1) * around + (k % around);
  const points = [[0, 0, 1]];
  for (let i = 1; i < rings; i += 1) {
    const [low, high] = [Math.sin((Math.PI * i) / rings), Math.cos((Math.PI * i) / rings)];
    for (let k = 0; k < around; k += 1) points.push([low * Math.cos((Math.PI * k) / rings), low * Math.sin((Math.PI * k) / rings), high]);
  }
  const last = points.push([0, 0, -1]) - 1;
  const triangles = [];
  for (let k = 0; k < around; k += 1) {
    triangles.push(0, at(1, k), at(1, k + 1), last, at(rings - 1, k + 1), at(rings - 1, k));
    for (let i = 1; i < rings - 1; i += 1) triangles.push(at(i, k), at(i + 1, k), at(i, k + 1), at(i, k + 1), at(i + 1, k), at(i + 1, k + 1));
  }
  const placed = points.flatMap((point) => point.map((value, axis) => middle[axis] + radius * value));
  const box = middle.flatMap((value) => [value - radius, value + radius]);
  const part = { firstPoint: 0, lastPoint: points.length, first: 0, last: triangles.length, box };
  return { points: new Float32Array(placed), normals: new Float32Array(points.flat()), triangles: new Uint32Array(triangles), parts: [part] };
}
