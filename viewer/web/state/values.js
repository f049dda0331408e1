// The values of the fields: as a page opens, after a reset, and as far as a body has what they name.

import { FIELDS } from "./fields.js";
import { KINDS } from "./kinds.js";

/** @typedef {import("./types.js").Known} Known */
/** @typedef {import("./types.js").Values} Values */

/**
 * The state of an address that names nothing.
 *
 * @param {Known} known
 * @returns {Values}
 */
export function startValues(known, fields = FIELDS) {
  return Object.fromEntries(fields.map((field) => [field.key, KINDS[field.kind].start(field, known)]));
}

/**
 * What a reset sets.
 *
 * @param {Known} known
 */
export const resetValues = (known, fields = FIELDS) => startValues(known, fields.filter(({ reset }) => reset));

/**
 * A state as far as this page has what it names; of what it does not have, the default.
 * It shares nothing with the state it is made from, which may come from anywhere.
 *
 * @param {Readonly<Values>} state
 * @param {Known} known
 * @returns {Values}
 */
export function fitted(state, known, fields = FIELDS) {
  /** @type {Values} */
  const values = {};
  for (const field of fields) values[field.key] = KINDS[field.kind].fit(state[field.key], field, known, values);
  return values;
}
