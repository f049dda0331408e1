// Light or dark.

import { keep } from "../state/history.js";
import { set } from "../state/store.js";

/** The page is dressed by whatever follows the theme. @param {string} wanted `auto` is as the system has it */
export function theme(wanted) {
  set("theme", wanted);
  keep();
}
