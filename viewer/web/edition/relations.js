// What lights and pairs with what: no words, so that a choice is drawn before anything is read.

import { json, source } from "../source/source.js";
import { get } from "../state/store.js";

/** @typedef {import("./types.js").Relations} Relations */

/** @type {Relations} */
const NONE = Object.freeze({ lit: [], claimed: [], paired: { first: [], also: [] }, zones: [], served: [], tags: [], close_ups: [], construction: null, reached: null, needle: null });

/** @type {Map<string, Readonly<Record<string, Partial<Relations>>>>} by address */
const files = new Map();
/** @type {Map<string, Partial<Relations>>} of a preview, by entry */
let previewed = new Map();

export async function fetchRelations(atlas = get("atlas")) {
  const url = atlas.files.relations;
  if (!files.has(url)) files.set(url, await json(url));
}

export const forgetRelations = () => (previewed = new Map());

/** What an entry lights and pairs with, as far as it is known now. @param {string} id @returns {Relations} */
export function relationsNow(id) {
  const known = get("preview") ? previewed.get(id) : files.get(get("atlas").files.relations)?.[id];
  return { ...NONE, ...known };
}

/** Fetches what is not known yet; tells whether there was anything to fetch. @param {string} id */
export async function needRelations(id) {
  const { atlas, preview } = { atlas: get("atlas"), preview: get("preview") };
  if (!preview) {
    if (files.has(atlas.files.relations)) return false;
    await fetchRelations(atlas);
    return true;
  }
  if (!id || previewed.has(id)) return false;
  const own = previewed;
  const told = await source.live?.ask("relations", id);
  if (told === null) throw new Error("the server does not know this preview");
  own.set(id, told);
  return true;
}
