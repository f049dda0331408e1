// What somebody typed, taken apart: the side it asks for, and the words that are to be found.

import { wordsOf } from "./fold.js";
import { EMPTY, MENDED, WEAK } from "./synonyms.js";

const LONGEST = 80; // characters that are looked at
const MOST = 12; // words

const SPELLED_OUT = /\b([lstc])(?:umbar|acral|horacic|ervical)\s+(\d+)/gi; // lumbar 5 is L5

/** @type {Record<string, string>} */
const SIDES = { left: "left", l: "left", lt: "left", right: "right", r: "right", rt: "right" };

/**
 * @typedef {object} Question
 * @property {string} said as it was typed, for a sentence
 * @property {string} side left, right, or empty
 * @property {string[]} all its words but for the side
 * @property {string[]} words those of them that tell something
 * @property {string} joined the same without spaces
 * @property {string} run all of them without spaces
 */

/**
 * @param {string} text
 * @returns {Question}
 */
export function read(text) {
  const typed = text.slice(0, LONGEST);
  const split = wordsOf(typed.replace(SPELLED_OUT, "$1$2")).slice(0, MOST).map((word) => MENDED.get(word) ?? word);
  // L 5 is a root and R 3 a point: a letter with a number after it is no side.
  const isSide = split.map((word, at) => word in SIDES && !(word.length < 3 && /^\d/.test(split[at + 1] ?? "")));
  const all = split.filter((_, at) => !isSide[at]);
  const said = typed.trim().replace(/\s+/g, " ");
  const sides = split.filter((_, at) => isSide[at]);
  return asked(said, sides.length ? SIDES[sides[sides.length - 1]] : "", all);
}

/**
 * @param {string} said
 * @param {string} side
 * @param {string[]} all
 * @returns {Question}
 */
export function asked(said, side, all) {
  return { said, side, all, words: telling(all), joined: joined(all), run: all.join("") };
}

/**
 * The words that tell something; all of them where none does.
 *
 * @param {string[]} words
 */
export function telling(words) {
  const kept = words.filter((word) => !EMPTY.has(word));
  return kept.length ? kept : words;
}

/**
 * What is compared where it is all the same how words are parted: knee cap, kneecap.
 *
 * @param {string[]} words
 */
export function joined(words) {
  return telling(words).join("");
}

/**
 * How much a word of a question counts beside others: the weak ones help, and are not missed.
 *
 * @param {string} word
 * @returns {number}
 */
export function weight(word) {
  return WEAK.has(word) ? 0.25 : 1;
}
