// The search box: a combobox that asks the index as one types, and goes to what is chosen.

import { words } from "../words/words.js";
import { json } from "../source/source.js";
import { prepare } from "../search/rank.js";
import { page } from "./page.js";
import { get, set, update } from "../state/store.js";
import { quiz } from "./quiz.js";
import { story } from "./story.js";

/** @typedef {import("../search/rank.js").Index} Index */

/** @type {Map<object | string, Index>} by what they were made from, or its address */
const indexes = new Map();
let question = 0;

export const find = {
  /** @param {string} text */
  type(text) {
    set("query", text);
    ask(text);
  },

  /** Fetches the words to find things by, before the first key. */
  ready: () => index().catch(() => {}),

  /** @param {KeyboardEvent & { target: HTMLInputElement }} event */
  async key(event) {
    if (event.isComposing || event.keyCode === 229) return; // it is the input method's
    const results = get("results");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (results.length) set("active", (get("active") + step + results.length) % results.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      await enter(event.target);
    } else if (event.key === "Escape") {
      event.preventDefault();
      find.clear();
      event.target.blur();
    }
  },

  /** Goes to what was found: a story is played, a quiz begun, a page opened. @param {{ id: string, kind: string }} hit */
  choose({ id, kind }) {
    find.clear();
    if (kind === "story") story.start(id);
    else if (kind === "quiz") quiz.start(`own.${id}`);
    else if (kind === "page") page.open(id);
    else page.select(id);
  },

  clear() {
    question += 1;
    update({ query: "", results: [], active: -1, found: "" });
  },

  /** A moment later, so that a press on a result still reaches it; not where somebody has come back and typed meanwhile. */
  leave() {
    const mine = question;
    setTimeout(() => mine === question && update({ results: [], active: -1, found: "" }), 200);
  },
};

/** The index of what this page shows, made once. @returns {Promise<Index>} */
async function index() {
  const { files, search = null } = get("atlas");
  const key = search ?? files.search;
  const before = indexes.get(key);
  if (before) return before;
  const made = prepare(search ?? (await json(files.search)));
  indexes.set(key, made);
  return made;
}

/** @param {string} text */
async function ask(text) {
  const mine = (question += 1);
  if (!text.trim()) {
    update({ results: [], active: -1, found: "" });
    return;
  }
  try {
    const known = await index();
    if (mine !== question) return;
    const { hits, note } = known.find(text);
    update({ results: hits, active: hits.length ? 0 : -1, found: note });
  } catch (error) {
    console.warn(`The search did not come: ${/** @type {Error} */ (error).message}`);
    if (mine === question) update({ results: [], active: -1, found: words.bar.no_words });
  }
}

/** @param {HTMLInputElement} box */
async function enter(box) {
  await ask(get("query"));
  const chosen = get("results")[Math.max(0, get("active"))];
  if (!chosen) return;
  find.choose(chosen);
  box.blur();
  // A story, a quiz and a page take the focus to their first words by themselves.
  if (!["story", "quiz", "page"].includes(chosen.kind)) document.getElementById("details")?.focus({ preventScroll: true });
}
