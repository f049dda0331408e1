// What is read can be spoken, by the browser's own voice where it has one.

import { follow, get, set } from "../state/store.js";
import { words } from "../words/words.js";

export const speech = {
  /** Whether this browser speaks. */
  can: "speechSynthesis" in window,

  /** Speaks a text, or falls silent. @param {readonly (string | undefined)[]} parts */
  toggle(parts) {
    if (get("speaking")) return speech.stop();
    const text = parts.filter(Boolean).map((part) => `${part}`.replace(/([^.!?:…])$/, "$1.")).join(" ");
    const said = Object.assign(new window.SpeechSynthesisUtterance(text), { lang: words.language.code });
    said.onend = said.onerror = () => set("speaking", false);
    window.speechSynthesis.cancel();
    set("speaking", true);
    window.speechSynthesis.speak(said);
  },

  stop() {
    if (!get("speaking")) return;
    window.speechSynthesis.cancel();
    set("speaking", false);
  },

  /** What of a card is spoken: what it is, its sentence, the steps to it, what stands with its picture, when to be seen. @param {import("../edition/types.js").Card} card */
  ofCard: ({ title, detail, lead, steps = [], frame, care }) => [title, detail, lead?.text, ...steps.flatMap((step) => [step.title, step.text]), ...frame.map(({ text }) => text), care?.text],
};

/** What was read is no longer there: nobody speaks of it. */
export function followSpeech() {
  let begun = false;
  follow(["card", "step", "telling", "way", "voice", "walked", "hurts"], () => {
    if (begun) speech.stop();
    begun = true;
  });
}
