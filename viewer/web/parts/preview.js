// Somebody's own map files, shown on this page only: dropped or chosen, sent, and kept in this page's memory alone.

import { words } from "../words/words.js";
import { forgetRelations } from "../edition/relations.js";
import { forgetPreviewed } from "../edition/texts.js";
import { json, source } from "../source/source.js";
import { keep } from "../state/history.js";
import { onTop, startOf } from "./bodies.js";
import { page } from "./page.js";
import { Unreadable, addedTo, ask, hold, holdsFiles, inTurn, read, send } from "./sending.js";
import { scene } from "../scene/scene.js";
import { get, set, update } from "../state/store.js";
import { quiz } from "./quiz.js";
import { story } from "./story.js";
import { isOn } from "./target.js";

const SHOWN = "sciatica-atlas-previewing"; // whether a reload ends a preview

/** @typedef {import("../edition/types.js").Added} Added */

const troubles = () => /** @type {HTMLDialogElement | null} */ (document.getElementById("troubles"));

export const preview = {
  choose() {
    document.getElementById("preview-file")?.click();
  },

  /** Files from the file button; the same file can be chosen again after it was mended. @param {Event & { target: HTMLInputElement }} event */
  chosen(event) {
    const files = [...(event.target.files ?? [])];
    event.target.value = "";
    if (files.length) show(files);
  },

  async remove() {
    note(null);
    hold([]);
    await put(null);
    ask("forget", true).catch(() => {}); // it goes with the connection all the same
    document.getElementById("stage")?.focus({ preventScroll: true });
  },

  /** The new things of a preview, once each, not once for each side. */
  things() {
    const { entries } = get("atlas");
    const seen = new Set();
    return (get("preview")?.ids ?? []).filter((id) => {
      const stem = id.replace(/\.(left|right)$/, "");
      return id in entries && !seen.has(stem) && seen.add(stem);
    });
  },

  dismiss() {
    troubles()?.close();
  },

  async copy() {
    const list = troubles()?.querySelector("ol");
    const text = (get("troubles") ?? []).join("\n");
    try {
      await navigator.clipboard.writeText(text);
      set("copied", true);
      setTimeout(() => set("copied", false), 2500);
    } catch {
      if (list) window.getSelection()?.selectAllChildren(list);
    }
  },
};

/** Sends files and shows what they hold; where something is wrong with them the page stays as it is. @param {readonly File[]} files */
async function show(files) {
  if (get("sending")) return;
  update({ sending: files.map((file) => file.name).join(", "), forgotten: false });
  try {
    const sent = await Promise.all(files.map(read));
    const { problems } = await inTurn(() => send(sent));
    if (problems.length) tell(problems);
    else {
      await put(await addedTo(bodyNow));
      hold(sent);
      note("1");
      preview.dismiss();
      arrived(get("preview"));
    }
  } catch (error) {
    console.warn(`The preview did not come: ${/** @type {Error} */ (error).message}`);
    tell([error instanceof Unreadable ? error.message : words.preview.no_answer]);
  }
  set("sending", "");
}

/** Shows the body with what somebody previews on top of it, or without. @param {Added | null} added */
async function put(added) {
  const start = await json(startOf(get("atlas").body));
  const { preview: told = null, ...atlas } = onTop(start, added);
  forgetPreviewed();
  forgetRelations();
  leave(atlas);
  update({ atlas, preview: told });
}

/** The body that is shown, or on its way. */
const bodyNow = () => get("going").to || get("atlas").body;

/** A new connection knows nothing of the files: they are sent again, and what did not come is asked for anew. */
async function sendAgain() {
  if (!holdsFiles() || !(await addedTo(bodyNow))) return;
  forgetPreviewed();
  forgetRelations();
  const card = get("card");
  const missed = (card && "waiting" in card) || Object.values(get("pages")).some((long) => "failed" in long);
  const shown = get("preview");
  if (missed && shown) set("preview", { ...shown });
}

/** @param {readonly string[]} problems */
function tell(problems) {
  set("troubles", problems);
  const panel = troubles();
  if (panel) window.Vue.nextTick(() => panel.open || panel.showModal());
}

/** What is new is chosen and flown to; where there is only a story, it plays, and a quiz begins. @param {import("../edition/types.js").PreviewNote | null} shown */
function arrived(shown) {
  if (!shown) return;
  if (shown.first) page.select(shown.first);
  else if (shown.stories.length) story.start(shown.stories[0]);
  else if (shown.quizzes.length) quiz.start(`own.${shown.quizzes[0]}`);
}

/** Lets go of what another atlas does not have: geometry first, before anything is drawn again. @param {import("../edition/types.js").Atlas} atlas */
function leave(atlas) {
  const gone = (/** @type {string} */ id) => !(id in atlas.entries);
  const urls = new Set(atlas.packs.map((pack) => pack.url));
  for (const [name, group] of scene.groups) {
    if (urls.has(group.url) && !group.ids.some(gone)) continue;
    group.gone = true;
    group.held.actor.setVisibility(false);
    group.ghost?.actor.setVisibility(false);
    scene.groups.delete(name);
  }
  if (gone(get("select")) && get("select")) page.select("", { fly: false });
  for (const key of /** @type {const} */ (["hide", "only"])) {
    if (get(key).some(gone)) set(key, get(key).filter((id) => !gone(id)));
  }
  keep();
}

/** Files over the window: a hint where they may be let go, and never a page that turns into the file. */
function watchDrops() {
  const hasFiles = (/** @type {DragEvent} */ event) => (event.dataTransfer?.types ?? []).includes("Files");
  const typing = (/** @type {DragEvent} */ event) => !hasFiles(event) && isOn(event, "input, textarea");
  window.addEventListener("dragover", (event) => {
    if (typing(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = hasFiles(event) ? "copy" : "none";
    if (hasFiles(event) && !get("dragging")) set("dragging", true);
  });
  window.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) set("dragging", false);
  });
  window.addEventListener("drop", (event) => {
    if (typing(event)) return;
    event.preventDefault();
    set("dragging", false);
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (dropped.length) show(dropped);
  });
}

export function watchPreview() {
  if (!source.live) return;
  watchDrops();
  source.live.connected.push(() => sendAgain().catch((error) => console.warn(`The preview is not there again: ${error.message}`)));
  set("forgotten", Boolean(stored(SHOWN)));
  note(null);
}

/** @param {string | null} value */
const note = (value) => store(SHOWN, value);

// A page inside another one may be denied this storage.
/** @param {string} key @param {string | null} value */
function store(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch (error) {
    console.info(`Nothing is handed over a reload here: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {string} key */
function stored(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
