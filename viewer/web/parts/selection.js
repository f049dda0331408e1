// Choosing a thing: it is told of, drawn and flown to.

import { afterWords, scene } from "../scene/scene.js";
import { flush, keep, push } from "../state/history.js";
import { entry, get, set, update } from "../state/store.js";
import { leaveLook, lookOf, takeLook } from "./chosen_look.js";
import { need } from "./visibility.js";

/**
 * Chooses an entry, or nothing.
 *
 * @param {string} id
 * @param {{ fly?: boolean, history?: boolean }} [how]
 */
export function select(id, { fly = true, history = true } = {}) {
  if (id && !get("atlas").entries[id]) return; // what only a cause brings has no card
  if (id === get("select")) {
    if (id && fly) flyTo(id);
    return;
  }
  if (history) flush();
  const way = get("way") === "start" ? "free" : get("way"); // the first visit is over
  if (!fly || !lookOf(id)) leaveLook(); // from one cause to the next the whole body is not drawn between
  update({ select: id, amount: 0, around: false, way, sheet: get("sheet") === "low" ? "half" : get("sheet") });
  if (id) {
    afterWords(() => id === get("select") && stage(id, fly));
  }
  if (history) push();
}

/** Brings what was chosen into the picture: its variant, its layer, its way of dividing the skin. @param {string} id @param {boolean} fly */
export function stage(id, fly) {
  const { kind, layer, variant } = entry(id);
  if (variant && variant !== get("variant")) set("variant", variant);
  if (layer && kind !== "variant") need(layer);
  if (fly) takeLook(id);
  if (kind === "zone") set("zones", get("atlas").zones[id].by);
  if (fly) flyTo(id);
  keep();
}

/** Flies to an entry; a treatment has no place. @param {string} id */
export function flyTo(id) {
  if (entry(id).kind !== "treatment") scene.orbit.toThing(id);
}

/** A named view of one side, whatever side is chosen. @param {import("../edition/types.js").CloseUp} closeUp */
export function closeUp({ view, side }) {
  need("regions");
  scene.orbit.toView(`${view}.${side}`);
  keep();
}

/** Of a thing and its other side: the one on the side that is looked at. @param {readonly string[]} ids @param {string} [side] @param {string} [selected] */
export function oneOf(ids, side = get("side"), selected = get("select")) {
  const chosen = entry(selected)?.side;
  const wanted = [side, chosen, "left"].find((one) => ["left", "right"].includes(one));
  return ids.find((id) => entry(id).side === wanted) ?? ids[0];
}
