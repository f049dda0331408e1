// Views that are kept: a story of one's own, put in order, told, and saved as a file. Nothing of it leaves the page.

import { idOf, storyFile } from "../kept/story_file.js";
import { MOST, changedView, movedView, shareOf, withView, withoutView } from "../kept/views.js";
import { write } from "../state/address.js";
import { ofStory } from "../state/fields.js";
import { cameraNow, flush, push, whenPushed } from "../state/history.js";
import { knownNow } from "../state/known.js";
import { all, entry, follow, get, set, update } from "../state/store.js";
import { startValues } from "../state/values.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";
import { fullName } from "./labels.js";
import { marginsChanged } from "./margin_labels.js";
import { note, unnote } from "./notices.js";
import { shut } from "./popovers.js";
import { story } from "./story.js";

/** @typedef {import("../kept/types.js").KeptView} KeptView */
/** @typedef {import("../kept/types.js").Pin} Pin */

const STORED = "sciatica-atlas-kept"; // for a reload of this page, not longer
const LATELY = 30; // views that are remembered without being kept
const SAID = 2500; // ms for which it is said that a view was kept

/** What was looked at since the page opened, each thing once. @type {Omit<KeptView, "key">[]} */
let lately = [];

/** @type {() => Promise<{ open: () => Promise<void>, savePicture: (fine: number) => Promise<boolean> }>} */
let handout;

