// The room around a structure in a section, how much of it walls leave, and how near they come.

/** @typedef {import("./types.js").Loop} Loop */
/** @typedef {{ width: number, height: number }} Window around the plane's origin, mm */
/** @typedef {ReadonlyMap<string, readonly Loop[]>} Outlines by structure */
/** @typedef {{ window: Window, squares: Uint8Array }} Room which squares of a window belong to it */

const STEP = 0.15; // mm: a square of the grid
const FREE = 0, FULL = 1, SEED = 2, REACHED = 3; // what a square is

/**
 * The room that a seed has in the healthy body: the seed, and what is reached from it without crossing a wall, in the circle that
 * the window holds.
 *
 * @param {Window} window
 * @param {Outlines} outlines
 * @param {string} seed
 * @param {Iterable<string>} walls
 * @returns {Room}
 */
export function roomOf(window, outlines, seed, walls) {
  const grid = painted(window, outlines, walls);
  paint(grid, outlines.get(seed) ?? [], SEED); // over them: room is reached from all of it
  round(grid);
  flood(grid);
  return { window, squares: grid.squares.map((square) => (square >= SEED ? 1 : 0)) };
}

/**
 * How much of a room its walls leave where they are now, with what lies in it, mm². What is cut off as walls come to touch is still left.
 *
 * @param {Room} room
 * @param {Outlines} outlines
 * @param {Iterable<string>} walls
 */
export function roomLeft({ window, squares }, outlines, walls) {
  const now = painted(window, outlines, walls);
  let count = 0;
  squares.forEach((square, at) => { if (square && now.squares[at] === FREE) count += 1; });
  return count * now.cell.x * now.cell.y;
}

/** A window with its walls. @param {Window} window @param {Outlines} outlines @param {Iterable<string>} walls @returns {Grid} */
function painted({ width, height }, outlines, walls) {
  const across = Math.round(width / STEP), down = Math.round(height / STEP);
  const cell = { x: width / across, y: height / down };
  const grid = { across, down, left: -width / 2, bottom: -height / 2, cell, squares: new Uint8Array(across * down) };
  for (const wall of walls) paint(grid, outlines.get(wall) ?? [], FULL);
  return grid;
}

/** @typedef {{ across: number, down: number, left: number, bottom: number, cell: { x: number, y: number }, squares: Uint8Array }} Grid */

/** Marks the squares whose middle lies within. @param {Grid} grid @param {readonly Loop[]} loops @param {number} mark */
function paint({ across, down, left, bottom, cell, squares }, loops, mark) {
  /** @type {{ at: number, turn: number }[][]} */
  const rows = Array.from({ length: down }, () => []);
  for (const loop of loops) {
    for (let i = 0, j = loop.length - 2; i < loop.length; j = i, i += 2) {
      const ax = loop[j], ay = loop[j + 1], bx = loop[i], by = loop[i + 1];
      if (ay === by) continue;
      const turn = by > ay ? 1 : -1;
      const first = Math.max(0, Math.ceil((Math.min(ay, by) - bottom) / cell.y - 0.5));
      const last = Math.min(down - 1, Math.ceil((Math.max(ay, by) - bottom) / cell.y - 0.5) - 1);
      for (let row = first; row <= last; row += 1) {
        const y = bottom + (row + 0.5) * cell.y;
        rows[row].push({ at: ax + ((y - ay) * (bx - ax)) / (by - ay), turn });
      }
    }
  }
  rows.forEach((crossings, row) => {
    crossings.sort((one, other) => one.at - other.at);
    let turns = 0;
    for (let i = 0; i + 1 < crossings.length; i += 1) {
      turns += crossings[i].turn;
      if (turns === 0) continue;
      const first = Math.max(0, Math.ceil((crossings[i].at - left) / cell.x - 0.5));
      const end = Math.min(across, Math.ceil((crossings[i + 1].at - left) / cell.x - 0.5));
      if (end > first) squares.fill(mark, row * across + first, row * across + end);
    }
  });
}

/** Closes what lies outside of the circle in the middle. @param {Grid} grid */
function round({ across, down, squares }) {
  const radius = Math.min(across, down) / 2;
  for (let row = 0, square = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1, square += 1) {
      if (Math.hypot(column - (across - 1) / 2, row - (down - 1) / 2) > radius) squares[square] = FULL;
    }
  }
}

/** Marks the free squares that are reached from those of the seed. @param {Grid} grid */
function flood({ across, down, squares }) {
  const waiting = new Int32Array(across * down);
  let count = 0;
  const reach = (/** @type {number} */ square) => {
    if (squares[square] !== FREE) return;
    squares[square] = REACHED;
    waiting[count++] = square;
  };
  const around = (/** @type {number} */ square) => {
    const column = square % across;
    if (column > 0) reach(square - 1);
    if (column < across - 1) reach(square + 1);
    if (square >= across) reach(square - across);
    if (square < across * (down - 1)) reach(square + across);
  };
  for (let square = 0; square < squares.length; square += 1) if (squares[square] === SEED) around(square);
  for (let at = 0; at < count; at += 1) around(waiting[at]);
}

/** The least distance between two sets of outlines, mm. @param {readonly Loop[]} ones @param {readonly Loop[]} others */
export function gap(ones, others) {
  let least = Infinity; // squared
  for (const one of ones) {
    for (const other of others) {
      for (let i = 0, j = one.length - 2; i < one.length; j = i, i += 2) {
        const near = Math.sqrt(least);
        const low = { x: Math.min(one[i], one[j]) - near, y: Math.min(one[i + 1], one[j + 1]) - near };
        const high = { x: Math.max(one[i], one[j]) + near, y: Math.max(one[i + 1], one[j + 1]) + near };
        for (let k = 0, l = other.length - 2; k < other.length; l = k, k += 2) {
          if (Math.min(other[k], other[l]) > high.x || Math.max(other[k], other[l]) < low.x) continue;
          if (Math.min(other[k + 1], other[l + 1]) > high.y || Math.max(other[k + 1], other[l + 1]) < low.y) continue;
          least = Math.min(least, apart(one, j, i, other, l, k));
          if (least === 0) return 0;
        }
      }
    }
  }
  return Math.sqrt(least);
}

/** Squared distance of two segments. @param {Loop} one @param {number} a @param {number} b @param {Loop} other @param {number} c @param {number} d */
function apart(one, a, b, other, c, d) {
  const ax = one[a], ay = one[a + 1], bx = one[b], by = one[b + 1];
  const cx = other[c], cy = other[c + 1], dx = other[d], dy = other[d + 1];
  if (side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0) return 0;
  return Math.min(toSegment(ax, ay, cx, cy, dx, dy), toSegment(bx, by, cx, cy, dx, dy), toSegment(cx, cy, ax, ay, bx, by), toSegment(dx, dy, ax, ay, bx, by));
}

/** On which side of the line from p to q a place lies. @param {number} px @param {number} py @param {number} qx @param {number} qy @param {number} x @param {number} y */
const side = (px, py, qx, qy, x, y) => (qx - px) * (y - py) - (qy - py) * (x - px);

/** Squared distance of a point from a segment. @param {number} x @param {number} y @param {number} ax @param {number} ay @param {number} bx @param {number} by */
function toSegment(x, y, ax, ay, bx, by) {
  const ux = bx - ax, uy = by - ay;
  const along = ((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy || 1);
  const t = Math.max(0, Math.min(1, along));
  return (x - ax - t * ux) ** 2 + (y - ay - t * uy) ** 2;
}
