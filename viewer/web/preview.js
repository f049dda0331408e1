// Somebody's own map files, shown on this page only: dropped or chosen, sent, and kept in this page's memory alone.

import { keep } from "./links.js";
import { page } from "./page.js";
import { scene } from "./scene.js";
import { follow, get, set, update } from "./store.js";
import { story } from "./story.js";

const CARRIED = "sciatica-atlas-preview"; // handed over the page's own reload, and taken away at once
const SHOWN = "sciatica-atlas-previewing"; // whether a reload ends a preview

let held = []; // what is shown: { name, size, content }
let expected = null; // what to choose when it comes

export const preview = {
  choose() {
    document.getElementById("preview-file").click();
  },

  /** Files from the file button; the same file can be chosen again after it was mended. */
  chosen(event) {
    const files = [...event.target.files];
    event.target.value = "";
    if (files.length) show(files);
  },

  async remove() {
    note(null);
    held = [];
    leave();
    await window.trame.trigger("forget", [true]);
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
    document.getElementById("troubles").close();
  },

  async copy() {
    const list = document.querySelector("#troubles ol");
    const text = get("troubles").join("\n");
    try {
      await navigator.clipboard.writeText(text);
      set("copied", true);
      setTimeout(() => set("copied", false), 2500);
    } catch {
      window.getSelection().selectAllChildren(list);
    }
  },
};

/** Sends files and shows what they hold; where something is wrong with them the page stays as it is. */
async function show(files, chosen = null) {
  if (get("sending")) return;
  update({ sending: files.map((file) => file.name).join(", "), forgotten: false });
  expected = { id: chosen };
  try {
    const sent = await Promise.all(files.map(read));
    const { problems } = await send(sent);
    if (problems.length) tell(problems);
    else {
      held = sent;
      note("1");
      preview.dismiss();
    }
  } catch (error) {
    console.warn(`The preview did not come: ${error.message}`);
    tell([error instanceof Unreadable ? error.message : "The atlas did not answer. Please try again in a moment."]);
  }
  set("sending", "");
}

class Unreadable extends Error {}

async function read(file) {
  const { largest } = get("previewing");
  if (file.content) return file;
  try {
    // What is too large to be read is not sent: its size is enough to say so.
    const content = file.size > largest ? null : new Uint8Array(await file.arrayBuffer());
    return { name: file.name, size: content?.length ?? file.size, content };
  } catch {
    throw new Unreadable(`${file.name}: must be a file that can be read; a folder cannot be previewed. Choose the files in it`);
  }
}

/** Sends files in parts over the page's own connection, and waits for every problem that was found in them. */
async function send(files) {
  const { most, all, part } = get("previewing");
  const head = new TextEncoder().encode(`${JSON.stringify(files.map(({ name, size }) => ({ name: name.slice(0, 200), size })))}\n`);
  const bodies = files.map((file) => file.content ?? new Uint8Array());
  const fits = files.length <= most && bodies.reduce((total, body) => total + body.length, 0) <= all;
  const whole = new Uint8Array(await new Blob(fits ? [head, ...bodies] : [head]).arrayBuffer());
  let problems = await give({ bytes: whole.length });
  // One after the other: trame does not promise to keep the order of what is sent at once.
  for (let at = 0; at < whole.length && !problems; at += part) problems = await give(letters(whole.subarray(at, at + part)));
  if (!problems) throw new Error("no answer");
  return { problems };
}

const give = (part) => window.trame.trigger("preview", [part]);

function tell(problems) {
  expected = null;
  set("troubles", problems);
  const panel = document.getElementById("troubles");
  window.Vue.nextTick(() => panel.open || panel.showModal());
}

/** When the session shows a preview: what is new is chosen and flown to; where there is only a story, it plays. */
function arrived(shown) {
  if (!shown || !expected) return;
  const { entries } = get("atlas");
  const wanted = expected.id in entries ? expected.id : shown.first;
  expected = null;
  if (wanted) page.select(wanted);
  else if (shown.stories.length) story.start(shown.stories[0]);
}

/** Lets go of what another atlas does not have: geometry first, before anything is drawn again. */
function leave(atlas = null) {
  const own = new Set(get("preview")?.ids ?? []);
  const gone = (id) => (atlas ? !(id in atlas.entries) : own.has(id));
  const urls = new Set((atlas ?? get("atlas")).packs.map((pack) => pack.url));
  for (const [name, group] of scene.groups) {
    if (urls.has(group.url) && !group.ids.some(gone)) continue;
    group.gone = true;
    group.held.actor.setVisibility(false);
    group.glow?.actor.setVisibility(false);
    scene.groups.delete(name);
  }
  if (gone(get("selected")) && get("selected")) page.select("", { fly: false });
  for (const key of ["hidden", "isolated"]) {
    if (get(key).some(gone)) set(key, get(key).filter((id) => !gone(id)));
  }
  keep();
}

/** Files over the window: a hint where they may be let go, and never a page that turns into the file. */
function watchDrops() {
  const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const typing = (event) => !files(event) && event.target.closest?.("input, textarea");
  window.addEventListener("dragover", (event) => {
    if (typing(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = files(event) ? "copy" : "none";
    if (files(event) && !get("dragging")) set("dragging", true);
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
  watchDrops();
  follow(["atlas"], (atlas) => leave(atlas));
  follow(["preview"], arrived);
  const carried = taken();
  if (carried) show(carried.files, carried.selected);
}

/** Hands the files over the reload with which the page comes back after the connection dropped. */
export function carry() {
  if (!held.length) return;
  const files = held.map(({ name, size, content }) => ({ name, size, text: letters(content) }));
  store(CARRIED, JSON.stringify({ files, selected: get("selected") }));
}

const letters = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const bytesOf = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** What was handed over, once; where a reload ended a preview, the page says so. */
function taken() {
  const [carried, shown] = [stored(CARRIED), stored(SHOWN)];
  store(CARRIED, null);
  note(null);
  if (!carried) {
    set("forgotten", Boolean(shown));
    return null;
  }
  const { files, selected } = JSON.parse(carried);
  return { files: files.map(({ name, size, text }) => ({ name, size, content: bytesOf(text) })), selected };
}

const note = (value) => store(SHOWN, value);

// A page inside another one may be denied this storage.
function store(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch (error) {
    console.info(`Nothing is handed over a reload here: ${error.message}`);
  }
}

function stored(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
