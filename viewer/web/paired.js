// The regions the Balance Method pairs with what is chosen, named in the picture.

import { scene } from "./scene.js";
import { entry, get } from "./store.js";

const APART = 19; // CSS pixels a group spreads over for each of its regions before they have their own names
const SIDEWAYS = 14;

/** The tags of a card: one for each group, and one for each of its regions. */
export const pairTags = (card) =>
  (card?.tags ?? []).flatMap((tag) => [
    { ...tag, key: tag.ids.join(), one: false },
    ...tag.ids.map((id) => ({ ids: [id], text: id.split(".")[0], mark: tag.mark, key: id, one: true, group: tag.ids })),
  ]);

const spot = (id) => {
  const known = entry(id);
  return known ? scene.orbit.project(known.centre) : null;
};

const spread = (ids) => {
  const spots = ids.map(spot).filter(Boolean);
  const reach = (axis) => Math.max(...spots.map((at) => at[axis])) - Math.min(...spots.map((at) => at[axis]));
  return spots.length > 1 ? Math.max(reach("x"), reach("y")) : 0;
};

/** Puts each tag beside what it names; one that would cover another waits until the camera is nearer. */
export function placePairs() {
  const taken = [];
  const spreads = new Map();
  for (const label of document.querySelectorAll("[data-pair]")) {
    const own = label.dataset.group ?? label.dataset.pair;
    const all = own.split(",");
    if (!spreads.has(own)) spreads.set(own, spread(all) / all.length);
    const wide = spreads.get(own) > APART;
    place(label, wide === "group" in label.dataset ? middle(label.dataset.pair.split(",")) : null, taken);
  }
}

function middle(ids) {
  const spots = ids.map(spot);
  if (spots.some((at) => !at)) return null;
  const mean = (axis) => spots.reduce((sum, at) => sum + at[axis], 0) / spots.length;
  return { x: mean("x"), y: mean("y") };
}

function place(label, at, taken) {
  const { width, height } = scene.size;
  label.hidden = !at || at.x < 4 || at.y < 4 || at.x > width - 4 || at.y > height - 40;
  if (label.hidden) return;
  const { offsetWidth: wide, offsetHeight: high } = label;
  const right = at.x > width / 2 ? at.x + SIDEWAYS + wide < width : at.x - SIDEWAYS - wide < 0;
  const left = Math.round(right ? at.x + SIDEWAYS : at.x - SIDEWAYS - wide);
  const top = Math.round(at.y - high / 2);
  const box = [left, top, left + wide, top + high];
  const covers = taken.some(([a, b, c, d]) => box[0] < c && box[2] > a && box[1] < d && box[3] > b);
  label.hidden = covers;
  if (covers) return;
  taken.push(box);
  label.style.transform = `translate(${left}px, ${top}px)`;
}

/** The regions of a card, as the scene paints them. */
export function pairedNow() {
  const card = get("card");
  const own = card?.id === get("selected") ? card.paired : null;
  return { first: new Set(own?.first), also: new Set(own?.also) };
}
