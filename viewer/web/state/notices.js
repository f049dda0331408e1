// Says what of an address was not understood. Anybody may have written it: what is quoted is short, and can be seen.

import { fill } from "../words/fill.js";
import { words } from "../words/words.js";

const LONGEST = 40; // letters that are quoted
const NAMED = 3; // parts that are quoted, of a list

/** @type {Readonly<Record<string, string>>} */
const SAID = words.link;

// As in Python's isprintable: a space is the only blank that can be seen.
const UNSEEN = /(?! )[\p{C}\p{Z}]/gu;

/** @param {string} text */
export function short(text) {
  const letters = [...text];
  const shown = letters.slice(0, LONGEST).join("").replace(UNSEEN, "�");
  return letters.length > LONGEST ? `${shown}…` : shown;
}

/** A sentence of the table with the word of an address in it. @param {string} sentence by its name @param {string} key */
export const saidOf = (sentence, key) => fill(SAID[sentence], { key });

/**
 * What is said of a field that was not understood; a field the table has no sentence for is named.
 *
 * @param {string} key
 * @param {string} text as it stands in the address
 * @param {Record<string, any>} [beside] more for the sentence's gaps
 */
export const said = (key, text, beside) => fill(SAID[key] ?? words.link.other, { key, ...beside, asked: short(text) });

/** The same of a field that asks for more than there is. @type {typeof said} */
export const saidBeyond = (key, text, beside) => said(`${key}_beyond`, text, beside);

/**
 * The same of several parts, each in its quotation marks.
 *
 * @param {string} key
 * @param {readonly string[]} parts
 */
export function listed(key, parts) {
  const names = parts.slice(0, NAMED).map((part) => `“${short(part)}”`).join(", ");
  const asked = parts.length > NAMED ? fill(words.link.several, { names }) : names;
  return fill(SAID[key] ?? words.link.other, { key, asked });
}
