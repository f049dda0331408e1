// One column of labels: as near to what they name as their order, their heights and what stands in the way allow.

/** @typedef {import("./leaders.js").Box} Box */
/** @typedef {import("./margins.js").Anchor} Anchor */
/** @typedef {import("./margins.js").Frame} Frame */
/** @typedef {import("./margins.js").Label} Label */
/** @typedef {{ want: number, high: number }} Wish where a label would stand by itself */
/** @typedef {[from: number, to: number]} Stretch of a column */

const AWAY = 6; // pixels between a label and its leader
const STUB = 14; // of a leader before it turns
const FIRST_LINE = 10; // pixels down to the middle of a label's first line

/** Where the leader leaves, below the label's upper edge. @param {Anchor} anchor */
const leaves = ({ high }) => Math.min(high / 2, FIRST_LINE);

/** Which way is inward. @param {Label["side"]} side */
const inward = (side) => (side === "left" ? 1 : -1);

/** How far what is named lies inward of where its leader turns. @param {Label} label */
export const reachOf = ({ side, leader: [, elbow, end] }) => inward(side) * (end[0] - elbow[0]);

/**
 * Labels in a column, from top to bottom; null where they do not fit.
 *
 * @param {Label["side"]} side
 * @param {readonly Anchor[]} ordered
 * @param {Frame} frame
 * @param {readonly Box[]} taken what they must not cover
 * @param {number} room pixels around that
 * @returns {Label[] | null}
 */
export function columnOf(side, ordered, frame, taken, room) {
  const wide = Math.max(0, ...ordered.map((anchor) => anchor.wide));
  const edge = side === "left" ? frame.left + wide : frame.right - wide;
  const [left, right] = side === "left" ? [frame.left, edge] : [edge, frame.right];
  const barred = taken.filter((box) => box.left < right + room && box.right > left - room);
  const free = stretches(frame, barred, room);
  const tops = spread(ordered.map((anchor) => ({ want: anchor.y - leaves(anchor), high: anchor.high })), free, frame.gap);
  return tops && ordered.map((anchor, i) => labelOf(anchor, side, edge, tops[i]));
}

/** @param {Anchor} anchor @param {Label["side"]} side @param {number} edge of the column that all its labels stand at @param {number} y @returns {Label} */
function labelOf(anchor, side, edge, y) {
  const level = y + leaves(anchor);
  const way = inward(side);
  return {
    id: anchor.id, side, x: side === "left" ? edge - anchor.wide : edge, y,
    leader: [[edge + way * AWAY, level], [edge + way * (AWAY + STUB), level], [anchor.x, anchor.y]],
  };
}

/** What of a column is free. @param {Pick<Frame, "top" | "bottom">} frame @param {readonly Box[]} barred @param {number} room @returns {Stretch[]} */
function stretches({ top, bottom }, barred, room) {
  /** @type {Stretch[]} */
  const free = [];
  let from = top;
  for (const box of [...barred].sort((a, b) => a.top - b.top)) {
    if (box.top - room > from) free.push([from, Math.min(bottom, box.top - room)]);
    from = Math.max(from, box.bottom + room);
  }
  if (bottom > from) free.push([from, bottom]);
  return free;
}

/**
 * The upper edges of labels in their order, moved as little as can be; null where they do not fit.
 *
 * @param {readonly Wish[]} wishes
 * @param {readonly Stretch[]} free
 * @param {number} gap between labels
 */
export function spread(wishes, free, gap) {
  /** The best way to place the first so many of them. @type {({ cost: number, tops: number[] } | undefined)[]} */
  let best = [{ cost: 0, tops: [] }];
  for (const stretch of free) {
    const next = [...best];
    for (let from = 0; from < wishes.length; from += 1) {
      const before = best[from];
      if (!before) continue;
      for (let to = from + 1; to <= wishes.length; to += 1) {
        const group = within(wishes.slice(from, to), stretch, gap);
        if (!group) break;
        const cost = before.cost + group.cost;
        if (cost < (next[to]?.cost ?? Infinity)) next[to] = { cost, tops: [...before.tops, ...group.tops] };
      }
    }
    best = next;
  }
  return best[wishes.length]?.tops ?? null;
}

/**
 * Least squares under an order: those that would overlap move as one block (pool adjacent violators).
 *
 * @param {readonly Wish[]} wishes
 * @param {Stretch} stretch
 * @param {number} gap
 */
function within(wishes, [from, to], gap) {
  /** @type {number[]} what stands above each, if all stood close together */
  const above = [];
  let high = -gap;
  for (const wish of wishes) {
    above.push(high + gap);
    high += gap + wish.high;
  }
  const last = to - high; // from here on the last one hangs out
  if (last < from) return null;
  /** @type {{ sum: number, count: number }[]} */
  const blocks = [];
  wishes.forEach((wish, i) => {
    let block = { sum: wish.want - above[i], count: 1 };
    for (let back = blocks.at(-1); back && back.sum / back.count >= block.sum / block.count; back = blocks.at(-1)) {
      blocks.pop();
      block = { sum: back.sum + block.sum, count: back.count + block.count };
    }
    blocks.push(block);
  });
  const bases = blocks.flatMap(({ sum, count }) => Array(count).fill(Math.min(last, Math.max(from, sum / count))));
  const tops = bases.map((base, i) => base + above[i]);
  return { tops, cost: tops.reduce((sum, top, i) => sum + (top - wishes[i].want) ** 2, 0) };
}
