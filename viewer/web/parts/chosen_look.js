// The layers that a thing is looked at with, and how opaque they are: a cause's own, and closed skin for a region. What was
// shown before comes back with the next choice.

import { get, update } from "../state/store.js";
import { need } from "./visibility.js";

/** @typedef {{ show: Readonly<Record<string, boolean>>, opacity: Readonly<Record<string, number>> }} Look */

/** A region is felt for on the skin; what is felt shines through it. */
const ON_SKIN = { layers: ["skin", "regions"], opacity: { skin: 1 } };

/** What was shown before, and as the look has it. @type {{ before: Look, look: Look } | null} */
let shown = null;

/** How a thing is looked at; undefined of most. @param {string} id @returns {{ layers: readonly string[], opacity?: Readonly<Record<string, number>> } | undefined} */
export const lookOf = (id) => get("atlas").changes[id]?.look ?? (get("atlas").entries[id]?.kind === "region" ? ON_SKIN : undefined);

/** Shows a thing as it is looked at. @param {string} id */
export function takeLook(id) {
  const wanted = lookOf(id);
  if (wanted) wear(wanted);
}

/** Shows some layers alone. @param {{ layers: readonly string[], opacity?: Readonly<Record<string, number>> }} wanted */
export function wear(wanted) {
  wanted.layers.forEach(need);
  const before = shown && isShown(shown.look) ? shown.before : now();
  const look = {
    show: Object.fromEntries(get("atlas").layers.map((layer) => [layer.id, wanted.layers.includes(layer.id)])),
    opacity: { ...before.opacity, ...wanted.opacity },
  };
  shown = { before, look };
  update(look);
}

/** All is shown again as it was before, unless somebody changed it since. */
export function leaveLook() {
  if (shown && isShown(shown.look)) update(shown.before);
  shown = null;
}

/** @returns {Look} */
const now = () => ({ show: get("show"), opacity: get("opacity") });

/** @param {Look} look */
const isShown = ({ show, opacity }) => isAlike(now().show, show) && isAlike(now().opacity, opacity);

/** @param {Readonly<Record<string, boolean | number>>} one @param {Readonly<Record<string, boolean | number>>} other */
const isAlike = (one, other) => Object.keys({ ...one, ...other }).every((id) => Number(one[id] ?? 0) === Number(other[id] ?? 0));
