// Reads what models/change.py writes: a length, what a change says of itself as JSON, then numbers, all of it deflated.

/** @typedef {import("./types.js").Change} Change */
/** @typedef {import("./types.js").Moved} Moved */

const STEP = 1 / 32; // mm

/** @param {ArrayBuffer} file @returns {Promise<Change>} @throws {Error} where it is no change */
export async function decode(file) {
  const plain = new Uint8Array(await inflated(file));
  const length = new DataView(plain.buffer).getUint32(0, true);
  const { moved, appearing, ...facts } = JSON.parse(new TextDecoder().decode(plain.subarray(4, 4 + length)));
  const numbers = new Numbers(plain.subarray(4 + length));
  return {
    facts,
    moved: new Map(Object.entries(moved).map(([id, counts]) => [id, numbers.moved(counts, facts.amounts)])),
    appearing: appearing.map((/** @type {any} */ { points, triangles, halved, count, straight, ...named }) => ({
      ...named,
      points: numbers.rows(points).map((value) => value * STEP),
      triangles: summed(unfolded(numbers.take(3 * triangles))),
      moved: numbers.moved({ halved, count, straight }, facts.amounts),
    })),
  };
}

/** @param {ArrayBuffer} file */
const inflated = (file) => new Response(new Blob([file]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();

/** From differences to what they are differences of. @param {ArrayLike<number>} values */
function summed(values) {
  const sums = new Uint32Array(values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sums[i] = sum += values[i];
  return sums;
}

/** Signed numbers are written as 0, -1, 1, -2, 2 and so on. @param {Uint32Array} values */
const unfolded = (values) => Int32Array.from(values, (value) => (value >>> 1) ^ -(value & 1));

/** The numbers after the head, in the order they were written: seven bits to a byte, the highest bit says that more follow. */
class Numbers {
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  /** @param {number} count */
  take(count) {
    const taken = new Uint32Array(count);
    for (let i = 0; i < count; i += 1) {
      for (let place = 0, more = true; more; place += 7) {
        if (this.#at >= this.bytes.length) throw new Error("not a whole change");
        const byte = this.bytes[this.#at];
        this.#at += 1;
        taken[i] |= (byte & 127) << place;
        more = byte > 127;
      }
    }
    return taken;
  }

  /** Three numbers a row, written axis by axis as differences. @param {number} count */
  rows(count) {
    const rows = new Float32Array(3 * count);
    for (let axis = 0; axis < 3; axis += 1) {
      let sum = 0;
      unfolded(this.take(count)).forEach((value, i) => (rows[3 * i + axis] = sum += value));
    }
    return rows;
  }

  /**
   * How a structure moves: each amount's steps are written as what they are more than was to be expected of the amount before.
   *
   * @param {{ halved: readonly number[], count: number, straight?: boolean }} told `straight`: it is expected to go straight on
   * @param {readonly number[]} amounts
   * @returns {Moved}
   */
  moved({ halved, count, straight }, amounts) {
    const chosen = halved.map((many) => summed(this.take(many)));
    const numbers = summed(this.take(count));
    let before = new Float32Array(3 * count);
    const shifts = amounts.map((amount, k) => {
      const more = this.rows(count);
      const share = straight && k ? amount / amounts[k - 1] : 1;
      before = before.map((value, i) => Math.floor(value * share + 0.5) + more[i]);
      return before;
    });
    return { halved: chosen, numbers, shifts: shifts.map((frame) => frame.map((value) => value * STEP)) };
  }
}
