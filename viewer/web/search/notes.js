// What is said where nothing of the name is in the atlas.

import { CHANNELS } from "./channels.js";
import { LAST } from "./points.js";

/** @typedef {import("./channels.js").Coded} Coded */
/** @typedef {import("./points.js").Point} Point */

const WHERE = "this atlas has point regions on the forearm, at the wrist and at the inner ankle only";
const MANY = 4; // so many words are no name

/**
 * @param {Coded} found a code the atlas has no region for
 * @returns {string}
 */
export function outside({ code, channel, number }) {
  const last = LAST.get(channel) ?? 0;
  const exists = number > 0 && number <= last;
  if (!exists) return `There is no ${code}: the ${CHANNELS[channel].name} channel ends at ${channel}${last}.`;
  return `${code} lies outside: ${WHERE}.`;
}

/**
 * @param {Point[]} points of one name, none of which the atlas has
 * @returns {string}
 */
export function outsideByName(points) {
  const named = points.map(({ channel, number, pinyin }) => `${channel}${number} ${pinyin}`);
  return `${named.join(" and ")} ${named.length > 1 ? "lie" : "lies"} outside: ${WHERE}.`;
}

/**
 * @param {string} said
 * @param {boolean} offered whether something is shown below it
 * @returns {string}
 */
export function nothing(said, offered) {
  const found = `Nothing here ${said.split(" ").length < MANY ? "is called" : "answers all of"} “${said}”`;
  return offered ? `${found}. The nearest to it:` : `${found}. Try another word for it, or a part of the body.`;
}

export const ONLY_A_SIDE = "A side alone finds nothing: say of what, as in “left leg”.";
