// Says what of an address was not understood. Anybody may have written it: what is quoted is short, and can be seen.

const LONGEST = 40; // letters that are quoted
const NAMED = 3; // parts that are quoted, of a list

// As in Python's isprintable: a space is the only blank that can be seen.
const UNSEEN = /(?! )[\p{C}\p{Z}]/gu;

/** @param {string} text */
export function short(text) {
  const letters = [...text];
  const shown = letters.slice(0, LONGEST).join("").replace(UNSEEN, "�");
  return letters.length > LONGEST ? `${shown}…` : shown;
}

/**
 * A field's sentence with what was not understood in it.
 *
 * @param {string} sentence
 * @param {string} text
 */
export const said = (sentence, text) => sentence.replace("{}", () => short(text));

/**
 * The same of several parts, each in its quotation marks.
 *
 * @param {string} sentence
 * @param {readonly string[]} parts
 */
export function listed(sentence, parts) {
  const named = parts.slice(0, NAMED).map((part) => `“${short(part)}”`).join(", ");
  return sentence.replace("{}", () => (parts.length > NAMED ? `${named} and others` : named));
}
