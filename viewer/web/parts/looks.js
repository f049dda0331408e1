// How each layer looks: off, a ghost, or full; and in one line what is on.

import { words } from "../words/words.js";
import { keep } from "../state/history.js";
import { knownNow } from "../state/known.js";
import { get, update } from "../state/store.js";
import { resetValues } from "../state/values.js";
import { fill } from "../words/fill.js";
import { isPreset } from "./layers.js";
import { need, remember } from "./visibility.js";

/** @typedef {import("../state/types.js").State} State */
/** @typedef {"off" | "ghost" | "full"} Look */

const FULL = 0.8; // from here on a layer hides what lies behind it
const GHOST = 0.35;
const MOST = 3; // layers that are named on the button

/** @param {string} id */
const usualOf = (id) => get("atlas").layers.find((layer) => layer.id === id)?.opacity ?? 1;

/** @param {string} id of a layer @param {State["show"]} show @param {State["opacity"]} opacity @returns {Look} */
export function look(id, show, opacity) {
  if (!show[id]) return "off";
  return opacity[id] >= FULL ? "full" : "ghost";
}

/** @param {string} id of a layer @param {Look} wanted */
export function toLook(id, wanted) {
  if (wanted === look(id, get("show"), get("opacity"))) return;
  remember();
  const opens = usualOf(id);
  const opaque = { off: get("opacity")[id], ghost: opens < FULL ? opens : GHOST, full: opens < FULL ? 1 : opens }[wanted];
  if (wanted !== "off") need(id);
  update({ show: { ...get("show"), [id]: wanted !== "off" }, opacity: { ...get("opacity"), [id]: opaque } });
  keep();
}

/** Every layer as it is when the page opens, and nothing hidden. */
export function usual() {
  remember();
  const { show, opacity, hide, only, variant } = resetValues(knownNow());
  Object.keys(show).filter((id) => show[id]).forEach(need);
  update({ show, opacity, hide, only, variant });
  keep();
}

/** What is on, in one line. @param {State["show"]} show @param {State["opacity"]} opacity @param {State["hide"]} hide */
export function shownNow(show, opacity, hide) {
  const { presets, layers } = get("atlas");
  const preset = presets.find((one) => isPreset(one, show, opacity, hide));
  if (preset) return preset.name;
  const on = layers.filter(({ id }) => show[id]).map(({ name }) => name);
  const more = on.length > MOST ? ` +${on.length - MOST}` : "";
  const without = hide.length ? `, ${fill(words.layers.without, { count: hide.length })}` : "";
  return on.length ? `${on.slice(0, MOST).join(", ")}${more}${without}` : words.layers.nothing;
}
