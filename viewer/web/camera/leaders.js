// How far lines and boxes of the stage lie apart. Numbers in, numbers out.

/** @typedef {[x: number, y: number]} Spot of the stage, CSS pixels */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box of the stage, CSS pixels */
/** @typedef {[from: Spot, elbow: Spot, to: Spot]} Leader from a label to what it names */

const FAR = 12; // pixels: nobody asks how much farther, and most are

/** On which side of the line from one spot to another a third lies. @param {Spot} from @param {Spot} to @param {Spot} spot */
const turn = (from, to, spot) => (to[0] - from[0]) * (spot[1] - from[1]) - (to[1] - from[1]) * (spot[0] - from[0]);

/** @param {Spot} spot @param {Spot} from @param {Spot} to */
function toLine([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const long = dx * dx + dy * dy;
  const share = long ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
  const [offX, offY] = [x - ax - share * dx, y - ay - share * dy];
  return Math.sqrt(offX * offX + offY * offY); // many times as fast as Math.hypot
}

/** Whether the boxes around two lines are far apart. @param {Spot} a @param {Spot} b @param {Spot} c @param {Spot} d */
const areFar = (a, b, c, d) =>
  Math.max(a[0], b[0]) + FAR < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) + FAR < Math.min(a[0], b[0]) ||
  Math.max(a[1], b[1]) + FAR < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) + FAR < Math.min(a[1], b[1]);

/** How far two straight lines are apart, at most so far as anybody asks; 0 where they cross. @param {Spot} a @param {Spot} b @param {Spot} c @param {Spot} d */
function linesApart(a, b, c, d) {
  if (areFar(a, b, c, d)) return FAR;
  if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return 0;
  return Math.min(toLine(a, c, d), toLine(b, c, d), toLine(c, a, b), toLine(d, a, b));
}

/** How far a straight line is from a box; 0 where it goes into it. @param {Spot} a @param {Spot} b @param {Box} box */
function lineFromBox(a, b, { left, top, right, bottom }) {
  if (areFar(a, b, [left, top], [right, bottom])) return FAR;
  const isInside = a[0] >= left && a[0] <= right && a[1] >= top && a[1] <= bottom;
  if (isInside) return 0;
  return Math.min(
    linesApart(a, b, [left, top], [right, top]), linesApart(a, b, [left, bottom], [right, bottom]),
    linesApart(a, b, [left, top], [left, bottom]), linesApart(a, b, [right, top], [right, bottom]),
  );
}

/** @param {Leader} one @param {Leader} other */
export function leadersApart([a, b, c], [d, e, f]) {
  return Math.min(linesApart(b, c, e, f), linesApart(a, b, e, f), linesApart(b, c, d, e), linesApart(a, b, d, e));
}

/** @param {Leader} leader @param {Box} box */
export const leaderFromBox = ([a, b, c], box) => Math.min(lineFromBox(a, b, box), lineFromBox(b, c, box));

/** Whether two boxes come nearer to each other than so many pixels. @param {Box} one @param {Box} other @param {number} room */
export const boxesMeet = (one, other, room) =>
  one.left < other.right + room && other.left < one.right + room && one.top < other.bottom + room && other.top < one.bottom + room;
