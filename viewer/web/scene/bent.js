// Draw groups of the body, and those in which a cause bends parts of them.

import { ChangeGroup } from "./change_group.js";
import { Group } from "./group.js";
import { LineGroup } from "./line_group.js";
import { stretch } from "../change/shift.js";
import { part } from "./mesh.js";
import { ZoneGroup } from "./zone_group.js";

/** @typedef {import("../edition/types.js").Pack} Pack */
/** @typedef {import("./types.js").BodyMesh} BodyMesh */
/** @typedef {import("./types.js").ChangePack} ChangePack */
/** @typedef {ReadonlyMap<string, Group>} Groups by name */

/** What draws a pack. @param {Pack | ChangePack} pack @param {import("./types.js").Held} held @param {Groups} groups @returns {Group} */
export function groupOf(pack, held, groups) {
  if ("changes" in pack) return new ChangeGroup(pack, held, (id) => healthy(groups, id));
  if (pack.layer === "load-line") return new LineGroup(pack, held);
  const skin = () => [...groups.values()].find((group) => group.layer === "skin")?.ready;
  return pack.layer === "zones" ? new ZoneGroup(pack, held, skin) : new Group(pack, held);
}

/** A part of the body as it is, once it has come. @param {Groups} groups @param {string} id */
async function healthy(groups, id) {
  const of = [...groups.values()].find((group) => !(group instanceof ChangeGroup) && group.ids.includes(id));
  if (!of) throw new Error(`${id} is not fetched`);
  return part(/** @type {BodyMesh} */ (await of.ready), of.ids.indexOf(id));
}

/** Whether a group goes with the amount of a cause. @param {Group} group */
export const bends = (group) => group instanceof ChangeGroup || group instanceof LineGroup;

/** The groups a cause bends, as far as they have come. @param {Groups} groups @param {readonly ChangePack[]} packs of the cause: another's may not be gone yet */
export function bentOf(groups, packs) {
  const urls = new Set(packs.map(({ url }) => url));
  return [...groups.values()].filter((group) => group instanceof ChangeGroup && group.mesh && urls.has(group.url)).map((group) => /** @type {ChangeGroup} */ (group));
}

/** What is drawn: all of the body, and of causes the chosen one. @param {Groups} groups @param {readonly Group[]} bent */
export const drawnOf = (groups, bent) => [...groups.values()].filter((group) => !(group instanceof ChangeGroup) || bent.includes(group));

/** Places on a way at which one looks what touches, and how early the way touches there that does so from here on: half-way from the place before. */
const LOOKED = [[0, 1], [0.25, 0.875], [0.5, 0.625], [0.75, 0.375], [1, 0.125]];

/** Bends what a cause changes as far as an amount says. @param {Groups} groups @param {readonly ChangeGroup[]} bent @param {number} amount 0-1 @param {import("../change/types.js").Facts} [facts] */
export function bend(groups, bent, amount, facts) {
  for (const group of groups.values()) if (group instanceof LineGroup) group.carry(amount, facts);
  if (amount && facts) touching(bent, stretch(facts.amounts, amount).to, facts);
  for (const group of bent) group.bend(amount);
}

/** Looks where what presses and what is pressed touch on the way to one of a cause's amounts, once all of it is there. @param {readonly ChangeGroup[]} bent @param {number} to @param {import("../change/types.js").Facts} facts */
function touching(bent, to, { amounts, presser, pressed }) {
  if (bent.every((group) => group.looked.has(to))) return;
  const [start, end] = [[0, ...amounts][to - 1], amounts[to - 1]];
  for (const [share, early] of LOOKED) {
    for (const group of bent) group.place(start + share * (end - start), [...presser, ...pressed]);
    for (const one of bent) {
      for (const other of bent) {
        one.touch(pressed, other, presser, to, early);
        one.touch(presser, other, pressed, to, early);
      }
    }
  }
  for (const group of bent) group.lookedAt(to);
}
