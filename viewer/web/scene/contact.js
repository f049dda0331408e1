// Where two structures touch: the points of one that lie beside points of the other.

const NEAR = 0.8; // mm from point to point; edges are about 1 mm long there, so what touches is nearer than that

/** @typedef {{ points: Float32Array, from: number, to: number }} Stretch of a mesh: the numbers of its points, the last one not among them */

/** Marks the points of one that lie beside the other. @param {Stretch} one @param {Stretch} other @param {Uint8Array} marks by number of a point of `one` */
export function markContact(one, other, marks) {
  const cells = cellsOf(other);
  for (let p = one.from; p < one.to; p += 1) {
    const [x, y, z] = one.points.subarray(3 * p, 3 * p + 3);
    if (isBeside(x, y, z, other.points, cells)) marks[p] = 1;
  }
}

const MANY = 4096; // cells along an axis: more than a body has

/** @param {number} x @param {number} y @param {number} z of a cell */
const keyOf = (x, y, z) => ((x + MANY / 2) * MANY + y + MANY / 2) * MANY + z;

/** The points by the cell they lie in. @param {Stretch} stretch */
function cellsOf({ points, from, to }) {
  /** @type {Map<number, number[]>} */
  const cells = new Map();
  for (let p = from; p < to; p += 1) {
    const [x, y, z] = [0, 1, 2].map((axis) => Math.floor(points[3 * p + axis] / NEAR));
    const key = keyOf(x, y, z);
    const there = cells.get(key);
    if (there) there.push(p);
    else cells.set(key, [p]);
  }
  return cells;
}

/** @param {number} x @param {number} y @param {number} z @param {Float32Array} points @param {ReadonlyMap<number, number[]>} cells */
function isBeside(x, y, z, points, cells) {
  const [cx, cy, cz] = [x, y, z].map((value) => Math.floor(value / NEAR));
  for (let i = -1; i < 2; i += 1) {
    for (let j = -1; j < 2; j += 1) {
      for (let k = -1; k < 2; k += 1) {
        for (const q of cells.get(keyOf(cx + i, cy + j, cz + k)) ?? []) {
          if (Math.hypot(points[3 * q] - x, points[3 * q + 1] - y, points[3 * q + 2] - z) < NEAR) return true;
        }
      }
    }
  }
  return false;
}
