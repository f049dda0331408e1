// What is drawn and what is not: hiding, isolating, and taking a step back.

import { keep } from "./links.js";
import { entry, get, set, update } from "./store.js";

const REMEMBERED = ["shown", "opacity", "side", "variant", "hidden", "isolated"];
const MOST = 50;
const past = [];

/** Keeps how things look now, so that the next step can be taken back. */
export function remember() {
  past.push(Object.fromEntries(REMEMBERED.map((key) => [key, get(key)])));
  if (past.length > MOST) past.shift();
  set("undoable", past.length);
}

export function undo() {
  const last = past.pop();
  if (!last) return;
  const known = (id) => id in get("atlas").entries;
  update({ ...last, hidden: last.hidden.filter(known), isolated: last.isolated.filter(known), undoable: past.length });
  keep();
}

/** Fetches a layer that was not needed before; zones are drawn on the skin, so it comes with them. */
export function need(layer) {
  const wanted = layer === "zones" ? ["skin", "zones"] : [layer];
  const more = wanted.filter((id) => !get("fetched").includes(id));
  if (more.length) set("fetched", [...get("fetched"), ...more]);
}

/** Hides these, or shows them again where all of them were hidden. */
export function hideAll(ids) {
  remember();
  const others = get("hidden").filter((id) => !ids.includes(id));
  const all = ids.every((id) => get("hidden").includes(id));
  set("hidden", all ? others : [...others, ...ids]);
  keep();
}

export const hide = (id) => hideAll([id]);

export function isolate(id) {
  remember();
  need(entry(id).layer);
  set("isolated", get("isolated").includes(id) ? [] : [id]);
  keep();
}

export function showAll() {
  remember();
  update({ hidden: [], isolated: [] });
  keep();
}
