// What the body shows of a question, and of its answer.

import { takeLook, wear } from "../parts/chosen_look.js";
import { need } from "../parts/visibility.js";
import { entry, update } from "../state/store.js";
import { mark } from "./marks.js";
import { radiusOf, spotOf } from "./pressing.js";
import { aim, dress, frame, isHidden, BEHIND } from "./stage_look.js";
import { said } from "./words.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Question} Question */

const WHOLE = 900; // mm that are seen of a path
const PATH = { layers: ["skin", "bones", "nerves"], opacity: { skin: 0.24 } };

/** A question that is open. @param {Question} question */
export function show(question) {
  dress(question);
  aim(question);
  mark(ringed(question));
}

/** A region is no thing that could be lit: a ring stands for it. @param {Question} question @returns {import("./marks.js").Mark[]} */
const ringed = ({ kind, thing }) => (kind === "name" && entry(thing).kind === "region" ? [{ at: entry(thing).centre, is: "ring", radius: radiusOf(thing) }] : []);

/** Letters at the places one can choose from, or none. @param {Question} question @param {boolean} on */
export function letters(question, on) {
  mark(on ? question.choices.map((id, i) => ({ at: spotOf(id), is: "letter", words: String.fromCharCode(65 + i) })) : ringed(question));
}

/** An answered question: the right one is chosen on the body, with where it was pressed. @param {Question} question @param {Answer} answer */
export function reveal({ kind, thing, order = [], nerve = "" }, { at, mark: how }) {
  if (kind === "order" || kind === "match") {
    wear(PATH);
    if (kind === "match") need("zones"); // where it is felt
    update({ asked: kind === "order" ? order : [thing], select: kind === "order" ? "" : nerve });
    if (kind === "match") frame([entry(thing).centre, [entry(thing).centre[0], entry(thing).centre[1], 0]], BEHIND, WHOLE);
    return mark([]);
  }
  update({ asked: [], select: thing });
  need(entry(thing).layer);
  if (entry(thing).kind === "region") takeLook(thing);
  const right = kind === "point" || entry(thing).kind === "region" ? entry(thing).centre : spotOf(thing);
  const ring = entry(thing).kind === "region" ? { radius: radiusOf(thing) } : {};
  mark([{ at: right, is: "ring", words: said.here, ...ring }, ...(at ? [/** @type {const} */ ({ at, is: "cross", words: how === "right" ? "" : said.pressed })] : [])]);
  if (at && how !== "right") frame([right, at], entry(thing));
}

/** Nothing is asked: between quizzes, at the end of one, and where something else has begun, which shows what it needs. */
export function settle() {
  mark([]);
  update({ asked: [], ...(isHidden() ? { hide: [] } : {}) });
}
