// Which of the 361 points of the WHO a question names: by a code in any book's letters, or by its Chinese name.

import { fold } from "./fold.js";
import { POINTS } from "./points.js";

/**
 * @typedef {object} Channel
 * @property {string} name
 * @property {string[]} letters what is written for its code, joined and in small letters; single letters last
 */

/** @type {Record<string, Channel>} */
export const CHANNELS = {
  LU: { name: "Lung", letters: ["lu", "lung", "l"] },
  LI: { name: "Large Intestine", letters: ["li", "largeintestine", "colon", "co", "gi", "di"] },
  ST: { name: "Stomach", letters: ["st", "stomach", "sto", "ma", "s", "e"] },
  SP: { name: "Spleen", letters: ["sp", "spleen", "mp", "rp"] },
  HT: { name: "Heart", letters: ["ht", "heart", "he", "h"] },
  SI: { name: "Small Intestine", letters: ["si", "smallintestine", "ig"] },
  BL: { name: "Bladder", letters: ["bl", "bladder", "urinarybladder", "ub", "b", "v"] },
  KI: { name: "Kidney", letters: ["ki", "kidney", "kid", "kd", "k", "r"] },
  PC: { name: "Pericardium", letters: ["pc", "pericardium", "pe", "per", "hc", "xb", "cs", "p"] },
  TE: {
    name: "Triple Energizer",
    letters: [
      "te", "tripleenergizer", "tripleburner", "tripleheater", "triplewarmer", "sanjiao", "sj", "tb", "th", "tw", "tr",
    ],
  },
  GB: { name: "Gallbladder", letters: ["gb", "gallbladder", "vb", "g"] },
  LR: { name: "Liver", letters: ["lr", "liver", "liv", "lv", "le", "f"] },
  GV: { name: "Governor Vessel", letters: ["gv", "governorvessel", "governingvessel", "dumai", "du", "dm", "vg"] },
  CV: {
    name: "Conception Vessel",
    letters: ["cv", "conceptionvessel", "renmai", "ren", "rn", "rm", "vc"],
  },
};

/** @type {Map<string, string>} */
const CODE_OF = new Map(Object.entries(CHANNELS).flatMap(([code, { letters }]) => letters.map((one) => [one, code])));
const MOST_WORDS = 3; // urinary bladder 40, du mai 4

/** @typedef {import("./points.js").Point} Point */

/** @type {Map<string, Point[]>} by pinyin and characters; some channels share a name */
const CALLED = new Map();
for (const point of POINTS)
  for (const name of [fold(point.pinyin), fold(point.chinese)]) CALLED.set(name, [...(CALLED.get(name) ?? []), point]);

/** Said beside a point and not part of its name. */
const BESIDE = new Set("point points acupoint acupoints acupuncture acupressure location where is the of xue".split(" "));

/**
 * @typedef {object} Coded A code as it stands in a question.
 * @property {string} code in the letters of the WHO
 * @property {string} channel
 * @property {number} number it may be one the channel does not have
 * @property {string} said as it was written, joined
 * @property {string[]} rest the other words, but for those that say only that it is a point
 */

/**
 * The code among the words of a question: KI3, k 3, kid 03, urinary bladder 40.
 *
 * @param {string[]} words as `wordsOf` leaves them
 * @returns {Coded | null}
 */
export function coded(words) {
  for (let first = 0; first < words.length; first += 1) {
    for (let length = Math.min(MOST_WORDS, words.length - first); length > 0; length -= 1) {
      const parts = words.slice(first, first + length);
      if (parts.slice(0, -1).some((part) => /\d/.test(part))) continue; // L4/5 is no 45th point
      const said = parts.join("");
      const [, letters = "", digits = ""] = /^(\D+)0*(\d{1,3})$/.exec(said) ?? [];
      const channel = CODE_OF.get(letters);
      const rest = [...words.slice(0, first), ...words.slice(first + length)].filter((word) => !BESIDE.has(word));
      if (channel) return { code: channel + digits, channel, number: Number(digits), said, rest };
    }
  }
  return null;
}

/**
 * The points of a name, where words name nothing else.
 *
 * @param {string[]} words
 * @returns {Point[]}
 */
export function called(words) {
  return CALLED.get(words.filter((word) => !BESIDE.has(word)).join("")) ?? [];
}

/**
 * Whether what stands beside a code says no more than the code: point BL40, BL60 Kunlun.
 *
 * @param {Coded} found
 * @returns {boolean}
 */
export function alone({ code, rest }) {
  return !rest.length || called(rest).some(({ channel, number }) => channel + number === code);
}
