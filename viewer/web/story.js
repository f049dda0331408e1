// Stories: the page shows what each step speaks of, and is as it was before when the story ends.

import { keep, push } from "./links.js";
import { page } from "./page.js";
import { afterCard, scene } from "./scene.js";
import { entry, follow, get, set, update } from "./store.js";

const LOOK = ["shown", "opacity", "side", "variant", "zoning", "hidden", "isolated"];
const FORTH = new Set(["n", "N", "PageDown"]);
const BACK = new Set(["p", "P", "PageUp"]);

let before = null; // how things looked, and what had the focus

export const story = {
  /** Plays a story, from its first step or another. */
  async start(id, { step = 0, history = true } = {}) {
    const told = await ask(id);
    if (!told) return;
    before ??= { ...looks(), opener: document.activeElement };
    const last = told.steps.length - 1;
    update({ telling: told, step: Math.max(0, Math.min(step, last)), sheet: "" });
    show();
    if (history) push();
    window.Vue.nextTick(() => document.getElementById("step-title")?.focus({ preventScroll: true }));
  },

  go(step) {
    const { steps } = get("telling") ?? { steps: [] };
    if (!(step in steps) || step === get("step")) return;
    set("step", step);
    show();
    keep();
    window.Vue.nextTick(() => document.getElementById("story")?.scrollTo(0, 0));
  },

  next() {
    story.go(get("step") + 1);
  },

  back() {
    story.go(get("step") - 1);
  },

  /** Ends the story: everything is as it was before it. */
  exit({ history = true } = {}) {
    if (!get("telling")) return;
    const { opener, pose, view, selected, ...look } = before ?? opening();
    before = null;
    update({ telling: null, step: 0 });
    page.select(selected in get("atlas").entries ? selected : "", { fly: false, history: false });
    const known = (id) => id in get("atlas").entries;
    update({ ...look, hidden: look.hidden.filter(known), isolated: look.isolated.filter(known) });
    if (view) scene.orbit.toView(view);
    else if (pose) scene.orbit.fly(pose);
    if (history) push();
    (opener?.isConnected && opener !== document.body ? opener : document.getElementById("stage"))?.focus({ preventScroll: true });
  },
};

const ask = (id) => window.trame.trigger("story", [id]);

/** How things look now. */
function looks() {
  const { pose } = scene.orbit;
  const look = Object.fromEntries(LOOK.map((key) => [key, get(key)]));
  return { ...look, selected: get("selected"), sheet: get("sheet"), view: get("view"), pose: { ...pose, focal: [...pose.focal] } };
}

/** How things look when the page opens without a story. */
function opening() {
  const { layers } = get("atlas");
  const each = (value) => Object.fromEntries(layers.map((layer) => [layer.id, value(layer)]));
  return {
    shown: each((layer) => layer.shown),
    opacity: each((layer) => layer.opacity),
    side: "both", variant: "", zoning: "dermatome", hidden: [], isolated: [], selected: "", sheet: "", view: "back",
  };
}

/** Shows what the step speaks of; the camera flies there. */
function show() {
  const { view, selected, ...look } = get("telling").steps[get("step")].look;
  page.select(selected, { fly: false, history: false });
  update({ ...look, sheet: "" });
  need();
  afterCard(() => {
    if (view) scene.orbit.toView(view);
    else if (selected) page.fly(selected);
  });
}

/** Fetches the layers of a step. */
function need() {
  const shown = get("shown");
  Object.keys(shown).filter((layer) => shown[layer]).forEach(page.need);
  const named = [...get("isolated"), get("selected")].map((id) => entry(id)?.layer);
  named.filter(Boolean).forEach(page.need);
}

function keys(event) {
  if (!get("telling") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || event.target.closest?.("input, textarea, select")) return;
  // In the list and in the details these two scroll.
  if (event.key.startsWith("Page") && event.target.closest?.(".explore, .details")) return;
  if (FORTH.has(event.key)) story.next();
  else if (BACK.has(event.key)) story.back();
  else return;
  event.preventDefault();
}

/** Another voice or another body tells the same step anew; a story that is not there any more ends. */
async function retell(showing) {
  const telling = get("telling");
  if (!telling) return;
  const told = await ask(telling.id);
  if (get("telling")?.id !== telling.id) return;
  if (!told) {
    story.exit();
    return;
  }
  set("telling", told);
  if (showing) show();
}

export function watchStory() {
  document.addEventListener("keydown", keys);
  let [voice, atlas] = [get("voice"), get("atlas")];
  follow(["voice"], (now) => {
    if (now !== voice) retell(false);
    voice = now;
  });
  follow(["atlas"], (now) => {
    if (now !== atlas) retell(now.body !== atlas.body);
    atlas = now;
  });
  if (get("telling")) need();
}
