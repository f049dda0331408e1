// Words over the picture: the name under the mouse, and the names of lines.

import { scene } from "../scene/scene.js";
import { entry, get } from "../state/store.js";

const SIDES = ["left", "right"];
/** @param {string} id */
export const fullName = (id) => {
  const { name, side } = entry(id);
  return SIDES.includes(side) ? `${name}, ${side}` : name;
};

/** Whether what the mouse is on is named: not while that would answer a question. */
const isNaming = () => get("names") && !get("asking")?.open;

/** @param {string} name @returns {HTMLElement | null} */
const part = (name) => document.querySelector(`[data-part="${name}"]`);

/**
 * Shows the name of what the mouse is on; the cursor says that it can be pressed.
 *
 * @param {{ id: string } | null} hit
 * @param {readonly number[]} [place]
 */
export function hover(hit, place = [0, 0]) {
  const tip = part("tip");
  const stage = part("stage");
  if (!tip || !stage) return;
  stage.classList.toggle("on-something", Boolean(hit));
  tip.hidden = !hit || !isNaming();
  if (!hit || !isNaming()) return;
  tip.textContent = fullName(hit.id);
  tip.style.transform = `translate(${Math.round(place[0] + 14)}px, ${Math.round(place[1] + 16)}px)`;
}

/** Names each line that is drawn, beside its upper end. */
export function follow() {
  const { width, height } = scene.orbit.size;
  for (const label of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-line]"))) {
    const id = label.dataset.line ?? "";
    const shown = get("show")["load-line"] && get("select") !== id ? entry(id) : null;
    const at = shown && upperEnds(shown).find((end) => end && end.y > 4 && end.y < height - 40 && end.x > 0 && end.x < width - 60);
    label.hidden = !at;
    if (at) label.style.transform = `translate(${Math.round(at.x + 10)}px, ${Math.round(at.y)}px)`;
  }
}

/** Places of a line from its upper end downwards, as they lie on the stage. @param {import("../edition/types.js").Entry} line */
const upperEnds = ({ centre: [x, y, z], reach }) => [0.97, 0.5, 0, -0.5].map((share) => scene.orbit.project([x, y, z + share * reach]));
