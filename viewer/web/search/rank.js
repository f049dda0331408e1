// Finds things by whatever people call them. Nothing here knows the page: words go in, ids come out.

import { alone, called, coded } from "./channels.js";
import { Names } from "./names.js";
import { nothing, onlySide, outside, outsideByName } from "./notes.js";
import { asked, read } from "./question.js";
import { skeleton, toneless } from "./romanised.js";
import { score, terms } from "./score.js";

/** @typedef {import("./names.js").Known} Known */
/** @typedef {import("./names.js").SearchWords} SearchWords */
/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./vocabulary.js").Fit} Fit */

/**
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} kind
 * @property {string} name
 * @property {string} by the name it was found by
 *
 * @typedef {object} Answer
 * @property {Hit[]} hits the best first
 * @property {string} note where nothing of that name is here: a sentence, and `hits` are the nearest; else empty
 *
 * @typedef {{ known: Known, score: number, by: string, whole: boolean }} Found
 */

const FAR = 0.5; // of the best: less is not shown beside it
const NEAREST = 0.25;
const BY_SOUND = 1;
const OTHER = new Set(["left", "right"]);
const MOST_KEPT = 500; // words

/**
 * Makes ready what can be found; once, for every question.
 *
 * @param {SearchWords} searchWords
 * @returns {Index}
 */
export function prepare(searchWords) {
  return new Index(searchWords);
}

export class Index {
  /** @param {SearchWords} searchWords */
  constructor(searchWords) {
    this.names = new Names(searchWords);
    this.codes = new Set(searchWords.things.filter(({ kind }) => kind === "region").map(({ id }) => id));
    /** @type {Map<string, Fit>} */
    this.kept = new Map();
  }

  /**
   * @param {string} text what was typed
   * @param {number} [limit]
   * @returns {Answer}
   */
  find(text, limit = 12) {
    const question = read(text);
    if (!question.joined) return { hits: [], note: question.side && onlySide };
    return this.#outside(question, limit) ?? this.#answer(question, this.#meant(question.all), limit);
  }

  /**
   * What is said of a point that has no region here, null where the question names none.
   *
   * @param {Question} question
   * @param {number} limit
   * @returns {Answer | null}
   */
  #outside({ side, all, run }, limit) {
    const code = this.#coded(all);
    if (code && (this.codes.has(code.code) || !alone(code))) return null;
    const named = code || this.names.called.has(run) ? [] : called(toneless(all) ?? all);
    if (!code && (!named.length || named.some((one) => this.codes.has(one.channel + one.number)))) return null;
    const channels = code ? [code.channel] : named.map(({ channel }) => channel);
    const near = [...new Set(channels)].flatMap((channel) => this.#ofChannel(channel, side));
    return { hits: hits(near, side, limit), note: code ? outside(code) : outsideByName(named) };
  }

  /**
   * What the atlas has of a channel: painful places, and its other points.
   *
   * @param {string} channel
   * @param {string} side
   */
  #ofChannel(channel, side) {
    const letters = channel.toLowerCase();
    return this.#found(asked(channel, side, [letters])).filter(({ known: { thing, names } }) => {
      return thing.id.replace(/\d+$/, "") === channel || names.some(({ joined }) => joined === letters);
    });
  }

  /**
   * The code in a question, unless it is written like something else: L5, S4.
   *
   * @param {string[]} words
   */
  #coded(words) {
    const code = coded(words);
    const word = code ? this.names.vocabulary.numbers.get(code.said) : undefined;
    const having = word === undefined ? [] : this.names.having[word];
    return having.some((number) => this.names.known[number].thing.id !== code?.code) ? null : code;
  }

  /**
   * The words as the atlas writes them: codes in its letters, names without the numbers of tones.
   *
   * @param {string[]} words
   */
  #meant(words) {
    const code = this.#coded(words);
    if (code && this.codes.has(code.code)) return [code.code.toLowerCase(), ...code.rest];
    const bare = toneless(words);
    const begun = bare?.join("") ?? "";
    const named = begun && !words.every((word) => this.names.vocabulary.numbers.has(word));
    if (bare && named && this.names.known.some(({ chinese }) => chinese.startsWith(begun))) return bare;
    return this.names.vocabulary.together(words);
  }

  /**
   * @param {Question} question
   * @param {string[]} words
   * @param {number} limit
   * @returns {Answer}
   */
  #answer({ said, side }, words, limit) {
    const found = this.#found(asked(said, side, words));
    const whole = found.some((one) => one.whole);
    const shown = hits(found, side, limit);
    return { hits: shown, note: whole ? "" : nothing(said, shown.length > 0) };
  }

  /**
   * @param {Question} question
   * @returns {Found[]}
   */
  #found(question) {
    const sought = terms(question, this.#fits(question.words), this.names);
    const sounding = this.names.sounding.get(skeleton(question.joined)) ?? [];
    const exact = [question.joined, question.run].flatMap((form) => this.names.called.get(form) ?? []);
    const worded = sought.flatMap(({ fit }) => fit.words.flatMap((word) => this.names.having[word]));
    const found = [...new Set([...sounding, ...exact, ...worded])].map((number) => {
      const known = this.names.known[number];
      const one = score(question, sought, known, this.names);
      const heard = one.score < BY_SOUND && sounding.includes(number);
      return heard ? { known, score: BY_SOUND, by: known.thing.name, whole: true, number } : { known, ...one, number };
    });
    found.sort((a, b) => Number(b.whole) - Number(a.whole) || b.score - a.score || a.number - b.number);
    return found.filter(({ score: own }) => own >= Math.max(NEAREST, FAR * found[0].score));
  }

  /**
   * A question comes letter by letter, and most of its words stay.
   *
   * @param {string[]} words
   */
  #fits(words) {
    if (this.kept.size > MOST_KEPT) this.kept.clear();
    for (const word of words) if (!this.kept.has(word)) this.kept.set(word, this.names.vocabulary.fit(word));
    return this.kept;
  }
}

/**
 * What is found on the side asked for, or on both; what has no side is left out where the best has that side.
 *
 * @param {Found[]} found
 * @param {string} side
 * @param {number} limit
 * @returns {Hit[]}
 */
function hits(found, side, limit) {
  const sided = side !== "" && found[0]?.known.thing.sides?.includes(side);
  return found
    .flatMap(({ known: { thing }, by }) => {
      const { id, kind, name, sides = [""] } = thing;
      const meant = sides.filter((one) => one === side || !side || (!sided && !OTHER.has(one)));
      return meant.map((one) => ({ id: one ? `${id}.${one}` : id, kind, name, by }));
    })
    .slice(0, limit);
}
