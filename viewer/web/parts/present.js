// Presenting: nothing but the body, large names and a caption; a clicker goes on, and the notes are in a window of their own.

import { scene } from "../scene/scene.js";
import { follow, get, set } from "../state/store.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";
import { setAmount } from "./amount.js";
import { captionOf } from "./caption.js";
import { marginsChanged } from "./margin_labels.js";
import { notes } from "./present_notes.js";
import { shut } from "./popovers.js";
import { story } from "./story.js";
import { walk } from "./walk.js";

const NEXT = ["ArrowRight", "PageDown", " ", "n", "Enter"];
const BACK = ["ArrowLeft", "PageUp", "p"];

export const present = {
  async start() {
    shut();
    set("present", true);
    document.getElementById("stage")?.focus({ preventScroll: true });
    try {
      await document.documentElement.requestFullscreen?.();
    } catch {
      // The browser does not allow it here: the page is presented in its window.
    }
  },

  leave() {
    set("blank", false);
    set("present", false);
    notes.close();
    if (document.fullscreenElement) document.exitFullscreen();
  },

  blank: () => set("blank", get("present") && !get("blank")),

  notes: () => notes.open(),

  /** On: to the next step, or back to this one where somebody has turned the body. */
  next() {
    if (get("blank")) return set("blank", false);
    if (returned()) return;
    if (get("telling")) story.next();
    else if (get("walking")) walk.next();
    else if (get("cause")) setAmount(get("amount") < 100 ? 100 : 0);
  },

  back() {
    if (get("blank")) return set("blank", false);
    if (returned()) return;
    if (get("telling")) story.back();
    else if (get("walking")) walk.back();
    else if (get("cause")) setAmount(get("amount") > 0 ? 0 : 100);
  },

  /** What a key does while something is presented; false: what it does anyway. @param {KeyboardEvent} event */
  key({ key, target, ctrlKey, metaKey, altKey }) {
    if (!get("present") || ctrlKey || metaKey || altKey) return false;
    if ((key === " " || key === "Enter") && target instanceof Element && target.tagName === "BUTTON") return false;
    if (NEXT.includes(key)) present.next();
    else if (BACK.includes(key)) present.back();
    else if (key === "b" || key === "B" || key === ".") present.blank();
    else if (key === "Escape" && get("blank")) set("blank", false);
    else if (key === "Escape") present.leave();
    else return false;
    return true;
  },

  // The template hands over what these read, so that it draws them anew when that changes.
  /** What is told, its caption, and where one is. @param {import("../state/types.js").State["telling"]} telling @param {number} step @param {import("../walk/types.js").Path | null} walking @param {number} along @param {import("../walk/types.js").WalkWords | null} walkTold @param {import("../state/types.js").State["card"]} card */
  told(telling, step, walking, along, walkTold, card) {
    if (telling) return told(telling.title, telling.steps[step - 1].title, telling.steps[step - 1].text, step, telling.steps.length);
    if (walking) {
      const stop = walk.stop(walking, along, walkTold);
      return told(words.ways.follow.name, stop.told?.title ?? "", stop.told?.text ?? "", stop.index + 1, walking.stops.length);
    }
    if (card && "lead" in card) return told(card.title, card.title, card.lead?.text ?? "", 0, 0);
    return told(words.page.title, "", "", 0, 0);
  },

  /** @param {number} now @param {number} all */
  count: (now, all) => fill(words.story.count, { step: now, steps: all }),
};

/** @param {string} title @param {string} head @param {string} text @param {number} now @param {number} all */
const told = (title, head, text, now, all) => ({ title, head, text, caption: captionOf(text, head), now, all });

/** Back to where the step looks from, where somebody has turned the body since. */
function returned() {
  if (scene.orbit.wanted || !(get("telling") || get("walking"))) return false;
  if (get("telling")) story.again();
  else walk.stopAt(Math.round(get("along")));
  return true;
}

export function followPresent() {
  follow(["present"], (on) => {
    document.documentElement.toggleAttribute("data-present", on);
    window.Vue.nextTick(() => {
      scene.resize();
      marginsChanged();
    });
  });
  follow(["present", "telling", "step", "walking", "along", "walkTold", "card"], (on, telling, step, walking, along, walkTold, card) => {
    if (!on) return;
    const now = present.told(telling, step, walking, along, walkTold, card);
    const next = telling?.steps[step] ?? null;
    notes.write(now, next ? next.title : "");
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && get("present")) present.leave();
  });
}
