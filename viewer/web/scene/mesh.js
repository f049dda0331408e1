// Reads the .vtp files of models/mesh.py, joined into one for each draw group, and prepares them to be drawn.

/** @typedef {import("./types.js").Mesh} Mesh */
/** @typedef {import("./types.js").Piece} Piece */

const APPENDED = '<AppendedData encoding="raw">_';

/** The pieces of a .vtp file: points, strips or triangles, as they lie in it. @param {ArrayBuffer} buffer @returns {Promise<Piece[]>} */
export async function decode(buffer) {
  const start = find(new Uint8Array(buffer), APPENDED) + APPENDED.length;
  const header = new TextDecoder().decode(new Uint8Array(buffer, 0, start));
  const pieces = [...header.matchAll(/<Piece .*?<\/Piece>/gs)].map((match) => match[0]);
  return Promise.all(pieces.map((piece) => decodePiece(buffer, start, piece)));
}

/** @param {ArrayBuffer} buffer @param {number} start of what is appended @param {string} piece its element @returns {Promise<Piece>} */
async function decodePiece(buffer, start, piece) {
  const offsets = [...piece.matchAll(/offset="(\d+)"/g)].map((match) => start + Number(match[1]));
  const [points, connectivity, ends] = await Promise.all(offsets.map((offset) => inflate(buffer, offset)));
  return {
    points: new Float32Array(points),
    connectivity: new Int32Array(connectivity),
    ends: new Int32Array(ends),
    strips: !piece.includes('NumberOfStrips="0"'),
  };
}

/** One zlib block, as VTK writes it: how many blocks, the sizes, then the bytes. @param {ArrayBuffer} buffer @param {number} offset */
async function inflate(buffer, offset) {
  const sizes = new DataView(buffer, offset);
  if (sizes.getUint32(0, true) === 0) return new ArrayBuffer(0);
  const packed = new Uint8Array(buffer, offset + 16, sizes.getUint32(12, true));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

/** @param {Uint8Array} bytes @param {string} text */
function find(bytes, text) {
  const wanted = new TextEncoder().encode(text);
  for (let i = 0; i < bytes.length - wanted.length; i += 1) {
    let k = 0;
    while (k < wanted.length && bytes[i + k] === wanted[k]) k += 1;
    if (k === wanted.length) return i;
  }
  throw new Error("not a .vtp file of this atlas");
}

/** Joins pieces into one mesh and remembers which points and triangles are whose. @param {readonly Piece[]} pieces @returns {Mesh} */
export function merge(pieces) {
  const points = new Float32Array(sum(pieces, (piece) => piece.points.length));
  const triangles = new Uint32Array(3 * sum(pieces, countTriangles));
  /** @type {Mesh["parts"]} */
  const parts = [];
  let at = 0;
  let next = 0;
  pieces.forEach((piece) => {
    points.set(piece.points, at * 3);
    const first = next;
    next = writeTriangles(piece, triangles, next, at);
    const last = at + piece.points.length / 3;
    parts.push({ firstPoint: at, lastPoint: last, first, last: next, box: box(piece.points) });
    at = last;
  });
  return { points, triangles, parts };
}

/** @param {readonly Piece[]} items @param {(item: Piece) => number} size */
const sum = (items, size) => items.reduce((total, item) => total + size(item), 0);

/** @param {Piece} piece */
function countTriangles(piece) {
  return piece.strips ? piece.connectivity.length - 2 * piece.ends.length : piece.connectivity.length / 3;
}

/**
 * @param {Piece} piece
 * @param {Uint32Array} triangles
 * @param {number} next where to write
 * @param {number} shift of the numbers of its points
 * @returns {number} where the next ones go
 */
function writeTriangles(piece, triangles, next, shift) {
  const { connectivity, ends, strips } = piece;
  if (!strips) {
    for (let i = 0; i < connectivity.length; i += 1) triangles[next + i] = connectivity[i] + shift;
    return next + connectivity.length;
  }
  let begin = 0;
  for (const end of ends) {
    for (let i = begin; i < end - 2; i += 1) {
      const odd = (i - begin) % 2;
      triangles[next] = connectivity[i] + shift;
      triangles[next + 1] = connectivity[i + 1 + odd] + shift;
      triangles[next + 2] = connectivity[i + 2 - odd] + shift;
      next += 3;
    }
    begin = end;
  }
  return next;
}

/** @param {Float32Array} points @returns {import("./types.js").Box} */
function box(points) {
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

/** How hollow the surface is at each point, 0-1: what an engraver would darken. @param {Mesh} mesh @param {Float32Array} normal */
export function hollows({ points, triangles }, normal) {
  const total = new Float32Array(points.length / 3);
  const count = new Float32Array(points.length / 3);
  const edge = (/** @type {number} */ from, /** @type {number} */ to) => {
    const i = 3 * from, k = 3 * to;
    const x = points[k] - points[i], y = points[k + 1] - points[i + 1], z = points[k + 2] - points[i + 2];
    total[from] += (normal[i] * x + normal[i + 1] * y + normal[i + 2] * z) / (Math.hypot(x, y, z) || 1);
    count[from] += 1;
  };
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k += 1) edge(triangles[t + k], triangles[t + ((k + 1) % 3)]);
  }
  return total.map((value, i) => Math.min(1, Math.max(0, (3 * value) / (count[i] || 1))));
}
