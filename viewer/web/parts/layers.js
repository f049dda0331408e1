// What of the body is drawn: layers and how opaque they are, ready-made looks, one side, a variant.

import { liesInFront } from "../scene/appearance.js";
import { scene } from "../scene/scene.js";
import { keep } from "../state/history.js";
import { get, set, update } from "../state/store.js";
import { select } from "./selection.js";
import { need, remember } from "./visibility.js";

/** @typedef {import("../edition/types.js").Pack} Pack */
/** @typedef {import("../edition/types.js").Variant} Variant */
/** @typedef {import("../state/types.js").State} State */

/**
 * The packs to be held: those of layers that were needed, the variant that is shown, whole, and what a finger feels.
 *
 * @param {readonly Pack[]} packs
 * @param {readonly string[]} fetched
 * @param {string} shown
 * @param {readonly string[]} felt
 */
const needed = (packs, fetched, shown, felt) =>
  packs.filter((pack) => (pack.variant ? pack.variant === shown : fetched.includes(pack.layer) || pack.ids.some((id) => felt.includes(id))));

/**
 * The packs in the order in which they are drawn: what hides, the ghosts of what is hidden, and what lies in front.
 *
 * @param {readonly Pack[]} packs
 * @param {readonly string[]} fetched
 * @param {string} shown
 * @param {readonly string[]} [felt]
 */
export function turns(packs, fetched, shown, felt = []) {
  const held = needed(packs, fetched, shown, felt);
  return [
    { name: "", packs: held.filter(({ layer: own }) => !liesInFront(own)) },
    { name: "ghost-", packs: held.filter(({ layer: own }) => !["skin", "zones"].includes(own)) },
    { name: "front-", packs: held.filter(({ layer: own }) => liesInFront(own)) },
  ];
}

/** The lines that are drawn, each of which has its name beside it. @param {State["atlas"]} atlas */
export const lines = ({ packs }) => packs.filter((pack) => pack.layer === "load-line").flatMap((pack) => pack.ids);

/** @param {string} id @param {boolean} on */
export function layer(id, on) {
  remember();
  need(id);
  set("show", { ...get("show"), [id]: on });
  keep();
}

/** @param {string} id of a layer @param {number} value 0-1 */
export function opacity(id, value) {
  set("opacity", { ...get("opacity"), [id]: value });
  keep();
}

/** @param {string} id */
export function preset(id) {
  const wanted = get("atlas").presets.find((one) => one.id === id);
  if (!wanted) return;
  const { shown, skin, bones, hidden, view } = wanted;
  remember();
  shown.forEach(need);
  update({
    show: Object.fromEntries(get("atlas").layers.map((one) => [one.id, shown.includes(one.id)])),
    opacity: { ...get("opacity"), skin, bones },
    hide: hidden,
    only: [],
  });
  if (view) scene.orbit.toView(view);
  keep();
}

/**
 * Whether things look as a ready-made look would have them.
 *
 * @param {import("../edition/types.js").Preset} wanted
 * @param {State["show"]} show
 * @param {State["opacity"]} opaque
 * @param {State["hide"]} hide
 */
export function isPreset(wanted, show, opaque, hide) {
  const alike = get("atlas").layers.every(({ id }) => show[id] === wanted.shown.includes(id));
  const without = wanted.hidden.every((id) => hide.includes(id)) && (wanted.hidden.length > 0 || !hide.length);
  return alike && without && opaque.bones === wanted.bones && (!show.skin || opaque.skin === wanted.skin);
}

/** @param {State["side"]} which */
export function side(which) {
  remember();
  set("side", which);
  keep();
}

/** Shows a variant in place of the usual anatomy, and says what it is. @param {Variant} wanted */
export function variant({ id, entry: card }) {
  remember();
  set("variant", id);
  need("nerves");
  select(card);
  keep();
}

/** Whether a variant, or what is usual in its place, is what is shown. @param {Variant} one @param {string} shown */
export function isVariant({ id, of }, shown) {
  if (id) return id === shown;
  return get("atlas").variants.find((other) => other.id === shown)?.of !== of || !shown;
}
