// Words that come in the voice that is spoken, into the page's state.

import { text } from "../edition/texts.js";
import { get, set } from "../state/store.js";
import { note } from "./notices.js";

/** Fetches a text and shows it, unless another voice has been asked for meanwhile. @param {string} name @param {"walkTold" | "methodTold"} key @param {import("../edition/types.js").Voice} voice @param {string} lost what is said where it does not come */
export async function tell(name, key, voice, lost) {
  try {
    const told = await text(name, voice);
    if (voice === get("voice")) set(key, told);
  } catch (error) {
    console.warn(`The words ${name} did not come: ${/** @type {Error} */ (error).message}`);
    note(lost);
  }
}
