// The regions the Balance Method pairs with what is chosen, named in the picture.

import { scene } from "../scene/scene.js";
import { entry } from "../state/store.js";

const APART = 19; // CSS pixels a group spreads over for each of its regions before they have their own names
const SIDEWAYS = 14;

/** @typedef {import("../camera/types.js").Place} Place */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Taken */

/** The tags of what is chosen: one for each group, and one for each of its regions. @param {import("../edition/types.js").Relations} related */
export const pairTags = ({ tags }) =>
  tags.flatMap((tag) => [
    { ...tag, key: tag.ids.join(), one: false },
    ...tag.ids.map((id) => ({ ids: [id], text: id.split(".")[0], mark: tag.mark, key: id, one: true, group: tag.ids })),
  ]);

/** @param {string} id */
const spot = (id) => {
  const known = entry(id);
  return known ? scene.orbit.project(known.centre) : null;
};

/** How far regions lie apart. @param {readonly string[]} ids */
const spread = (ids) => {
  const spots = ids.map(spot).filter((at) => at !== null);
  const reach = (/** @type {keyof Place} */ axis) => Math.max(...spots.map((at) => at[axis])) - Math.min(...spots.map((at) => at[axis]));
  return spots.length > 1 ? Math.max(reach("x"), reach("y")) : 0;
};

/** Puts each tag beside what it names; one that would cover another waits until the camera is nearer. */
export function placePairs() {
  /** @type {Taken[]} */
  const taken = [];
  /** @type {Map<string, boolean>} */
  const wide = new Map();
  for (const label of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-pair]"))) {
    const { pair = "", group = pair } = label.dataset;
    const all = group.split(",");
    if (!wide.has(group)) wide.set(group, spread(all) / all.length > APART);
    place(label, wide.get(group) === "group" in label.dataset ? middle(pair.split(",")) : null, taken);
  }
}

/** The middle of regions, where all of them are seen. @param {readonly string[]} ids @returns {Place | null} */
function middle(ids) {
  const spots = ids.map(spot).filter((at) => at !== null);
  if (spots.length < ids.length) return null;
  const mean = (/** @type {keyof Place} */ axis) => spots.reduce((sum, at) => sum + at[axis], 0) / spots.length;
  return { x: mean("x"), y: mean("y") };
}

/** @param {HTMLElement} label @param {Place | null} at @param {Taken[]} taken by other tags */
function place(label, at, taken) {
  const { width, height } = scene.orbit.size;
  label.hidden = !at || at.x < 4 || at.y < 4 || at.x > width - 4 || at.y > height - 40;
  if (!at || label.hidden) return;
  const { offsetWidth: wide, offsetHeight: high } = label;
  const right = at.x > width / 2 ? at.x + SIDEWAYS + wide < width : at.x - SIDEWAYS - wide < 0;
  const left = Math.round(right ? at.x + SIDEWAYS : at.x - SIDEWAYS - wide);
  const top = Math.round(at.y - high / 2);
  /** @type {Taken} */
  const box = [left, top, left + wide, top + high];
  const covers = taken.some(([a, b, c, d]) => box[0] < c && box[2] > a && box[1] < d && box[3] > b);
  label.hidden = covers;
  if (covers) return;
  taken.push(box);
  label.style.transform = `translate(${left}px, ${top}px)`;
}
