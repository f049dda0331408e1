// Going to another body: the server hands over what it knows of it; what is looked at stays the same.

import { keep, push } from "./links.js";
import { afterCard, scene } from "./scene.js";
import { follow, get, set, update } from "./store.js";

let before = null;

/** Asks for another body; the one that is seen stays until it comes. */
export async function goTo(id, { history = true } = {}) {
  if (id === get("atlas").body || get("going").to) return;
  set("going", { to: id, failed: "" });
  let there = false;
  try {
    there = await window.trame.trigger("body", [id]);
  } catch (error) {
    console.warn(`The body ${id} did not come: ${error.message}`);
  }
  set("going", { to: "", failed: there ? "" : id });
  if (there && history) afterCard(push);
}

/** When another body has come: the old one's geometry goes, and the camera flies to the same thing. */
export function followBody() {
  before = get("atlas");
  follow(["atlas"], (atlas) => {
    if (atlas.body === before.body) return;
    const old = before;
    before = atlas;
    scene.empty();
    const known = (id) => id in atlas.entries;
    update({
      hidden: get("hidden").filter(known),
      isolated: get("isolated").filter(known),
      variant: atlas.variants.some(({ id }) => id === get("variant")) ? get("variant") : "",
      shown: layersOn(old, atlas),
    });
    const shown = get("shown");
    const seen = Object.keys(shown).filter((id) => shown[id]);
    set("fetched", [...new Set([...get("fetched"), ...seen])]);
    scene.orbit.follow(old, atlas);
    keep();
  });
}

/** The layers stay; one that only opens by itself on one of the bodies does so. */
function layersOn(old, atlas) {
  const opens = (body, id) => Boolean(body.layers.find((layer) => layer.id === id)?.shown);
  const shown = { ...get("shown") };
  for (const { id } of atlas.layers) if (shown[id] === opens(old, id)) shown[id] = opens(atlas, id);
  return shown;
}
