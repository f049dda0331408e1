// What is chosen: its relations at once, its card as soon as its words are there. It never shows the words of one thing
// under the title of another.

import { needRelations, relationsNow } from "../edition/relations.js";
import { text, textNow } from "../edition/texts.js";
import { follow, get, set, update } from "../state/store.js";

/** @param {string} id @returns {import("../edition/types.js").WaitingCard} */
const waiting = (id) => ({ id, waiting: true, failed: false });

/** Until the words of another voice are there, those of the same thing stay. @param {string} id */
function meanwhile(id) {
  const there = get("card");
  return there?.id === id && !("waiting" in there) ? there : waiting(id);
}

/** Follows what is chosen, in whose words, on which body. It must be the first to: others draw what it says. */
export function followChoice() {
  follow(["select", "voice", "atlas", "preview"], () => {
    const id = get("select");
    const card = id ? textNow(`card/${id}`) : null;
    update({ related: relationsNow(id), card: card === undefined ? meanwhile(id) : card && { ...card, voice: get("voice") } });
    if (card === undefined) read(id);
    if (id) relate(id);
  });
  follow(["select"], () => window.Vue.nextTick(() => document.getElementById("details")?.scrollTo(0, 0)));
}

/** Fetches the card; the page may have gone on meanwhile. @param {string} [id] */
export async function read(id = get("select")) {
  const [voice, atlas] = [get("voice"), get("atlas")];
  const still = () => id === get("select") && voice === get("voice") && atlas === get("atlas");
  try {
    const card = await text(`card/${id}`, voice);
    if (still()) set("card", card && { ...card, voice });
  } catch (error) {
    console.warn(`The card ${id} did not come: ${/** @type {Error} */ (error).message}`);
    if (still()) set("card", { ...waiting(id), failed: true });
  }
}

/** @param {string} id */
async function relate(id) {
  try {
    if ((await needRelations(id)) && id === get("select")) set("related", relationsNow(id));
  } catch (error) {
    console.warn(`What goes with ${id} did not come: ${/** @type {Error} */ (error).message}`);
  }
}

/** Texts that stand on the page whatever is chosen. */
export function followVoice() {
  follow(["voice", "atlas", "preview"], async (voice, atlas) => {
    const still = () => voice === get("voice") && atlas === get("atlas");
    /** @param {import("../edition/types.js").RedFlags} flags @param {Record<string, string>} caveats */
    const put = (flags, caveats) => update({ red_flags: flags, caveats });
    if (textNow("red-flags") !== undefined) {
      put(textNow("red-flags"), textNow("caveats"));
      return;
    }
    try {
      const [flags, caveats] = await Promise.all([text("red-flags", voice), text("caveats", voice)]);
      if (still()) put(flags, caveats);
    } catch (error) {
      console.warn(`The words for a ${voice} did not come: ${/** @type {Error} */ (error).message}`);
    }
  });
}
