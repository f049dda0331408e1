// What is said where nothing of the name is in the atlas.

import { fill } from "../words/fill.js";
import { words } from "../words/words.js";
import { CHANNELS } from "./channels.js";
import { LAST } from "./points.js";

/** @typedef {import("./channels.js").Coded} Coded */
/** @typedef {import("./points.js").Point} Point */

const MANY = 4; // so many words are no name

/**
 * @param {Coded} found a code the atlas has no region for
 * @returns {string}
 */
export function outside({ code, channel, number }) {
  const last = LAST.get(channel) ?? 0;
  const exists = number > 0 && number <= last;
  if (exists) return fill(words.find.outside, { named: code, where: words.find.where });
  return fill(words.find.no_point, { code, channel: CHANNELS[channel].name, last: `${channel}${last}` });
}

/**
 * @param {Point[]} points of one name, none of which the atlas has
 * @returns {string}
 */
export function outsideByName(points) {
  const names = points.map(({ channel, number, pinyin }) => `${channel}${number} ${pinyin}`);
  const named = names.reduce((one, other) => fill(words.find.and, { one, other }));
  return fill(names.length > 1 ? words.find.outside_many : words.find.outside, { named, where: words.find.where });
}

/**
 * @param {string} asked
 * @param {boolean} offered whether something is shown below it
 * @returns {string}
 */
export function nothing(asked, offered) {
  const found = asked.split(" ").length < MANY ? words.find.none_called : words.find.none_all;
  return `${fill(found, { asked })} ${offered ? words.find.nearest : words.find.another}`;
}

export const onlySide = words.find.only_side;
