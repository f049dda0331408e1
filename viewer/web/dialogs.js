// The dialogs: red flags, evidence, method, about. The two long ones are fetched when they are opened.

import { keep } from "./links.js";
import { follow, get, set } from "./store.js";

const FETCHED = ["evidence", "method", "safety"];

const shown = (name) => document.getElementById(name);

/** Opens a dialog in place of another one; the focus returns to where it was when it closes. */
export function open(name) {
  const dialog = shown(name);
  if (!dialog?.matches("dialog") || dialog.open) return;
  const before = get("dialog");
  set("dialog", name);
  if (before && before !== name) shown(before)?.close();
  dialog.showModal();
  dialog.scrollTop = 0;
  read(name);
  keep();
}

export function close() {
  shown(get("dialog"))?.close();
}

/** Whichever way a dialog was closed: by its button, by Esc, or from outside. */
export function closed(name) {
  if (get("dialog") !== name) return;
  set("dialog", "");
  keep();
}

/** To a part of a long page, for eyes and for readers of the screen. */
export function goToPart(id) {
  const heading = shown(id);
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}

/** Asks for what a dialog tells, in the voice that is chosen. */
export async function read(name) {
  if (!FETCHED.includes(name) || get("pages")[name]?.voice === get("voice")) return;
  let page = null;
  try {
    page = await window.trame.trigger("page", [name]);
  } catch (error) {
    console.warn(`The page ${name} did not come: ${error.message}`);
  }
  set("pages", { ...get("pages"), [name]: page ?? { failed: true } });
}

/** What was fetched is told anew when the voice, the body or the map has changed. */
export function followPages() {
  follow(["red_flags", "atlas"], () => {
    set("pages", {});
    if (get("dialog")) read(get("dialog"));
  });
}
