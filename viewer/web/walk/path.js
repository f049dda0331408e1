// A walk along the nerve: from a root through the nerves one chooses, with stops on the way. Numbers in, numbers out.

import { lengthOf, nearestOn, placeOn } from "../section/course.js";

/** @typedef {import("./types.js").Path} Path */
/** @typedef {import("./types.js").Stop} Stop */
/** @typedef {import("./types.js").Walks} Walks */
/** @typedef {import("../section/course.js").Course} Course */
/** @typedef {import("../section/types.js").Vector} Vector */

const AT_A_PARTING = 0.5; // mm beyond it one is on the next nerve
const WHOLE = 400; // mm: cut so far before a place, nothing that is seen is cut away

/** The nerves one may go on to from one of them, which carry fibres of the root. @param {Walks} walks @param {string} root @param {string} nerve */
export function onward({ onward: next, roots }, root, nerve) {
  const own = roots[root]?.[0];
  return (next[nerve] ?? []).filter((one) => roots[one]?.includes(own));
}

/** The nerves from a root to one that carries its fibres, both included; none where it does not come there. @param {Walks} walks @param {string} root @param {string} last @returns {string[]} */
export function chain(walks, root, last) {
  /** @param {string} nerve @returns {string[]} */
  const to = (nerve) => {
    if (nerve === last) return [nerve];
    const rest = onward(walks, root, nerve).map(to).find((found) => found.length) ?? [];
    return rest.length ? [nerve, ...rest] : [];
  };
  return walks.onward[root] ? to(root) : [];
}

/** Where a walk from a root ends when it goes on by a nerve: where the root is felt, or else by the first way at each parting. @param {Walks} walks @param {string} root @param {string} by */
export function endOf(walks, root, by) {
  const wanted = walks.ends[root];
  if (wanted && chain(walks, root, wanted).includes(by)) return wanted;
  let last = by;
  for (let next = onward(walks, root, last); next.length; next = onward(walks, root, last)) last = next[0];
  return last;
}

/** Where on a walk each nerve begins and ends, its course, and its stops. @param {Walks} walks @param {readonly string[]} nerves one after the other @returns {Path} */
export function pathOf({ lines, stops }, nerves) {
  /** @type {Vector[]} */
  const line = [];
  /** @type {import("./types.js").Stretch[]} */
  const stretches = [];
  /** @type {Stop[]} */
  const found = [];
  let from = 0;
  nerves.forEach((nerve, i) => {
    const course = lines[nerve];
    const next = lines[nerves[i + 1]];
    const length = next ? nearestOn(course, next[0]) : lengthOf(course);
    line.push(...first(course, length));
    stretches.push({ nerve, from, to: from + length });
    stops[nerve].forEach((stop, number) => {
      if (stop.at <= length + 1) found.push({ ...stop, nerve, number, on: from + Math.min(stop.at, length) });
    });
    from += length;
  });
  return { line, stretches, stops: found };
}

/** The beginning of a course, so many mm of it. @param {Course} course @param {number} length @returns {Vector[]} */
function first(course, length) {
  let gone = 0;
  /** @type {Vector[]} */
  const points = [course[0]];
  for (let i = 1; i < course.length && gone < length; i++) {
    gone += lengthOf([course[i - 1], course[i]]);
    points.push(gone <= length ? course[i] : placeOn(course, length));
  }
  return points;
}

/** How far along a walk one is, mm from its beginning. @param {Path} path @param {number} along in stops from the first one: 1.5 is half way from the second to the third */
export function onPath({ stops }, along) {
  const [before, after, share] = around(stops, along);
  return before.on + (after.on - before.on) * share;
}

/** The nerve one is on, and those one has come by. @param {Path} path @param {number} along in stops */
export function walked(path, along) {
  const on = onPath(path, along);
  return path.stretches.filter(({ from }, i) => !i || from < on - AT_A_PARTING).map(({ nerve }) => nerve);
}

/** The place on a walk and how it is looked at; between two stops the eye goes from the one's to the other's, round the outer side. @param {Path} path @param {number} along in stops @returns {import("./types.js").Seen} */
export function seenAt(path, along) {
  const [before, after, share] = around(path.stops, along);
  const t = share * share * (3 - 2 * share);
  const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * t;
  const cut = mix(before.cut ?? WHOLE, after.cut ?? WHOLE);
  return {
    point: placeOn(path.line, onPath(path, along)),
    azimuth: before.azimuth + turn(before.azimuth, after.azimuth) * t,
    elevation: mix(before.elevation, after.elevation),
    height: Math.exp(mix(Math.log(before.height), Math.log(after.height))),
    cut: cut < WHOLE ? cut : null,
  };
}

/** The stops before and after, and how far one is from the one to the other. @param {readonly Stop[]} stops @param {number} along @returns {[Stop, Stop, number]} */
function around(stops, along) {
  const number = Math.max(0, Math.min(Math.floor(along), stops.length - 2));
  return [stops[number], stops[Math.min(number + 1, stops.length - 1)], Math.max(0, Math.min(1, along - number))];
}

/** Half a turn goes round the outer side of the leg, as its azimuths are told. @param {number} from @param {number} to degrees */
function turn(from, to) {
  const by = (to - from) % 360;
  return Math.abs(by) <= 180 ? by : by - 360 * Math.sign(by);
}
