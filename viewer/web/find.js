// The search box: a combobox that asks the server, and goes to what is chosen.

import { page } from "./page.js";
import { get, set, update } from "./store.js";
import { story } from "./story.js";

const PAUSE = 90; // ms between the last key and the question

let waiting = 0;
let question = 0;

export const find = {
  type(text) {
    set("query", text);
    clearTimeout(waiting);
    if (!text.trim()) {
      question += 1;
      update({ results: [], active: -1 });
      return;
    }
    waiting = setTimeout(() => ask(text), PAUSE);
  },

  async key(event) {
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

  /** Goes to what was found; a story is played. */
  choose({ id, kind }) {
    find.clear();
    if (kind === "story") story.start(id);
    else page.select(id);
  },

  clear() {
    clearTimeout(waiting);
    question += 1;
    update({ query: "", results: [], active: -1 });
  },

  /** A moment later, so that a press on a result still reaches it. */
  leave() {
    setTimeout(() => update({ results: [], active: -1 }), 200);
  },
};

async function ask(text) {
  const mine = (question += 1);
  const results = await window.trame.trigger("find", [text]);
  if (mine === question) update({ results: results ?? [], active: results?.length ? 0 : -1 });
}

async function enter(box) {
  if (waiting && !get("results").length && get("query").trim()) {
    clearTimeout(waiting);
    await ask(get("query"));
  }
  const chosen = get("results")[Math.max(0, get("active"))];
  if (!chosen) return;
  find.choose(chosen);
  box.blur();
  // A story takes the focus to its first words by itself.
  if (chosen.kind !== "story") document.getElementById("details").focus({ preventScroll: true });
}
