// The course of a nerve: a line from its beginning, and the places on it.

/** @typedef {import("./types.js").Vector} Vector */
/** @typedef {readonly Vector[]} Course at least two places, mm */

const CHORD = 3; // mm to either side of a place whose chord is its direction: the line's own corners are not seen

/** @param {Vector} a @param {Vector} b */
const way = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);

/** How long a course is, mm. @param {Course} course */
export const lengthOf = (course) => course.slice(1).reduce((sum, point, i) => sum + way(course[i], point), 0);

/** The place so many mm from the beginning; beyond an end, the end. @param {Course} course @param {number} at @returns {Vector} */
export function placeOn(course, at) {
  let left = Math.max(0, at);
  for (let i = 1; i < course.length; i++) {
    const [from, to] = [course[i - 1], course[i]];
    const length = way(from, to);
    if (left <= length) return between(from, to, length ? left / length : 0);
    left -= length;
  }
  return course[course.length - 1];
}

/** The direction the course has there, away from its beginning, of length one. @param {Course} course @param {number} at @returns {Vector} */
export function directionOn(course, at) {
  const [from, to] = [placeOn(course, at - CHORD), placeOn(course, at + CHORD)];
  const length = way(from, to);
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length, (to[2] - from[2]) / length];
}

/** How far from its beginning a course comes nearest to a place, mm. @param {Course} course @param {readonly number[]} place */
export function nearestOn(course, [x, y, z]) {
  const total = lengthOf(course);
  let best = { at: 0, far: Infinity };
  for (let at = 0; at <= total; at += 1) {
    const far = way(placeOn(course, at), [x, y, z]);
    if (far < best.far) best = { at, far };
  }
  return best.at;
}

/** @param {Vector} a @param {Vector} b @param {number} share @returns {Vector} */
const between = (a, b, share) => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
