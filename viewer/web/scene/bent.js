// Draw groups of the body, and those in which a cause bends parts of them.

import { ChangeGroup } from "./change_group.js";
import { Group } from "./group.js";
import { part } from "./mesh.js";
import { ZoneGroup } from "./zone_group.js";

/** @typedef {import("../edition/types.js").Pack} Pack */
/** @typedef {import("./types.js").BodyMesh} BodyMesh */
/** @typedef {import("./types.js").ChangePack} ChangePack */
/** @typedef {ReadonlyMap<string, Group>} Groups by name */

/** What draws a pack. @param {Pack | ChangePack} pack @param {import("./types.js").Held} held @param {Groups} groups @returns {Group} */
export function groupOf(pack, held, groups) {
  if ("changes" in pack) return new ChangeGroup(pack, held, (id) => healthy(groups, id));
  const skin = () => [...groups.values()].find((group) => group.layer === "skin")?.ready;
  return pack.layer === "zones" ? new ZoneGroup(pack, held, skin) : new Group(pack, held);
}

/** A part of the body as it is, once it has come. @param {Groups} groups @param {string} id */
async function healthy(groups, id) {
  const of = [...groups.values()].find((group) => !(group instanceof ChangeGroup) && group.ids.includes(id));
  if (!of) throw new Error(`${id} is not fetched`);
  return part(/** @type {BodyMesh} */ (await of.ready), of.ids.indexOf(id));
}

/** The groups a cause bends, as far as they have come. @param {Groups} groups @param {readonly ChangePack[]} packs of the cause: another's may not be gone yet */
export function bentOf(groups, packs) {
  const urls = new Set(packs.map(({ url }) => url));
  return [...groups.values()].filter((group) => group instanceof ChangeGroup && group.mesh && urls.has(group.url)).map((group) => /** @type {ChangeGroup} */ (group));
}

/** What is drawn: all of the body, and of causes the chosen one. @param {Groups} groups @param {readonly Group[]} bent */
export const drawnOf = (groups, bent) => [...groups.values()].filter((group) => !(group instanceof ChangeGroup) || bent.includes(group));

/** Bends all of them as far as an amount says, and marks where what presses and what is pressed touch. @param {readonly ChangeGroup[]} groups @param {number} amount 0-1 @param {import("../change/types.js").Facts} [facts] */
export function bend(groups, amount, { presser, pressed } = /** @type {any} */ ({ presser: [], pressed: [] })) {
  for (const group of groups) group.bend(amount);
  if (!amount) return;
  for (const one of groups) {
    for (const other of groups) {
      one.touch(pressed, other, presser);
      one.touch(presser, other, pressed);
    }
  }
}
