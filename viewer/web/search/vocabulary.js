// All words that things are named by, and how well each of them fits a word that was typed.

import { distance, forgiven, sound, stem } from "./likeness.js";
import { MEANING } from "./synonyms.js";

const SAME_STEM = 0.95;
const BEGUN = 0.55; // a beginning is worth this much, and more the more of the word is there
const SLIP = 0.8; // a word with slips, less this times their share of its letters
const SLIPS = 0.4;
const BEGUN_WITH_SLIP = 0.45;

/**
 * @typedef {object} Fit How well the words of the vocabulary fit a typed one, by their numbers.
 * @property {Float32Array} worth 0 to 1, a number a word
 * @property {number[]} words those of them that fit at all
 */

export class Vocabulary {
  /** @param {Iterable<string>} words each word once, as `fold` leaves it */
  constructor(words) {
    /** @type {string[]} */
    this.words = [...words];
    this.numbers = new Map(this.words.map((word, number) => [word, number]));
    this.sounds = this.words.map(sound);
    /** @type {Map<string, number[]>} */
    this.stems = new Map();
    this.words.forEach((word, number) => {
      const numbers = this.stems.get(stem(word));
      if (numbers) numbers.push(number);
      else this.stems.set(stem(word), [number]);
    });
  }

  /**
   * Words that were parted and are one here, put together: pain killer, gall bladder.
   *
   * @param {string[]} typed
   * @returns {string[]}
   */
  together(typed) {
    for (const [at, word] of typed.slice(0, -1).entries()) {
      const next = typed[at + 1];
      const known = this.stems.has(stem(word)) && this.stems.has(stem(next));
      if (!known && this.stems.has(stem(word + next))) return [...typed.slice(0, at), word + next, ...typed.slice(at + 2)];
    }
    return typed;
  }

  /**
   * @param {string} typed
   * @returns {Fit}
   */
  fit(typed) {
    /** @type {Fit} */
    const fit = { worth: new Float32Array(this.words.length), words: [] };
    this.#meant(typed, 1, fit);
    for (const [other, likeness] of MEANING.get(stem(typed)) ?? []) this.#meant(other, likeness, fit);
    this.words.forEach((word, number) => {
      if (word.startsWith(typed)) raise(fit, number, BEGUN + (0.35 * typed.length) / word.length);
    });
    if (!fit.words.length) this.#misspelled(typed, fit);
    return fit;
  }

  /**
   * @param {string} word
   * @param {number} likeness
   * @param {Fit} fit
   */
  #meant(word, likeness, fit) {
    for (const number of this.stems.get(stem(word)) ?? []) raise(fit, number, likeness * SAME_STEM);
    const exact = this.numbers.get(word);
    if (exact !== undefined) raise(fit, exact, likeness);
  }

  /**
   * @param {string} typed
   * @param {Fit} fit
   */
  #misspelled(typed, fit) {
    const heard = sound(typed);
    const most = Math.min(forgiven(typed), forgiven(heard));
    if (!most) return;
    this.sounds.forEach((word, number) => {
      // In four letters one may be forgotten: another one in its place makes another word.
      if (word[0] !== heard[0] || (heard.length < 5 && word.length <= heard.length)) return;
      const slips = distance(heard, word, most);
      if (slips <= most) raise(fit, number, SLIP - (SLIPS * slips) / heard.length);
      else if (heard.length > 4 && word.length > heard.length && distance(heard, word.slice(0, heard.length), 1) < 2)
        raise(fit, number, BEGUN_WITH_SLIP);
    });
  }
}

/**
 * @param {Fit} fit
 * @param {number} number
 * @param {number} value
 */
function raise({ worth, words }, number, value) {
  if (!worth[number]) words.push(number);
  if (value > worth[number]) worth[number] = value;
}
