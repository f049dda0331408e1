// Words over the picture: the name under the mouse, a tag on what is chosen, the sides at the edges.

import { scene } from "../scene/scene.js";
import { entry, get } from "../state/store.js";

/** @typedef {import("../edition/types.js").Point} Point */

const SIDES = ["left", "right"];
/** @type {readonly { axis: Point, short: string, long: string }[]} */
const ENDS = [
  { axis: [1, 0, 0], short: "L", long: "Patient’s left" },
  { axis: [-1, 0, 0], short: "R", long: "Patient’s right" },
  { axis: [0, -1, 0], short: "A", long: "Anterior (front)" },
  { axis: [0, 1, 0], short: "P", long: "Posterior (back)" },
];

/** @param {string} id */
export const fullName = (id) => {
  const { name, side } = entry(id);
  return SIDES.includes(side) ? `${name}, ${side}` : name;
};

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
  tip.hidden = !hit;
  if (!hit) return;
  tip.textContent = fullName(hit.id);
  tip.style.transform = `translate(${Math.round(place[0] + 14)}px, ${Math.round(place[1] + 16)}px)`;
}

/** Keeps the tag at the chosen thing and the side letters true while the camera moves. */
export function follow() {
  tag();
  lines();
  const [x, y, z] = scene.orbit.frame().right;
  edge("edge-right", [x, y, z]);
  edge("edge-left", [-x, -y, -z]);
}

function tag() {
  const label = part("tag");
  const name = /** @type {HTMLElement | null | undefined} */ (label?.firstElementChild);
  if (!label || !name) return;
  const id = get("select");
  const known = id && entry(id);
  const at = known && known.layer && !["skin", "variant"].includes(known.kind) ? scene.orbit.project(known.centre) : null;
  const { width, height } = scene.orbit.size;
  const inside = at && at.x > 0 && at.y > 0 && at.x < width && at.y < height ? at : null;
  label.hidden = !inside;
  if (!inside) return;
  name.textContent = fullName(id);
  // Where the name would hang over the edge it moves inward, above what it names.
  const over = Math.min(0, width - 24 - inside.x - name.offsetWidth);
  name.style.transform = over ? `translate(${over}px, -30px)` : "";
  label.style.transform = `translate(${Math.round(inside.x)}px, ${Math.round(inside.y)}px)`;
}

/** Names each line that is drawn, beside its upper end. */
function lines() {
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

/** @param {string} name @param {Point} towards */
function edge(name, towards) {
  const label = part(name);
  if (!label) return;
  const along = (/** @type {ENDS[number]} */ end) => end.axis.reduce((total, value, i) => total + value * towards[i], 0);
  const end = ENDS.reduce((best, next) => (along(next) > along(best) ? next : best));
  if (label.dataset.end === end.short) return;
  label.dataset.end = end.short;
  label.children[0].textContent = end.short;
  label.children[1].textContent = end.long;
}
