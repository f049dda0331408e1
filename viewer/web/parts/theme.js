// Light or dark.

import { keep } from "../state/history.js";
import { set } from "../state/store.js";

/** Whether the page is dark, by what was chosen or by what the system has. */
function isDark() {
  const now = document.documentElement.dataset.theme;
  return now === "dark" || (now === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
}

/** To the other one; the page is dressed by whatever follows the theme. */
export function theme() {
  set("theme", isDark() ? "light" : "dark");
  keep();
}
