// What is flown to, and how much around it is to be seen: of a region also the way a finger goes to it.

import { entry, get } from "../state/store.js";

/** @typedef {import("../edition/types.js").Entry} Entry */
/** @typedef {import("../edition/types.js").Point} Point */

const AROUND = 2.5; // times its reach is seen
const LEAST = 160; // mm that are seen around the smallest thing

/** An entry as it is flown to. @param {string} id @returns {Entry & { size: number }} `size`: mm that are to be seen */
export function thing(id) {
  const known = entry(id);
  const way = get("select") === id ? get("related").construction : null;
  if (!way) return { ...known, size: Math.max(AROUND * known?.reach, LEAST) };
  const ends = way.steps.filter(({ does, line, share }) => does !== "end" || !line || share !== undefined); // others lead far away
  const { centre, reach } = ball([known.centre, ...ends.flatMap(({ at, line = [] }) => [...at, ...line])], way.ring);
  return { ...known, centre, size: Math.max(AROUND * reach, LEAST) };
}

/** The middle of points, and how far they extend from there with what is around each. @param {readonly Point[]} points @param {number} around mm */
function ball(points, around) {
  const centre = /** @type {Point} */ ([0, 1, 2].map((axis) => {
    const values = points.map((point) => point[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  }));
  const apart = points.map((point) => Math.hypot(...point.map((value, axis) => value - centre[axis])));
  return { centre, reach: Math.max(...apart) + around };
}
