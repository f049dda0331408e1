// The page's state: read it, set it, follow it. Its fields are those of the table in fields.js; the rest is what follows
// from them, and what the page itself is doing.

/** @typedef {import("./types.js").State} State */
/** @typedef {{ keys: readonly string[], callback: (...values: any[]) => void }} Follower */

/**
 * @template {readonly string[]} Keys
 * @typedef {{ [Index in keyof Keys]: Keys[Index] extends keyof State ? State[Keys[Index]] : any }} ValuesOf
 */

/** @type {Record<string, any>} as State says */
let state = {};
/** @type {Set<Follower>} in the order they came */
const followers = new Set();

/** Begins with these values; only what is among them is known. @param {State} values */
export function open(values) {
  state = window.Vue.shallowReactive({ ...values });
}

/** @template {keyof State} Key @param {Key} key @returns {State[Key]} */
export const get = (key) => state[key];

/** @template {keyof State} Key @param {Key} key @param {State[Key]} value */
export const set = (key, value) => update({ [key]: value });

/** Sets several at once: who follows one of them sees all of them. @param {Partial<State>} values */
export function update(values) {
  const changed = Object.entries(values).filter(([key, value]) => state[key] !== value);
  for (const [key, value] of changed) state[key] = value;
  if (!changed.length) return;
  for (const { keys, callback } of [...followers]) {
    if (changed.some(([key]) => keys.includes(key))) callback(...keys.map((key) => state[key]));
  }
}

/**
 * Calls back with the values of some keys, now and whenever one of them changes.
 *
 * @template {readonly string[]} const Keys
 * @param {Keys} keys
 * @param {(...values: ValuesOf<Keys>) => void} callback
 * @returns {() => void} to be called when it is enough
 */
export function follow(keys, callback) {
  /** @type {Follower} */
  const follower = { keys, callback: /** @type {(...values: any) => void} */ (callback) };
  followers.add(follower);
  follower.callback(...keys.map((key) => state[key]));
  return () => followers.delete(follower);
}

/** Every value as a template can read and set it. */
export const asRefs = () =>
  Object.fromEntries(
    Object.keys(state).map((key) => [key, window.Vue.computed({ get: () => state[key], set: (value) => update({ [key]: value }) })]),
  );

/** The fields and all else as they are now. */
export const all = () => /** @type {State} */ ({ ...state });

/** An entry by id: what the page knows of it before its card comes. @param {string} id @returns {import("../edition/types.js").Entry} */
export const entry = (id) => state.atlas.entries[id] ?? state.cause?.entries[id];