export const kept = {
  most: MOST,

  /** Opens the list beside what is looked at. */
  open() {
    shut();
    if (get("way") === "kept") return;
    flush();
    story.exit({ history: false });
    update({ way: "kept", sheet: "half" });
    push();
  },

  close() {
    update({ way: "free", pinning: 0, pins: [] });
    push();
  },

  /** Keeps what is seen now as a view at the end. */
  keep() {
    const views = withView(get("kept"), viewNow());
    if (views === get("kept")) return note(fill(words.kept.full, { most: MOST }));
    set("kept", views);
    const said = fill(words.kept.said, { count: views.length });
    note(said);
    setTimeout(() => unnote(said), SAID);
    if (get("way") === "kept") window.Vue.nextTick(() => document.querySelector(".kept-views > :last-child textarea")?.scrollIntoView({ block: "nearest" }));
  },

  /** What is seen now takes the place of a view: its words and pins stay. @param {number} key */
  renew(key) {
    const { look, select } = viewNow();
    kept.change(key, { look, select });
  },

  /** @param {number} key @param {Partial<KeptView>} values */
  change(key, values) {
    set("kept", changedView(get("kept"), key, values));
    if (get("keptShown") === key) set("pins", viewOf(key)?.pins ?? []);
  },

  /** @param {number} key @param {-1 | 1} by */
  move: (key, by) => set("kept", movedView(get("kept"), key, by)),

  /** @param {number} key */
  remove: (key) => replace(withoutView(get("kept"), key), get("keptTitle")),

  clear: () => replace([], ""),

  /** What was removed last is there again. */
  bringBack() {
    const gone = get("keptBefore");
    if (gone) update({ kept: gone.views, keptTitle: gone.title, keptBefore: null });
  },

  /** Shows a view as its step will. @param {number} key */
  show(key) {
    const view = viewOf(key);
    if (!view) return;
    flush();
    kept.wear(view);
    set("keptShown", key);
    push();
  },

  /** Shows it, and no more than that. @param {Pick<KeptView, "look" | "pins">} view */
  wear({ look, pins }) {
    story.look({ address: look });
    set("pins", pins);
  },

  /** What is seen now. */
  now: () => viewNow(),

  /** What is seen as a picture file. @param {number} fine pixels per pixel of the page */
  async savePicture(fine) {
    shut();
    const saved = await handout().then(({ savePicture }) => savePicture(fine)).catch(() => false);
    if (!saved) note(words.kept.no_picture);
  },

  /** A sheet to take home, of the first views. */
  handOut: () => handout().then(({ open }) => open()).catch((error) => {
    console.warn(`The handout did not come: ${error.message}`);
    note(words.kept.no_handout);
  }),

  /** What was looked at since the page opened, as far as it is not kept yet. @param {readonly KeptView[]} views */
  lately: (views) => lately.filter((one) => !views.some(({ title }) => title === one.title)),

  addLately: () => set("kept", kept.lately(get("kept")).reduce((now, view) => withView(now, view), get("kept"))),

  /** The next press on the body sets a pin of this view. @param {number} key */
  pin(key) {
    if (get("keptShown") !== key) kept.show(key);
    set("pinning", get("pinning") === key ? 0 : key);
  },

  /** @param {{ id: string, point: import("../edition/types.js").Point }} hit what was pressed */
  pinAt({ id, point }) {
    if (!entry(id)) return; // what only a cause brings is no place of the body
    const key = get("pinning");
    const pins = viewOf(key)?.pins ?? [];
    set("pinning", 0);
    kept.change(key, { pins: [...pins, { on: id, at: shareOf(point, entry(id)), says: fullName(id) }] });
    window.Vue.nextTick(() => {
      const fields = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(`[data-view="${key}"] .kept-pins input`));
      fields[fields.length - 1]?.select();
    });
  },

  /** @param {number} key @param {number} number of the pin @param {string | null} says null: it is taken away */
  changePin(key, number, says) {
    const pins = viewOf(key)?.pins ?? [];
    kept.change(key, { pins: says === null ? pins.filter((_, i) => i !== number) : pins.map((pin, i) => (i === number ? { ...pin, says } : pin)) });
  },

  /** Tells it, from one of its views on. */
  play: (step = 1) => story.tell(() => telling(), { step }),

  /** Saves it as a map file. */
  save() {
    const title = get("keptTitle").trim() || words.kept.untitled;
    const url = URL.createObjectURL(new Blob([storyFile(title, get("kept"))], { type: "application/toml" }));
    Object.assign(document.createElement("a"), { href: url, download: `${idOf(title)}.toml` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  },

  /** Takes a story that is told as the beginning of one's own. @param {NonNullable<import("../state/types.js").State["telling"]>} told */
  from(told) {
    const views = told.steps.map(({ title, text, pins = [], look }) => ({ title, words: text, pins, select: look.select ?? "", look: look.address ?? addressOf(look) }));
    story.exit({ history: false });
    replace(views.reduce((now, view) => withView(now, view), /** @type {readonly KeptView[]} */ ([])), told.title);
    kept.open();
  },
};

/** @param {readonly KeptView[]} views @param {string} title */
function replace(views, title) {
  const isGone = !views.some(({ key }) => key === get("keptShown"));
  update({ keptBefore: { views: get("kept"), title: get("keptTitle") }, kept: views, keptTitle: title, pinning: 0, ...(isGone && { keptShown: 0, pins: [] }) });
}

/** @param {number} key */
const viewOf = (key) => get("kept").find((one) => one.key === key);

/** The words of an address for what a step settles. @param {Partial<import("../state/types.js").Values>} values */
function addressOf(values) {
  const known = knownNow();
  const query = new URLSearchParams(write({ ...startValues(known), ...values, story: "", body: get("atlas").body }, known, { whole: true }));
  return ofStory().filter((key) => query.has(key)).map((key) => `${key}=${encodeURIComponent(query.get(key) ?? "").replaceAll("%2C", ",").replaceAll("%3A", ":")}`).join("&");
}

/** What is seen now. @returns {Omit<KeptView, "key">} */
function viewNow() {
  /** @type {import("../state/types.js").Values} */
  const state = all();
  const select = get("select");
  return { title: titleNow(), words: "", select, look: addressOf({ ...Object.fromEntries(ofStory().map((key) => [key, state[key]])), camera: cameraNow() }), pins: [] };
}

function titleNow() {
  const [chosen] = [get("select"), ...get("hurts"), ...get("walk").slice(-1)].filter(Boolean);
  return chosen && entry(chosen) ? fullName(chosen) : fill(words.kept.view, { count: get("kept").length + 1 });
}

/** It as a story is told. @returns {NonNullable<import("../state/types.js").State["telling"]>} */
function telling() {
  const steps = get("kept").map(({ title, words: text, look, pins }) => ({ title, text, refs: [], own: true, pins, look: story.lookOf({ address: look }) }));
  return { id: "", title: get("keptTitle") || words.kept.untitled, about: { text: "", refs: [] }, steps, sources: [] };
}

/** What was kept before a reload is there again; what is looked at is remembered. @param {typeof handout} load fetches what makes a handout */
export function followKept(load) {
  handout = load;
  const before = stored();
  update({ kept: before.views ?? [], keptTitle: before.title ?? "" });
  follow(["kept", "keptTitle"], (now, name) => store({ title: name, views: now }));
  follow(["pins"], marginsChanged);
  whenPushed(() => {
    if (!get("select") && !get("hurts").length && !get("method") && !get("walk").length) return;
    const view = viewNow();
    lately = [...lately.filter(({ title }) => title !== view.title), view].slice(-LATELY);
  });
}

/** @returns {{ title?: string, views?: readonly KeptView[] }} */
function stored() {
  try {
    const { title, views } = JSON.parse(sessionStorage.getItem(STORED) ?? "{}");
    const sound = Array.isArray(views) && views.every((one) => ["title", "words", "look", "select"].every((key) => typeof one[key] === "string") && Array.isArray(one.pins));
    return { title: typeof title === "string" ? title : "", views: sound ? views : [] };
  } catch {
    return {}; // a page inside another one may be denied this storage
  }
}

/** @param {{ title: string, views: readonly KeptView[] }} told */
function store(told) {
  try {
    if (told.views.length || told.title) sessionStorage.setItem(STORED, JSON.stringify(told));
    else sessionStorage.removeItem(STORED);
  } catch (error) {
    console.info(`Nothing is handed over a reload here: ${/** @type {Error} */ (error).message}`);
  }
}

