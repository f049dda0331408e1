// Which cut is made, and how its slider stands.

import { readCut } from "../scene/cut.js";
import { lengthOf } from "../section/course.js";
import { entry, get } from "../state/store.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";

/** @typedef {"axial" | "sagittal" | "coronal" | "nerve"} Kind */
/** @typedef {Kind | "none" | ""} Chosen empty: as the chosen cause has it */

/** @type {Readonly<Record<string, number>>} across which the cut is moved: x, y, z */
export const AXIS = { sagittal: 0, coronal: 1, axial: 2 };
const AROUND = 60; // mm to either side of something small that is chosen

/** Which of the choices holds. @param {string} cut @param {unknown} cause the chosen one as it is drawn @returns {Chosen} */
export function cutKind(cut, cause) {
  if (cut) return /** @type {Chosen} */ (cut.split(":")[0]);
  return ownCut(cause) ? "" : "none";
}

/** The ways to cut, with their words; the cause's own where it has one. @param {unknown} cause the chosen one as it is drawn @returns {(readonly [Chosen, string])[]} */
export function cutWays(cause) {
  const usual = /** @type {const} */ (["none", "axial", "sagittal", "coronal", "nerve"]).map((way) => /** @type {const} */ ([way, words.cut[way]]));
  return ownCut(cause) ? [["", words.cut.own], ...usual] : usual;
}

/** @param {unknown} cause the chosen one as it is drawn */
const ownCut = (cause) => /** @type {import("./cause.js").Drawn | null} */ (cause)?.look.cut;

/** Where the slider begins and ends, and where it stands, mm: along the nerve, around what is chosen, or else through all of the body. @param {string} cut @param {string} select */
export function cutRange(cut, select) {
  const { kind, nerve, at } = readCut(cut);
  if (nerve) return { at, least: 0, most: Math.max(at, Math.floor(lengthOf(get("courses").lines[nerve] ?? []))) };
  const axis = AXIS[kind] ?? 2;
  const [low, high] = get("atlas").bounds.slice(2 * axis, 2 * axis + 2).map(Math.round);
  const chosen = select ? entry(select) : null;
  const reach = chosen ? Math.max(chosen.reach, AROUND) : Infinity;
  const centre = chosen ? chosen.centre[axis] : 0;
  const least = Math.max(low, Math.round(centre - reach));
  const most = Math.min(high, Math.round(centre + reach));
  return { at, least: Math.min(at, least), most: Math.max(at, most) };
}

/** Where the cut is, in words. @param {string} cut */
export function cutPlace(cut) {
  const { kind, nerve, at } = readCut(cut);
  if (nerve) return fill(words.cut.at_nerve, { nerve: entry(nerve)?.name ?? "", mm: String(at) });
  const sides = { axial: ["axial", "axial", "axial"], sagittal: ["right", "middle", "left"], coronal: ["front", "middle", "back"] };
  const way = sides[/** @type {keyof typeof sides} */ (kind)]?.[Math.sign(at) + 1];
  return way ? fill(words.cut[/** @type {"at_axial"} */ (`at_${way}`)], { mm: String(Math.abs(at)) }) : "";
}
