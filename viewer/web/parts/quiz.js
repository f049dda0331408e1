// A quiz is fetched when the first one is asked for: here is only what begins it.

import { flush, push } from "../state/history.js";
import { follow, get, set, update } from "../state/store.js";
import { words } from "../words/words.js";
import { note } from "./notices.js";
import { shut } from "./popovers.js";
import { story } from "./story.js";

const CHOOSE = "choose"; // the topic has still to be chosen

export const quiz = {
  /** Begins a quiz by its name in the address; without one a topic can be chosen. @param {string} [name] */
  start(name = CHOOSE) {
    shut();
    if (get("quiz") && name === CHOOSE) return;
    flush();
    story.exit({ history: false });
    update({ select: "", walk: [], along: 0, method: "", system: 0, cut: "", way: "free", quiz: name, question: 0, sheet: "half" });
    push();
  },
};

/** Follows whether a quiz is asked for. @param {() => Promise<{ begin: () => void }>} load fetches what asks */
export function followQuiz(load) {
  /** @type {Promise<void> | null} */
  let coming = null;
  follow(["quiz"], async (asked) => {
    if (!asked || coming) return;
    try {
      coming = load().then(({ begin }) => begin());
      await coming;
      window.Vue.nextTick(() => document.getElementById("quiz-title")?.focus({ preventScroll: true }));
    } catch (error) {
      coming = null;
      console.warn(`The quiz did not come: ${/** @type {Error} */ (error).message}`);
      note(words.quiz.not_come);
      set("quiz", "");
    }
  });
}
