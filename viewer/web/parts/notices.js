// Sentences above the picture that a visitor can dismiss.

import { get, set } from "../state/store.js";

/** Shows a sentence, once. @param {string} sentence */
export function note(sentence) {
  if (!get("notices").includes(sentence)) set("notices", [...get("notices"), sentence]);
}

/** Takes a sentence away again. @param {string} sentence */
export function unnote(sentence) {
  set("notices", get("notices").filter((one) => one !== sentence));
}
