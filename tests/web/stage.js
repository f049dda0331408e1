// A page for the tests that has no browser: its state is there, and nothing follows it.

import { open } from "../../viewer/web/state/store.js";

/** @param {Record<string, any>} values of the state, as far as a test needs them */
export function begin(values) {
  /** @type {any} */ (globalThis).window = { Vue: { shallowReactive: (/** @type {object} */ own) => own } };
  open(/** @type {any} */ (values));
}
