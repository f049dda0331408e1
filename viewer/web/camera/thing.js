// What is flown to, and how much around it is to be seen: of a region also the way a finger goes to it.

import { fitDistance, raised } from "./frame.js";
import { entry, get } from "../state/store.js";

/** @typedef {import("../edition/types.js").Entry} Entry */
/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {Entry & { size: number }} Thing `size`: mm that are to be seen */

const AROUND = 2.5; // times its reach is seen
const LEAST = 160; // mm that are seen around the smallest thing

/** An entry as it is flown to; nothing where there is none. @param {string} id @returns {Thing | undefined} */
export function thing(id) {
  const known = /** @type {Entry | undefined} */ (entry(id));
  if (!known) return undefined;
  const way = get("select") === id ? get("related").construction : null;
  if (!way) return { ...known, size: Math.max(AROUND * known.reach, LEAST) };
  const ends = way.steps.filter(({ does, line, share }) => does !== "end" || !line || share !== undefined); // others lead far away
  const { centre, reach } = ball([known.centre, ...ends.flatMap(({ at, line = [] }) => [...at, ...line])], way.ring);
  return { ...known, centre, size: Math.max(AROUND * reach, LEAST) };
}

/**
 * Where the camera stands for a thing: as near as its size allows, from the side it is best seen from, or else from where it is.
 *
 * @param {string} id
 * @param {import("./types.js").Pose} from
 * @returns {(size: import("./types.js").Size) => import("./types.js").Pose} for each size of the stage
 */
export function aim(id, from) {
  let known = /** @type {Thing} */ (thing(id));
  const [azimuth, elevation] = known.facing ?? [from.azimuth, from.elevation];
  return (stage) => {
    known = thing(id) ?? known; // more of it may be known by then, or it has gone
    const { centre, size, cut = null } = known;
    return raised({ azimuth, elevation, focal: centre, distance: fitDistance(stage, size, size), cut }, stage);
  };
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
