// Places along a line on the stage, and short strokes across it there: a ruler as it is drawn.

/** @typedef {import("./types.js").Place} Place */

/**
 * A place along a line, and which way the line runs there.
 *
 * @param {readonly Place[]} line at least two places
 * @param {number} share 0-1 of its places, which lie evenly on the body
 * @returns {Place & { along: Place }} `along`: of length one
 */
export function placeAlong(line, share) {
  const at = Math.min(Math.max(share, 0), 1) * (line.length - 1);
  const i = Math.min(Math.floor(at), line.length - 2);
  const [a, b] = [line[i], line[i + 1]];
  const long = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: a.x + (at - i) * (b.x - a.x), y: a.y + (at - i) * (b.y - a.y), along: { x: (b.x - a.x) / long, y: (b.y - a.y) / long } };
}

/** How long a line is on the stage, pixels. @param {readonly Place[]} line */
export const lengthOf = (line) => line.slice(1).reduce((sum, { x, y }, i) => sum + Math.hypot(x - line[i].x, y - line[i].y), 0);

/** A line as a path. @param {readonly Place[]} line */
export const pathOf = (line) => line.map(({ x, y }, i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

/**
 * Strokes across a line.
 *
 * @param {readonly Place[]} line
 * @param {readonly { share: number, reach: number }[]} ticks `reach`: pixels to either side
 */
export const across = (line, ticks) =>
  ticks.map(({ share, reach }) => {
    const { x, y, along } = placeAlong(line, share);
    return `M${(x - reach * along.y).toFixed(1)} ${(y + reach * along.x).toFixed(1)}L${(x + reach * along.y).toFixed(1)} ${(y - reach * along.x).toFixed(1)}`;
  }).join("");

/**
 * The ticks of a line on which cun are counted: one for each half, longer for whole ones.
 *
 * @param {number} cun
 * @param {number} count of the line's places: one for each half cun, and one where the count ends
 */
export const cunTicks = (cun, count) =>
  Array.from({ length: count }, (_, i) => {
    const halves = i === count - 1 ? 2 * cun : i;
    return { share: i / (count - 1), reach: Number.isInteger(halves) && halves % 2 === 0 ? 8 : 5, cun: halves / 2 };
  });

/** The ticks of a line that is divided in tenths: its ends, and where the share lies, are longer. @param {number} share */
export const tenths = (share) => Array.from({ length: 11 }, (_, i) => ({ share: i / 10, reach: i % 10 === 0 || Math.abs(i / 10 - share) < 0.01 ? 8 : 4 }));
