// What is drawn and what is not: hiding, isolating, and taking a step back.

import { keep } from "../state/history.js";
import { knownNow } from "../state/known.js";
import { all, entry, get, set, update } from "../state/store.js";
import { Undo } from "../state/undo.js";

const past = new Undo();

/** Keeps how things look now, so that the next step can be taken back. */
export function remember() {
  past.remember(all());
  set("undoable", past.steps);
}

export function undo() {
  const values = past.back(knownNow());
  if (!values) return;
  update({ ...values, undoable: past.steps });
  Object.keys(values.show).filter((id) => values.show[id]).forEach(need);
  keep();
}

/** Fetches a layer that was not needed before; zones are drawn on the skin, so it comes with them. @param {string} layer */
export function need(layer) {
  const wanted = layer === "zones" ? ["skin", "zones"] : [layer];
  const more = wanted.filter((id) => !get("fetched").includes(id));
  if (more.length) set("fetched", [...get("fetched"), ...more]);
}

/** Hides these, or shows them again where all of them were hidden. @param {readonly string[]} ids */
export function hideAll(ids) {
  remember();
  const others = get("hide").filter((id) => !ids.includes(id));
  const allHidden = ids.every((id) => get("hide").includes(id));
  set("hide", allHidden ? others : [...others, ...ids]);
  keep();
}

/** @param {string} id */
export const hideOne = (id) => hideAll([id]);

/** @param {string} id */
export function isolate(id) {
  remember();
  need(entry(id).layer);
  set("only", get("only").includes(id) ? [] : [id]);
  keep();
}

export function showAll() {
  remember();
  update({ hide: [], only: [] });
  keep();
}
