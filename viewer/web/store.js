// The page's state is trame's: read it, set it, follow it.

const state = () => window.trame.state;

export const get = (key) => state().get(key);
export const set = (key, value) => state().set(key, value);
export const update = (values) => state().update(values);

/** Calls back with the values of some keys, now and whenever one of them changes. */
export const follow = (keys, callback) => state().watch(keys, callback);

/** An entry by id: what the page knows of it before its card comes. */
export const entry = (id) => get("atlas").entries[id];
