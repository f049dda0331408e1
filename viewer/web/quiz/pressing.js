// A press on the body as an answer: what lies there, and how far from the right place.

import { scene } from "../scene/scene.js";
import { entry } from "../state/store.js";
import { relationsNow } from "../edition/relations.js";
import { apart, cunOf, markOfFind, markOfPoint } from "./scoring.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Point} Point */
/** @typedef {import("./types.js").Question} Question */

/** The answer that a press gives; null where it meets nothing. @param {Question} question @param {readonly [number, number]} spot of the stage @param {number} slack pixels @returns {Answer | null} */
export function pressed({ kind, thing }, spot, slack) {
  const hit = scene.pick(...spot, slack);
  return hit && answerAt({ kind, thing }, hit.point, hit.id);
}

/** The answer of a place on a thing. @param {Pick<Question, "kind" | "thing">} question @param {Point} at @param {string} on what lies there @returns {Answer} */
export function answerAt({ kind, thing }, at, on) {
  if (kind !== "point") {
    const distance = on === thing ? 0 : distanceTo(thing, at);
    return { mark: markOfFind(on === thing, distance), chosen: on, at, apart: distance };
  }
  const distance = apart(at, entry(thing).centre);
  return { mark: markOfPoint(distance, radiusOf(thing)), chosen: on, at, apart: distance, cun: distance / (cunOf(relationsNow(thing)) || Infinity) };
}

/** Within how many mm of its middle any place of a region is as good. @param {string} id */
export const radiusOf = (id) => relationsNow(id).construction?.ring ?? 0;

/** A place of a thing that can be marked: of a region its middle, of what is drawn the point nearest to its middle. @param {string} id @returns {Point} */
export function spotOf(id) {
  const { centre } = entry(id);
  return nearestPoint(id, centre) ?? centre;
}

/** @param {string} id @param {Point} from */
function distanceTo(id, from) {
  return apart(from, nearestPoint(id, from) ?? entry(id).centre);
}

/** The point of a drawn thing that is nearest to a place; null where it is not drawn. @param {string} id @param {Point} from @returns {Point | null} */
function nearestPoint(id, [x, y, z]) {
  let best = Infinity;
  /** @type {Point | null} */
  let found = null;
  for (const { mesh } of scene.groups.values()) {
    const part = mesh?.parts.find((one) => one.id === id);
    if (!mesh || !part) continue;
    const { points } = mesh;
    for (let p = 3 * part.firstPoint; p < 3 * part.lastPoint; p += 3) {
      const far = (points[p] - x) ** 2 + (points[p + 1] - y) ** 2 + (points[p + 2] - z) ** 2;
      if (far < best) [best, found] = [far, [points[p], points[p + 1], points[p + 2]]];
    }
  }
  return found;
}
