// The things that can be found, with their names made ready to be compared.

import { wordsOf } from "./fold.js";
import { joined, telling } from "./question.js";
import { skeleton } from "./romanised.js";
import { Vocabulary } from "./vocabulary.js";

/**
 * @typedef {object} Thing An entry of the atlas on all of its sides, or a story; see viewer/edition/search_words.py.
 * @property {string} id
 * @property {string} kind
 * @property {string} name
 * @property {string[]} [sides]
 * @property {string} [variant]
 * @property {string[]} [words]
 *
 * @typedef {object} SearchWords
 * @property {Thing[]} things
 *
 * @typedef {object} Name
 * @property {string} shown
 * @property {string} joined its words that tell something, without spaces
 * @property {string} run all its words without spaces
 * @property {number[]} words by their numbers in the vocabulary; those that tell nothing are left out
 * @property {number} place 0 the thing's own name, 1 the first of its further ones, and so on
 *
 * @typedef {object} Known A thing with its names.
 * @property {Thing} thing
 * @property {Name[]} names
 * @property {number[]} words of all of them
 * @property {string} chinese its Chinese name in pinyin, joined; empty where it has none
 */

export class Names {
  /** @param {SearchWords} searchWords */
  constructor({ things }) {
    const split = things.map((thing) => [thing.name, ...(thing.words ?? [])].map(named));
    this.vocabulary = new Vocabulary(new Set(split.flat(1).flatMap(({ words }) => words)));
    /** @type {Known[]} */
    this.known = things.map((thing, number) => this.#known(thing, split[number]));
    /** @type {number[][]} the things that have a word, by its number */
    this.having = this.vocabulary.words.map(() => []);
    /** @type {Map<string, number[]>} the things that have a name, by that name without spaces */
    this.called = new Map();
    /** @type {Map<string, number[]>} the things that have a Chinese name, by its skeleton */
    this.sounding = new Map();
    this.known.forEach(({ words, names, chinese }, number) => {
      words.forEach((word) => this.having[word].push(number));
      for (const name of names) for (const form of [name.joined, name.run]) put(this.called, form, number);
      if (chinese) put(this.sounding, skeleton(chinese), number);
    });
  }

  /**
   * How much a word tells: the fewer things have it, the more.
   *
   * @param {number} things how many have it
   * @returns {number}
   */
  weight(things) {
    return Math.log(1 + this.known.length / Math.max(1, things));
  }

  /**
   * @param {Thing} thing
   * @param {{ shown: string, words: string[] }[]} split
   * @returns {Known}
   */
  #known(thing, split) {
    const names = split.map(({ shown, words }, place) => ({
      shown,
      joined: joined(words),
      run: words.join(""),
      words: telling(words).map((word) => /** @type {number} */ (this.vocabulary.numbers.get(word))),
      place,
    }));
    const words = new Set(names.flatMap((name) => name.words));
    const chinese = thing.kind === "region" ? split[0].words.slice(1).join("") : "";
    return { thing, names, words: [...words], chinese };
  }
}

/** @param {string} shown */
function named(shown) {
  return { shown, words: wordsOf(shown) };
}

/**
 * @param {Map<string, number[]>} map
 * @param {string} key
 * @param {number} number
 */
function put(map, key, number) {
  const numbers = map.get(key);
  if (!numbers) map.set(key, [number]);
  else if (!numbers.includes(number)) numbers.push(number);
}
