// How good an answer is. Numbers in, numbers out; distances in mm.

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./types.js").Point} Point */
/** @typedef {import("./types.js").Question} Question */

const NEAR = 20; // mm from a structure that is still close to it
const TWICE = 2; // radii of a region up to which a press is close to it

/** @param {Point} a @param {Point} b */
export const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** A press on a structure: on it is right. @param {boolean} on @param {number} distance to it, mm @returns {Mark} */
export const markOfFind = (on, distance) => (on ? "right" : distance <= NEAR ? "close" : "off");

/** A press for a region: within its own radius any place is as good. @param {number} distance from its middle, mm @param {number} radius mm @returns {Mark} */
export const markOfPoint = (distance, radius) => (distance <= radius ? "right" : distance <= TWICE * radius ? "close" : "off");

/** Things put in order: close where two neighbours are exchanged. @param {readonly string[]} given @param {readonly string[]} order @returns {Mark} */
export function markOfOrder(given, order) {
  const wrong = order.flatMap((id, i) => (given[i] === id ? [] : [i]));
  if (!wrong.length) return "right";
  return wrong.length === 2 && wrong[1] === wrong[0] + 1 ? "close" : "off";
}

/** What is pressed, and where that is felt: one of both is close. @param {boolean} nerve @param {boolean} felt @returns {Mark} */
export const markOfMatch = (nerve, felt) => (nerve && felt ? "right" : nerve || felt ? "close" : "off");

/** How long a cun of the limb is, mm: a region's needle is told in both. @param {Partial<import("../edition/types.js").Relations> | undefined} related to the region */
export function cunOf(related) {
  const [, deep] = related?.needle?.depth ?? [];
  const [, cun] = related?.needle?.cun ?? [];
  return deep && cun ? deep / cun : 0;
}

/** How many answers were right and close. @param {readonly (Answer | undefined)[]} answers */
export function counted(answers) {
  const of = (/** @type {Mark} */ mark) => answers.filter((one) => one?.mark === mark).length;
  return { right: of("right"), close: of("close"), off: of("off"), all: answers.length };
}

/** What was shaky: topic and kind of questions of which not all were right, the shakiest first. @param {readonly Question[]} questions @param {readonly (Answer | undefined)[]} answers */
export function shaky(questions, answers) {
  const keys = [...new Set(questions.map(({ topic, kind }) => `${topic}.${kind}`))];
  const rows = keys.map((key) => {
    const own = questions.flatMap((one, i) => (`${one.topic}.${one.kind}` === key ? [answers[i]] : []));
    const [topic, kind] = key.split(".");
    return { topic, kind, right: counted(own).right, all: own.length };
  });
  return rows.filter(({ right, all }) => right < all).sort((a, b) => a.right / a.all - b.right / b.all);
}
