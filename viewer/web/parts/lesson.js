// A class is fetched when one is opened or joined: here is only what begins it.

import { source } from "../source/source.js";
import { follow, set } from "../state/store.js";
import { words } from "../words/words.js";
import { note } from "./notices.js";
import { shut } from "./popovers.js";

/** @typedef {{ code(): void, reveal(): void, type(): void, join(code: string): void, poll(question: { title: string, options: readonly string[] }): boolean }} Room */

/** @type {() => Promise<Room>} */
let load = () => Promise.reject(new Error("nothing fetches it"));
/** @type {Room | null} */
let room = null;

/** @returns {Promise<Room | null>} */
async function need() {
  if (!source.live) {
    note(words.lesson.no_server);
    return null;
  }
  try {
    room ??= await load();
  } catch (error) {
    console.warn(`The class did not come: ${/** @type {Error} */ (error).message}`);
    note(words.lesson.not_come);
  }
  return room;
}

export const lesson = {
  /** Opens a class; where one is led, its code stands large. */
  async code() {
    shut();
    (await need())?.code();
  },

  /** Joins a class by its code. */
  async type() {
    shut();
    (await need())?.type();
  },

  /** Shows everybody what was answered. */
  reveal: () => room?.reveal(),

  /** Asks a class that is led a question with 2 to 6 answers; false where there is none. @param {{ title: string, options: readonly string[] }} question */
  poll: (question) => room?.poll(question) ?? false,
};

/** Joins the class that the address names. @param {() => Promise<Room>} fetches what a class needs */
export function followClass(fetches) {
  load = fetches;
  follow(["class"], async (code) => {
    if (!code) return;
    const found = await need();
    if (found) found.join(code);
    else set("class", "");
  });
}
