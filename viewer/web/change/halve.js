// Halves edges of a mesh where it is too coarse to bend; its shape stays as it is. models/change.py does the same.

/** @typedef {import("../scene/types.js").Piece} Piece */

/** A piece after all rounds of halving. @param {Piece} piece @param {readonly Uint32Array[]} rounds @returns {Piece} */
export const refined = (piece, rounds) => rounds.reduce(halve, piece);

/**
 * Halves every edge between two of the chosen points. New points follow the old ones in the order of their edges (lesser
 * number, then greater); two, three or four triangles stand where one was.
 *
 * @param {Piece} piece
 * @param {Uint32Array} chosen
 * @returns {Piece}
 */
export function halve({ points, triangles, occlusion, tissue }, chosen) {
  const count = points.length / 3;
  const within = new Uint8Array(count);
  for (const point of chosen) within[point] = 1;
  const edges = edgesWithin(triangles, within, count);
  const middle = new Map(edges.map((edge, i) => [edge, count + i]));
  const between = (/** @type {number} */ a, /** @type {number} */ b) => middle.get(keyOf(a, b, count));
  const ends = edges.map((edge) => [Math.floor(edge / count), edge % count]);
  return {
    points: withMiddles(points, 3, ends),
    triangles: Uint32Array.from(parts(triangles, between)),
    occlusion: occlusion && withMiddles(occlusion, 1, ends),
    tissue: tissue && withMiddles(tissue, 2, ends),
  };
}

/** @param {number} a @param {number} b @param {number} count */
const keyOf = (a, b, count) => Math.min(a, b) * count + Math.max(a, b);

/** The edges between chosen points, each once, in order. @param {Uint32Array} triangles @param {Uint8Array} within @param {number} count */
function edgesWithin(triangles, within, count) {
  /** @type {Set<number>} */
  const edges = new Set();
  for (let t = 0; t < triangles.length; t += 3) {
    for (let side = 0; side < 3; side += 1) {
      const [a, b] = [triangles[t + side], triangles[t + ((side + 1) % 3)]];
      if (within[a] && within[b]) edges.add(keyOf(a, b, count));
    }
  }
  return [...edges].sort((one, other) => one - other);
}

/**
 * @template {Float32Array | Uint8Array} Values
 * @param {Values} values @param {number} size of a row @param {readonly number[][]} ends of the edges
 * @returns {Values}
 */
function withMiddles(values, size, ends) {
  const Kind = /** @type {new (length: number) => Values} */ (values.constructor);
  const more = new Kind(values.length + size * ends.length);
  more.set(values);
  ends.forEach(([a, b], i) => {
    for (let k = 0; k < size; k += 1) more[values.length + size * i + k] = (values[size * a + k] + values[size * b + k]) / 2;
  });
  return more;
}

/** @param {Uint32Array} triangles @param {(a: number, b: number) => number | undefined} between */
function* parts(triangles, between) {
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [...triangles.subarray(t, t + 3)];
    const halves = corners.map((corner, i) => between(corner, corners[(i + 1) % 3]));
    const count = halves.filter((half) => half !== undefined).length;
    // Turned so that with one halved edge it is the first, and with two the last is whole.
    const turn = count === 1 ? halves.findIndex((half) => half !== undefined) : count === 2 ? halves.indexOf(undefined) + 1 : 0;
    const [a, b, c] = turned(corners, turn);
    const [ab, bc, ca] = /** @type {number[]} */ (turned(halves, turn));
    if (count === 0) yield* corners;
    else if (count === 1) yield* [a, ab, c, ab, b, c];
    else if (count === 2) yield* [ab, b, bc, a, ab, bc, a, bc, c];
    else yield* [a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca];
  }
}

/** @template Value @param {readonly Value[]} values @param {number} by */
const turned = (values, by) => [...values.slice(by), ...values.slice(0, by)];
