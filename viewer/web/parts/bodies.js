// Going to another body: its edition is fetched; what is looked at stays the same.

import { forgetRelations } from "../edition/relations.js";
import { forgetPreviewed } from "../edition/texts.js";
import { scene } from "../scene/scene.js";
import { json } from "../source/source.js";
import { flush, keep, push } from "../state/history.js";
import { knownNow } from "../state/known.js";
import { follow, get, set, update } from "../state/store.js";
import { fitted } from "../state/values.js";
import { addedTo } from "./sending.js";
import { need } from "./visibility.js";

/** @typedef {import("../edition/types.js").Atlas} Atlas */
/** @typedef {import("../edition/types.js").Added} Added */

/** Shows another body; the one that is seen stays until it comes. Tells whether it came. @param {string} id */
export async function goTo(id, { history = true } = {}) {
  if (get("going").to) return false;
  if (id === get("atlas").body) return true;
  set("going", { to: id, failed: "" });
  const start = await fetched(id);
  set("going", { to: "", failed: start ? "" : id });
  if (!start) return false;
  if (history) flush();
  forgetPreviewed();
  forgetRelations();
  const { preview = null, ...atlas } = start;
  update({ atlas, preview, body: id });
  if (history) push();
  return true;
}

/** The address of the first file of a body. @param {string} id */
export function startOf(id) {
  const body = get("atlas").bodies.find((one) => one.id === id);
  if (!body) throw new Error(`there is no body ${id}`);
  return body.start;
}

/** The first file of a body's edition, with what somebody previews on top of it. @param {string} id @returns {Promise<ReturnType<typeof onTop> | null>} */
async function fetched(id) {
  try {
    const start = await json(startOf(id));
    if (!get("preview")) return start;
    return onTop(start, await addedTo(() => id));
  } catch (error) {
    console.warn(`The body ${id} did not come: ${/** @type {Error} */ (error).message}`);
    return null;
  }
}

/**
 * An edition with what somebody previews on top.
 *
 * @param {Atlas} start
 * @param {Added | null} added
 * @returns {Atlas & { preview?: Added["preview"] }}
 */
export const onTop = (start, added) => (added ? { ...start, ...added, entries: { ...start.entries, ...added.entries } } : start);

/** When another body has come: the old one's geometry goes, and the camera flies to the same thing. */
export function followBody() {
  let before = get("atlas");
  follow(["atlas"], (atlas) => {
    if (atlas.body === before.body) return;
    const old = before;
    before = atlas;
    scene.empty();
    const values = fitted({ hide: get("hide"), only: get("only"), variant: get("variant"), select: get("select") }, knownNow());
    const { hide, only, variant, select } = values;
    const show = layersOn(old, atlas);
    // Layers that were fetched and are off now come when they are switched on again.
    const drawn = [...only, select].map((id) => atlas.entries[id]?.layer);
    const seen = [...Object.keys(show).filter((id) => show[id]), ...drawn].filter(Boolean);
    update({ hide, only, variant, select, show, fetched: [] });
    seen.forEach(need);
    scene.orbit.follow(old, atlas);
    keep();
  });
}

/** The layers stay; one that only opens by itself on one of the bodies does so. @param {Atlas} old @param {Atlas} atlas */
function layersOn(old, atlas) {
  const opens = (/** @type {Atlas} */ body, /** @type {string} */ id) => Boolean(body.layers.find((layer) => layer.id === id)?.shown);
  const show = { ...get("show") };
  for (const { id } of atlas.layers) if (show[id] === opens(old, id)) show[id] = opens(atlas, id);
  return show;
}
