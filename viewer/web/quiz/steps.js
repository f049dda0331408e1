// From question to question: what is answered, asked again, begun and left.

import { copyText } from "../parts/copy.js";
import { leaveLook } from "../parts/chosen_look.js";
import { select } from "../parts/selection.js";
import { edition } from "../source/source.js";
import { flush, keep, push } from "../state/history.js";
import { get, set, update } from "../state/store.js";

/** @typedef {import("./types.js").Answer} Answer */

const SEEDS = 9999;

/** @param {Answer | undefined} given to the question that is asked; undefined: it is open again */
function put(given) {
  const asking = get("asking");
  if (!asking) return;
  const answers = [...asking.answers];
  answers[asking.at] = given;
  set("answered", { ...get("answered"), [asking.quiz]: answers });
}

/** @param {string} id of an element */
const focus = (id) => window.Vue.nextTick(() => document.getElementById(id)?.focus({ preventScroll: true }));

/** @param {Answer} given */
export function answer(given) {
  put(given);
  keep();
  focus("quiz-next");
}

/** The same question once more. */
export function again() {
  put(undefined);
  focus("quiz-title");
}

/** @param {number} at from 0 */
function go(at) {
  set("question", at + 1);
  keep();
  document.getElementById("details")?.scrollTo(0, 0);
  focus("quiz-title");
}

/** On to the next question that is open; after the last one to how it went. */
export function next() {
  const asking = get("asking");
  if (!asking) return;
  const { at, answers } = asking;
  const open = answers.findIndex((one, i) => i > at && !one);
  go(open < 0 ? answers.length : open);
}

/** Asks again what was not right. */
export function missed() {
  const asking = get("asking");
  if (!asking) return;
  const answers = asking.answers.map((one) => (one?.mark === "right" ? one : undefined));
  set("answered", { ...get("answered"), [asking.quiz]: answers });
  go(answers.findIndex((one) => !one));
}

/** Begins a quiz by its name in the address, from its first question. @param {string} quiz */
export function begin(quiz) {
  flush();
  update({ quiz, question: 0, answered: { ...get("answered"), [quiz]: [] }, sheet: "half" });
  push();
  focus("quiz-title");
}

/** Questions nobody chose: of a topic, and of one kind or all. @param {string} topic @param {string} kind */
export const fresh = (topic, kind) => begin([topic, kind, 1 + Math.floor(Math.random() * SEEDS)].filter(Boolean).join("."));

/** The same topic with other questions. @param {string} quiz */
export function other(quiz) {
  const [topic, ...rest] = quiz.split(".");
  fresh(topic, rest.length > 1 ? rest[0] : "");
}

/** Nothing is asked any more: all is shown as it was before. */
function close() {
  flush();
  update({ quiz: "", question: 0, select: "", hide: [] });
  leaveLook();
}

export function leave() {
  close();
  push();
  document.getElementById("stage")?.focus({ preventScroll: true });
}

/** Leaves for the card of a thing; the browser's back button returns. @param {string} id */
export function see(id) {
  close();
  select(id);
}

/** Copies a link that asks the same questions of whoever opens it, in the same voice. @param {string} quiz */
export function copy(quiz) {
  const asked = new URLSearchParams({ body: get("body"), voice: get("voice"), quiz });
  return copyText(`${location.href.replace(/[?#].*$/, "")}${edition.source === "held" ? "#" : "?"}${asked}`);
}
