// Stories: the page shows what each step speaks of, and is as it was before when the story ends.

import { text } from "../edition/texts.js";
import { afterWords, scene } from "../scene/scene.js";
import { read } from "../state/address.js";
import { ofStory } from "../state/fields.js";
import { flush, keep, push } from "../state/history.js";
import { knownNow } from "../state/known.js";
import { all, entry, follow, get, set, update } from "../state/store.js";
import { fitted, startValues } from "../state/values.js";
import { words } from "../words/words.js";
import { fill } from "../words/fill.js";
import { note, unnote } from "./notices.js";
import { shut } from "./popovers.js";
import { takeLook } from "./chosen_look.js";
import { flyTo } from "./selection.js";
import { need as needLayer } from "./visibility.js";

const LATE = 1000; // ms from which somebody who waits is told so
const SETTLED = ofStory().filter((key) => key !== "camera");

/** @typedef {import("../state/types.js").State} State */
/** @typedef {NonNullable<State["telling"]>} Telling */
/** @typedef {Telling["steps"][number]["look"]} Look */
/** @typedef {Look | { address: string }} Raw as a story's list has it */
/** @typedef {{ pose: import("../camera/types.js").Pose, sheet: State["sheet"], opener: Element | null, fields: import("../state/types.js").Values }} Before */

/** @type {Before | null} how things looked, and what had the focus */
let before = null;

/** How the story is told that only this page has. @type {(() => Telling) | null} */
let own = null;

export const story = {
  /** Plays a story, from its first step or another; steps count from 1. @param {string} id */
  async start(id, { step = 1, history = true } = {}) {
    shut();
    if (history) flush();
    const told = await waitedFor(id);
    if (told) begin(told, step, history);
  },

  /** Plays one that this page has itself. @param {() => Telling} makes how it is told, again after another voice or body */
  tell(makes, { step = 1 } = {}) {
    flush();
    own = makes;
    begin(makes(), step, true);
  },

  /** Shows how a step looks, without its words. @param {Raw} look */
  look(look) {
    const telling = get("telling");
    wear(story.lookOf(look), () => get("telling") === telling);
  },

  /** How a step looks, in values of the fields. @param {Raw} look @returns {Look} */
  lookOf(look) {
    if (look.address === undefined || "select" in look) return /** @type {Look} */ (look);
    const { values } = read(look.address, knownNow());
    return /** @type {Look} */ ({ ...Object.fromEntries(ofStory().map((key) => [key, values[key]])), address: look.address });
  },

  /** @param {number} step */
  go(step) {
    const steps = get("telling")?.steps ?? [];
    if (!(step - 1 in steps) || step === get("step")) return;
    set("step", step);
    show();
    keep();
    window.Vue.nextTick(() => document.getElementById("story")?.scrollTo(0, 0));
  },

  /** The step that is told, as it is looked at. */
  again: () => show(),

  next() {
    story.go(get("step") + 1);
  },

  back() {
    story.go(get("step") - 1);
  },

  /** Ends the story: everything is as it was before it. */
  exit({ history = true } = {}) {
    if (!get("telling")) return;
    if (history) flush();
    const known = knownNow();
    const { opener, pose, sheet, fields } = before ?? { opener: null, pose: null, sheet: "half", fields: startValues(known) };
    before = null;
    const { view, ...look } = fitted({ ...all(), ...fields }, known);
    update({ telling: null, story: "", step: 0, pins: [], sheet, around: false, ...Object.fromEntries(SETTLED.filter((key) => key in look).map((key) => [key, look[key]])) });
    if (view) scene.orbit.toView(view);
    else if (pose) scene.orbit.fly(pose);
    if (history) push();
    const next = opener?.isConnected && opener !== document.body ? opener : document.getElementById("stage");
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  },
};

/** @param {Telling} told @param {number} step @param {boolean} history */
function begin(told, step, history) {
  before ??= lookNow();
  update({ telling: told, story: told.id, step: Math.max(1, Math.min(step, told.steps.length)), sheet: "half" });
  if (get("way") === "start") set("way", "free"); // the first visit is over
  show();
  if (history) push();
  window.Vue.nextTick(() => document.getElementById("step-title")?.focus({ preventScroll: true }));
}

/** A story's words, with a sentence while they are long in coming and where they do not come. @param {string} id */
async function waitedFor(id) {
  const title = get("atlas").stories.find((one) => one.id === id)?.title ?? "";
  const coming = fill(words.story.coming, { title });
  const late = setTimeout(() => note(coming), LATE);
  const told = await wordsOf(id);
  clearTimeout(late);
  unnote(coming);
  const lost = fill(words.story.failed, { title });
  if (told) unnote(lost);
  else if (title) note(lost);
  return told;
}

/** A story's words with how the page looks at each step; null where it does not come. @param {string} id @returns {Promise<State["telling"]>} */
async function wordsOf(id) {
  if (!id) return own?.() ?? null;
  const looks = get("atlas").stories.find((one) => one.id === id)?.steps;
  try {
    /** @type {import("../edition/types.js").Story | null} */
    const told = looks ? await text(`story/${id}`) : null;
    return told && looks ? { ...told, steps: told.steps.map((step, i) => ({ ...step, look: story.lookOf(looks[i]) })) } : null;
  } catch (error) {
    console.warn(`The story ${id} did not come: ${/** @type {Error} */ (error).message}`);
    return null;
  }
}

/** How things look now, and what has the focus. @returns {Before} */
function lookNow() {
  /** @type {import("../state/types.js").Values} */
  const state = all();
  const fields = Object.fromEntries(SETTLED.map((key) => [key, state[key]]));
  return { fields, sheet: get("sheet"), pose: scene.orbit.pose, opener: document.activeElement };
}

/** Shows what the step speaks of; the camera flies there. */
function show() {
  const told = get("telling");
  if (!told) return;
  const { look, pins } = told.steps[get("step") - 1];
  set("pins", pins ?? []);
  wear(look, () => get("telling") === told);
}

/** @param {Look} look @param {() => boolean} isWanted whether it still is, once the words have come */
function wear({ view, camera, address, ...values }, isWanted) {
  update({ ...values, around: Boolean(view) });
  need();
  afterWords(() => {
    if (!isWanted()) return;
    if (view) return scene.orbit.toView(view);
    if (camera) return scene.orbit.toCamera(camera);
    if (!values.select) return;
    if (!address) takeLook(values.select);
    flyTo(values.select);
  });
}

/** Fetches the layers of a step. */
function need() {
  const layers = get("show");
  Object.keys(layers).filter((layer) => layers[layer]).forEach(needLayer);
  const named = [...get("only"), get("select")].map((id) => entry(id)?.layer);
  named.filter(Boolean).forEach(needLayer);
}

/** Another voice or another body tells the same step anew; a story that is not there any more ends. @param {boolean} showing */
async function retell(showing) {
  const telling = get("telling");
  if (!telling) return;
  const told = await wordsOf(telling.id);
  if (get("telling")?.id !== telling.id) return;
  if (!told) {
    story.exit();
    return;
  }
  set("telling", told);
  if (showing) show();
}

export function watchStory() {
  let [voice, atlas] = [get("voice"), get("atlas")];
  follow(["voice", "atlas"], (nowVoice, nowAtlas) => {
    const [spoken, gone] = [nowVoice !== voice, nowAtlas !== atlas];
    const showing = nowAtlas.body !== atlas.body;
    [voice, atlas] = [nowVoice, nowAtlas];
    if (spoken || gone) retell(showing);
  });
}
