// Joins what was decoded into one mesh for each draw group, and prepares it to be drawn.

/** @typedef {import("./types.js").Mesh} Mesh */
/** @typedef {import("./types.js").Piece} Piece */

const OPEN = 255; // all the light there is comes to the point

/** Joins pieces into one mesh and remembers which points and triangles are whose. @param {readonly Piece[]} pieces @returns {Mesh & { occlusion: Uint8Array, tissue: Uint8Array | null }} */
export function merge(pieces) {
  const count = sum(pieces, ({ points }) => points.length);
  const points = new Float32Array(count);
  const occlusion = new Uint8Array(count / 3).fill(OPEN);
  const tissue = pieces.some((piece) => piece.tissue) ? new Uint8Array((2 * count) / 3) : null;
  const triangles = new Uint32Array(sum(pieces, (piece) => piece.triangles.length));
  /** @type {Mesh["parts"]} */
  const parts = [];
  let at = 0;
  let next = 0;
  for (const piece of pieces) {
    const [firstPoint, first] = [at, next];
    points.set(piece.points, 3 * at);
    if (piece.occlusion) occlusion.set(piece.occlusion, at);
    if (piece.tissue) tissue?.set(piece.tissue, 2 * at);
    for (const number of piece.triangles) triangles[next++] = number + firstPoint;
    at += piece.points.length / 3;
    parts.push({ firstPoint, lastPoint: at, first, last: next, box: box(piece.points) });
  }
  return { points, triangles, occlusion, tissue, parts };
}

/** One part of a mesh as a piece of its own. @param {import("./types.js").BodyMesh} mesh @param {number} index of the part @returns {Piece} */
export function part({ points, triangles, occlusion, tissue, parts }, index) {
  const { firstPoint, lastPoint, first, last } = parts[index];
  return {
    points: points.slice(3 * firstPoint, 3 * lastPoint),
    triangles: triangles.slice(first, last).map((number) => number - firstPoint),
    occlusion: occlusion.slice(firstPoint, lastPoint),
    tissue: tissue && tissue.slice(2 * firstPoint, 2 * lastPoint),
  };
}

/** @param {readonly Piece[]} items @param {(item: Piece) => number} size */
const sum = (items, size) => items.reduce((total, item) => total + size(item), 0);

/** @param {Float32Array} points @returns {import("./types.js").Box} */
export function box(points) {
  const bounds = [Infinity, -Infinity, Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 1) {
    const axis = 2 * (i % 3);
    if (points[i] < bounds[axis]) bounds[axis] = points[i];
    if (points[i] > bounds[axis + 1]) bounds[axis + 1] = points[i];
  }
  return bounds;
}

/** Unit outward normals at the points, weighted by the area around them. @param {Mesh} mesh */
export function normals({ points, triangles }) {
  const result = new Float32Array(points.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
    const ux = points[b] - points[a], uy = points[b + 1] - points[a + 1], uz = points[b + 2] - points[a + 2];
    const vx = points[c] - points[a], vy = points[c + 1] - points[a + 1], vz = points[c + 2] - points[a + 2];
    const nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    for (const corner of [a, b, c]) {
      result[corner] += nx;
      result[corner + 1] += ny;
      result[corner + 2] += nz;
    }
  }
  for (let i = 0; i < result.length; i += 3) {
    const length = Math.hypot(result[i], result[i + 1], result[i + 2]) || 1;
    result[i] /= length;
    result[i + 1] /= length;
    result[i + 2] /= length;
  }
  return result;
}
