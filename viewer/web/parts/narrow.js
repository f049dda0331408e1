// Whether the window is narrow: what would stand on the body then stands in the sheet.

import { set } from "../state/store.js";

/** As narrow.css has it: the sheet lies under the body, or the window is low. */
const NARROW = "(max-width: 700px), (max-height: 500px), (max-width: 899px) and (orientation: portrait)";

export function followNarrow() {
  const query = window.matchMedia(NARROW);
  const tell = () => set("narrow", query.matches);
  query.addEventListener("change", tell);
  tell();
}
