// The named views, each of which has two sides.

import { get } from "../state/store.js";

/** @typedef {import("../edition/types.js").Side} Side */
/** @typedef {import("../edition/types.js").View} View */

/** @param {View | undefined} a @param {View} b */
const alike = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** A named view: of the side in its name (`wrist.left`), or of the one that is looked at. @param {string} named @returns {View | undefined} */
export function viewOf(named) {
  const [name, wanted] = named.split(".");
  const sides = get("atlas").views[name];
  const [, own] = /\.(left|right)$/.exec(get("select")) ?? [];
  const side = get("side") === "both" ? (own ?? "left") : get("side");
  return sides?.[/** @type {Side} */ (wanted || side)];
}

/** What a view is called now: as before, or by its side; undefined where it is none of that name. @param {View} view @param {string} before */
export function nameOf(view, before) {
  const [name] = before.split(".");
  return [before, `${name}.left`, `${name}.right`].find((one) => alike(viewOf(one), view));
}
