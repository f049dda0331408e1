// The quiz that is on: what is asked follows from the address, and what was answered is kept while the page is open.

import { needRelations } from "../edition/relations.js";
import { text } from "../edition/texts.js";
import { walksAt } from "../parts/courses.js";
import { note } from "../parts/notices.js";
import { isList } from "../parts/ways.js";
import { jsonOnce } from "../source/source.js";
import { follow, get, set, update } from "../state/store.js";
import { scene } from "../scene/scene.js";
import { fill } from "../words/fill.js";
import { pressKey } from "./cross.js";
import { asked, ownQuestions, questions } from "./making.js";
import { drawMarks, moveCursor } from "./marks.js";
import { pressed } from "./pressing.js";
import { reveal, settle, show } from "./showing.js";
import { AtlasQuiz } from "./sheet.js";
import { answer, leave } from "./steps.js";
import { said } from "./words.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Asking} Asking */
/** @typedef {import("./types.js").Set} Set */

const CHOOSE = "choose"; // where none is chosen yet
const OWN = "own."; // before the id of somebody's own
const SLACK = 5; // pixels a thin nerve may be missed by

/** The questions that were made last. @type {{ key: string, set: Set } | null} */
let made = null;
/** What the body shows now: of which question, and whether with its answer. */
let shown = "";

/** Follows what is asked, and leaves it when something else is begun. */
export function begin() {
  scene.afterDraw.push(drawMarks);
  follow(["quiz", "question", "atlas", "voice", "preview", "answered"], refresh);
  follow(["select"], (id) => id && get("asking")?.open && set("select", "")); // its name would be read
  follow(["telling", "walking", "laying", "way"], (telling, walking, laying, way) => get("quiz") && (telling || walking || laying || isList(way)) && set("quiz", ""));
}

async function refresh() {
  const quiz = get("quiz");
  if (!quiz) return end();
  if (quiz === CHOOSE) return put({ id: quiz, title: "", questions: [], sources: [] });
  const key = [quiz, get("atlas").files.relations, get("preview") ? get("voice") : "", asked(quiz) ? "" : get("voice")].join();
  if (made?.key === key) return put(made.set);
  if (get("asking")?.quiz !== quiz) set("asking", null); // nobody answers a question of another one meanwhile
  try {
    const came = await load(quiz);
    if (quiz !== get("quiz")) return;
    if (!came) return unknown(quiz);
    made = { key, set: came };
    put(came);
  } catch (error) {
    console.warn(`The questions did not come: ${/** @type {Error} */ (error).message}`);
    note(said.not_come);
    update({ quiz: "", question: 0 });
  }
}

/** @param {string} quiz @returns {Promise<Set | null>} null where there is no such quiz */
async function load(quiz) {
  const atlas = get("atlas");
  const what = asked(quiz);
  const [relations, walks, told] = await Promise.all([jsonOnce(atlas.files.relations), walksAt(atlas.files.courses), what ? null : text(`quiz/${quiz.slice(OWN.length)}`)]);
  if (what) return { id: quiz, title: said.topics[/** @type {keyof typeof said.topics} */ (what.topic)], questions: questions({ atlas, relations, walks }, what), sources: [] };
  if (!told) return null;
  const own = ownQuestions(atlas, told.questions);
  await Promise.all(own.map(({ thing }) => needRelations(thing))); // of a preview they are asked for one by one
  return { id: quiz, title: told.title, questions: own, sources: told.sources };
}

/** @param {string} quiz */
function unknown(quiz) {
  note(fill(said.unknown, { asked: quiz }));
  update({ quiz: CHOOSE, question: 0 });
}

/** @param {Set} set */
function put({ id, title, questions: all, sources }) {
  const at = Math.min(Math.max(0, get("question") - 1), all.length);
  const answers = all.map((_, i) => get("answered")[id]?.[i]);
  const open = at < all.length && !answers[at];
  set("asking", { part: AtlasQuiz, quiz: id, title, questions: all, sources, answers, at, open, press, key: keyed, leave });
  const now = [id, at, open, get("body")].join();
  if (now === shown) return;
  shown = now;
  moveCursor(null);
  if (open) show(all[at]);
  else if (answers[at]) reveal(all[at], answers[at]);
  else settle();
}

/** @param {readonly [number, number]} spot @param {number} slack */
function press(spot, slack) {
  const asking = get("asking");
  const question = asking?.questions[asking.at];
  if (!asking?.open || !question || !isSought(question)) return;
  const found = pressed(question, spot, slack);
  if (found) answer(found);
  else note(said.nothing);
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  const asking = get("asking");
  const question = asking?.questions[asking.at];
  return Boolean(asking?.open && question && isSought(question)) && pressKey(event, (spot) => press(spot, SLACK));
}

/** Whether a press on the body answers it. @param {import("./types.js").Question} question */
const isSought = ({ kind }) => kind === "find" || kind === "point";

function end() {
  if (!get("asking")) return;
  shown = "";
  moveCursor(null);
  settle();
  made = null;
  set("asking", null);
}
