// What a label at the margin must not do: cross another's leader, cover anything, or lead too far. Numbers in, numbers out.

import { boxesMeet, leaderFromBox, leadersApart } from "./leaders.js";
import { reachOf } from "./margin_column.js";

/** @typedef {import("./leaders.js").Box} Box */
/** @typedef {import("./margins.js").Anchor} Anchor */
/** @typedef {import("./margins.js").Frame} Frame */
/** @typedef {import("./margins.js").Label} Label */
/** @typedef {{ leader: number, box: number, taken: number, reach: number, beyond: number }} Room pixels that are kept free; `beyond`: that a leader may be too long */

// What comes anew keeps farther away than what only has to stay: so a small move changes nothing.
/** @type {Room} */
export const COMES = { leader: 5, box: 6, taken: 4, reach: 9, beyond: 0 };
/** @type {Room} */
export const STAYS = { leader: 1, box: 3, taken: 0, reach: 4, beyond: 12 };
const LONGEST = 0.62; // of the width a leader may be

/** Whether something lies over what is to be named. @param {Anchor} anchor @param {Frame} frame @param {number} room */
export const isCovered = (anchor, { taken = [] }, room) => taken.some((box) => boxesMeet(dotOf(anchor), box, room));

/** @param {Anchor} anchor @returns {Box} */
export const dotOf = ({ x, y }) => ({ left: x, right: x, top: y, bottom: y });

/** @param {Label} label @param {ReadonlyMap<string, Anchor>} anchors @returns {Box} */
function boxOf({ id, x, y }, anchors) {
  const { wide, high } = /** @type {Anchor} */ (anchors.get(id));
  return { left: x, top: y, right: x + wide, bottom: y + high };
}

/** Whether a leader is a fair one by itself. @param {Label} label @param {ReadonlyMap<string, Anchor>} anchors @param {Frame} frame @param {Room} room */
export function isAlone(label, anchors, { taken = [], width }, room) {
  const reach = reachOf(label);
  if (reach < room.reach || reach > LONGEST * width + room.beyond) return false;
  return taken.every((box) => leaderFromBox(label.leader, box) > room.taken && !boxesMeet(boxOf(label, anchors), box, 0));
}

/** @param {Label} one @param {Label} other @param {ReadonlyMap<string, Anchor>} anchors @param {Room} room */
export function areApart(one, other, anchors, room) {
  const [box, its] = [boxOf(one, anchors), boxOf(other, anchors)];
  if (boxesMeet(box, its, 0) || leadersApart(one.leader, other.leader) < room.leader) return false;
  return leaderFromBox(one.leader, its) >= room.box && leaderFromBox(other.leader, box) >= room.box;
}
