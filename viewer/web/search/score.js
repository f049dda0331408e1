// How well one thing answers a question.

import { distance, forgiven } from "./likeness.js";
import { weight } from "./question.js";
import { FELT } from "./synonyms.js";

/** @typedef {import("./names.js").Known} Known */
/** @typedef {import("./names.js").Name} Name */
/** @typedef {import("./names.js").Names} Names */
/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./vocabulary.js").Fit} Fit */

/**
 * @typedef {object} Term A word of the question.
 * @property {Fit} fit
 * @property {number} tells how much it counts
 * @property {boolean} needed
 *
 * @typedef {object} Score
 * @property {number} score
 * @property {string} by the name it was found by
 * @property {boolean} whole whether every word was found
 */

const OWN = 1.3; // the whole question is its own name
const OFFICIAL = 1.22; // the first of its further names: Latin, a code, a clinician's term
const ALIAS = 1.15;
const LATER = 0.005; // each further name is a little less its own
const LATEST = 6;
const NEARLY_OWN = 0.06;
const SCATTERED = 0.62; // all words are there, but in different names
const SHORT = 0.55; // of a name that says much more than the question so much counts anyhow
const VARIANT = 0.15;
const NEEDED = 0.4; // a word that fits less than this is not found
const CONTEXT = 0.08; // the question says what kind is meant
const COMPLAINT = 0.14; // who says what is felt is answered by a sign

/** @type {Record<string, number>} what of equal names is meant more likely */
const LIKELY = {
  sign: 0.06, site: 0.045, nerve: 0.045, region: 0.04, treatment: 0.04, zone: 0.02, prong: 0.03, tendon: 0.03, muscle: 0.01,
  line: -0.01, story: -0.02, quiz: -0.02, page: -0.02,
};

const LEVELS = /^(?:l4-l5|l5-s1|l5|s1)-/; // where sciatica comes from: of many discs, those are meant
const AT_LEVEL = 0.03;

/** @type {Record<string, string>} a word that says which kind is meant */
const KIND_SAID = {
  nerve: "nerve", muscle: "muscle", bone: "bone", vertebra: "bone", artery: "artery", vein: "vein", tendon: "tendon",
  ligament: "ligament", root: "nerve", dermatome: "zone", skin: "zone", point: "region", story: "story",
};

/**
 * @param {Question} question
 * @param {Map<string, Fit>} fits of each of its words
 * @param {Names} names
 * @returns {Term[]}
 */
export function terms(question, fits, names) {
  return question.words.map((word) => {
    const fit = /** @type {Fit} */ (fits.get(word));
    const having = new Set(fit.words.filter((one) => fit.worth[one] > 0.8).flatMap((one) => names.having[one]));
    const strength = weight(word);
    return { fit, tells: strength * names.weight(having.size), needed: strength === 1 };
  });
}

/**
 * @param {Question} question
 * @param {Term[]} sought
 * @param {Known} known
 * @param {Names} names
 * @returns {Score}
 */
export function score(question, sought, known, names) {
  const all = covered(sought, known.words);
  let best = { score: SCATTERED * all.share, by: known.names[0].shown };
  // Somebody who parts what is one word has said all of it: gall bladder, tail bone.
  const parted = question.words.length > 1;
  let whole = all.whole || (parted && known.names.some(({ joined }) => joined.startsWith(question.joined)));
  const isRoot = known.thing.id === `${question.joined}-root`; // of all that lies at a level, its root is meant
  for (const name of known.names) {
    const same = question.joined === name.joined || question.run === name.run;
    const fits = same || isRoot ? exact(name) : worded(sought, name, names);
    const found = fits - LATER * Math.min(name.place, LATEST);
    if (found > best.score) best = { score: found, by: name.shown };
    whole ||= same;
  }
  return { ...best, score: best.score + likely(question, known), whole };
}

/**
 * @param {Name} name
 * @returns {number}
 */
function exact({ place }) {
  return place === 0 ? OWN : place === 1 ? OFFICIAL : ALIAS;
}

/**
 * @param {Term[]} sought
 * @param {Name} name
 * @param {Names} names
 * @returns {number}
 */
function worded(sought, name, names) {
  const { share } = covered(sought, name.words);
  if (!share) return 0;
  let total = 0;
  let met = 0;
  for (const word of name.words) {
    const tells = names.weight(names.having[word].length);
    let worth = 0;
    for (const { fit } of sought) if (fit.worth[word] > worth) worth = fit.worth[word];
    total += tells;
    met += tells * worth;
  }
  return share * (SHORT + ((1 - SHORT) * met) / total);
}

/**
 * How much of a question is found among some words, and whether all of it is.
 *
 * @param {Term[]} sought
 * @param {number[]} words
 */
function covered(sought, words) {
  let total = 0;
  let met = 0;
  let whole = true;
  for (const { fit, tells, needed } of sought) {
    let worth = 0;
    for (const word of words) if (fit.worth[word] > worth) worth = fit.worth[word];
    total += tells;
    met += tells * worth;
    if (needed && worth < NEEDED) whole = false;
  }
  return { share: total ? met / total : 0, whole };
}

/**
 * What speaks for a thing beside its names: its kind, its level, and that its own name is nearly the question.
 *
 * @param {Question} question
 * @param {Known} known
 * @returns {number}
 */
function likely(question, { thing, names }) {
  const own = names[0].joined;
  const most = forgiven(question.joined);
  const nearly = own.startsWith(question.joined) || (most > 0 && distance(question.joined, own, most) <= most);
  const said = question.all.some((word) => KIND_SAID[word] === thing.kind);
  return (
    (LIKELY[thing.kind] ?? 0) +
    (thing.kind === "sign" && question.all.some((word) => FELT.has(word)) ? COMPLAINT : 0) +
    (nearly ? NEARLY_OWN : 0) +
    (said ? CONTEXT : 0) +
    (LEVELS.test(thing.id) ? AT_LEVEL : 0) -
    (thing.variant ? VARIANT : 0)
  );
}
