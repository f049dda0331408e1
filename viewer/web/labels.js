// Words over the picture: the name under the mouse, a tag on what is chosen, the sides at the edges.

import { scene } from "./scene.js";
import { entry, get } from "./store.js";

const SIDES = { left: "left", right: "right" };
const ENDS = [
  { axis: [1, 0, 0], short: "L", long: "Patient’s left" },
  { axis: [-1, 0, 0], short: "R", long: "Patient’s right" },
  { axis: [0, -1, 0], short: "A", long: "Anterior (front)" },
  { axis: [0, 1, 0], short: "P", long: "Posterior (back)" },
];

export const fullName = (id) => {
  const { name, side } = entry(id);
  return SIDES[side] ? `${name}, ${SIDES[side]}` : name;
};

const part = (name) => document.querySelector(`[data-part="${name}"]`);

/** Shows the name of what the mouse is on; the cursor says that it can be pressed. */
export function hover(hit, place) {
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
  const { right } = scene.orbit.frame();
  edge("edge-right", right);
  edge("edge-left", right.map((value) => -value));
}

function tag() {
  const label = part("tag");
  if (!label) return;
  const id = get("selected");
  const known = id && entry(id);
  const at = known && known.layer && !["skin", "variant"].includes(known.kind) ? scene.orbit.project(known.centre) : null;
  const { width, height } = scene.size;
  const inside = at && at.x > 0 && at.y > 0 && at.x < width && at.y < height;
  label.hidden = !inside;
  if (!inside) return;
  label.firstElementChild.textContent = fullName(id);
  // Where the name would hang over the edge it moves inward, above what it names.
  const over = Math.min(0, width - 24 - at.x - label.firstElementChild.offsetWidth);
  label.firstElementChild.style.transform = over ? `translate(${over}px, -30px)` : "";
  label.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
}

/** Names each line that is drawn, beside its upper end. */
function lines() {
  for (const label of document.querySelectorAll("[data-line]")) {
    const { centre, reach } = entry(label.dataset.line) ?? {};
    const shown = get("shown")["load-line"] && get("selected") !== label.dataset.line && centre;
    const ends = shown ? [0.97, 0.5, 0, -0.5].map((share) => scene.orbit.project([centre[0], centre[1], centre[2] + share * reach])) : [];
    const at = ends.find((end) => end && end.y > 4 && end.y < scene.size.height - 40 && end.x > 0 && end.x < scene.size.width - 60);
    label.hidden = !at;
    if (at) label.style.transform = `translate(${Math.round(at.x + 10)}px, ${Math.round(at.y)}px)`;
  }
}

function edge(name, towards) {
  const label = part(name);
  if (!label) return;
  const along = (end) => end.axis.reduce((total, value, i) => total + value * towards[i], 0);
  const end = ENDS.reduce((best, next) => (along(next) > along(best) ? next : best));
  if (label.dataset.end === end.short) return;
  label.dataset.end = end.short;
  label.firstElementChild.textContent = end.short;
  label.lastElementChild.textContent = end.long;
}
