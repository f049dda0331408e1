// The dialogs: red flags, evidence, method, needle safety, about.

import { keep } from "../state/history.js";
import { text } from "../edition/texts.js";
import { follow, get, set } from "../state/store.js";
import { shut } from "./popovers.js";

const LONG = ["evidence", "method", "safety"];

/** The dialog of that name, if it is one. @param {string} name */
const dialogOf = (name) => /** @type {HTMLDialogElement | null} */ (document.querySelector(`dialog#${CSS.escape(name)}`));

/** Opens a dialog in place of another one; the focus returns to where it was when it closes. @param {string} name */
export function open(name) {
  const dialog = dialogOf(name);
  if (!dialog || dialog.open) return;
  shut();
  const before = get("open");
  set("open", name);
  if (before && before !== name) dialogOf(before)?.close();
  dialog.showModal();
  dialog.scrollTop = 0;
  read(name);
  keep();
}

export function close() {
  dialogOf(get("open"))?.close();
}

/** Whichever way a dialog was closed: by its button, by Esc, or from outside. @param {string} name */
export function closed(name) {
  if (get("open") !== name) return;
  set("open", "");
  keep();
}

/** To a part of a long page, for eyes and for readers of the screen. @param {string} id */
export function goToPart(id) {
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}

/** Fetches what a dialog tells, in the voice that is chosen. @param {string} name */
export async function read(name) {
  const there = get("pages")[name];
  if (!LONG.includes(name) || (there && "voice" in there && there.voice === get("voice"))) return;
  const voice = get("voice");
  /** @type {import("../edition/types.js").LongPage | null} */
  let long = null;
  try {
    long = await text(`page/${name}`, voice);
  } catch (error) {
    console.warn(`The page ${name} did not come: ${/** @type {Error} */ (error).message}`);
  }
  if (voice === get("voice")) set("pages", { ...get("pages"), [name]: long ?? { failed: true } });
}

/** What stands there is told anew when the voice, the body or the map has changed. */
export function followPages() {
  follow(["voice", "atlas", "preview"], () => {
    set("pages", {});
    if (get("open")) read(get("open"));
  });
}
