// A text as it is compared: small letters without tones or accents, simplified characters, single spaces.

import { SIMPLIFIED } from "./characters.js";

const JOINERS = /['’‘ʼ`\p{Cf}]/gu; // they stand inside a word: T'ai, Baxter's, a zero-width space
const MARKS = /\p{M}/gu;
const BETWEEN = /[^\p{L}\p{N}]+/gu;
const LEVELS = /(\d)(?=\p{L})/gu; // L5S1 is two words
const CALLED_POINT = /(?<=\p{sc=Han}{2})穴位?$/u;

/**
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  const bare = text.normalize("NFKD").replace(JOINERS, "").replace(MARKS, "").toLowerCase();
  const words = bare.replace(LEVELS, "$1 ").replace(BETWEEN, " ").trim();
  return simplified(words);
}

/**
 * The words of a text.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  const folded = fold(text);
  return folded ? folded.split(" ") : [];
}

/**
 * @param {string} text
 * @returns {string}
 */
function simplified(text) {
  if (!/\p{sc=Han}/u.test(text)) return text;
  return Array.from(text, (one) => SIMPLIFIED.get(one) ?? one).join("").replace(CALLED_POINT, "");
}
