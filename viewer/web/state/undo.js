// Steps back in how things look: what a visitor changed without meaning to can be had again.

import { FIELDS } from "./fields.js";
import { fitted } from "./values.js";

/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Known} Known */
/** @typedef {import("./types.js").Values} Values */

export const MOST = 50; // steps

/** @param {readonly Field[]} fields */
const kept = (fields) => fields.filter(({ undo }) => undo);

/**
 * What a step back needs of a state; later changes of the state do not reach it.
 *
 * @param {Readonly<Values>} state
 * @returns {Values}
 */
export const snapshot = (state, fields = FIELDS) =>
  Object.fromEntries(kept(fields).map(({ key }) => [key, copied(state[key])]));

/**
 * The values to set for a step back, as far as the body that is shown now has what they name.
 *
 * @param {Readonly<Values>} taken
 * @param {Known} known
 */
export const restore = (taken, known, fields = FIELDS) => fitted(taken, known, kept(fields));

// A store may hand out proxies, which structuredClone refuses.
/** @param {any} value @returns {any} */
function copied(value) {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)]));
}

export class Undo {
  /** @type {Values[]} */
  #past = [];
  #fields;

  constructor(fields = FIELDS) {
    this.#fields = fields;
  }

  /** How many steps back there are. */
  get steps() {
    return this.#past.length;
  }

  /** Keeps how things look now, before they change. @param {Readonly<Values>} state */
  remember(state) {
    this.#past.push(snapshot(state, this.#fields));
    if (this.#past.length > MOST) this.#past.shift();
  }

  /** The values to set for one step back; null where there is none. @param {Known} known */
  back(known) {
    const last = this.#past.pop();
    return last ? restore(last, known, this.#fields) : null;
  }
}
