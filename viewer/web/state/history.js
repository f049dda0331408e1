// The page's address carries its whole state: written as the page rests, read when it opens and on Back and Forward.

import { edition } from "../source/source.js";
import { bodyOf, read, write } from "./address.js";
import { ofHistory } from "./fields.js";
import { knownNow } from "./known.js";
import { all, get } from "./store.js";

/** @typedef {import("./types.js").Values} Values */
/** @typedef {{ readonly unnamed: number[] | null, moved: (() => void)[] }} Camera it calls back when it rests */

const REST = 300; // ms of quiet before the address is written

/** What is done when another step of the history begins. @type {(() => void)[]} */
const pushed = [];

let waiting = 0;
let unwritten = false;
/** @type {Camera | null} */
let camera = null;
/** @type {string[]} */
let named = []; // what the address named when the page opened

/** In a page that is one file the state stands after the #: a file has no query. */
const inHash = () => edition.source === "held";

/** What the address asks for; where it says nothing, what the page was made to open with. */
export const askedFor = () => new URLSearchParams((inHash() ? location.hash : location.search).slice(1) || edition.query);

/** The values the address asks for, and what of it was not understood. @param {import("./types.js").Known} known */
export function readAddress(known, asked = askedFor()) {
  named = [...asked.keys()];
  return read(asked, known);
}

/** The camera, where it has no name. */
export const cameraNow = () => camera?.unnamed ?? null;

/** The address of what is seen now; the whole of it also names what is as it would be anyway. */
export function address({ whole = false } = {}) {
  const { ids = [], stories = [] } = get("preview") ?? {};
  const state = { ...all(), camera: cameraNow() };
  const query = write(state, knownNow(), { whole, own: { entries: ids, stories }, keep: named.filter((key) => key === "body") });
  const mark = inHash() ? "#" : "?";
  return `${location.href.replace(/[?#].*$/, "")}${query ? mark : ""}${query}`;
}

/**
 * Writes the state into the address: a first change as soon as what changes it is done, so that Back may follow at once,
 * and what comes soon after it together.
 */
export function keep() {
  unwritten = true;
  if (!waiting) queueMicrotask(record);
  clearTimeout(waiting);
  waiting = setTimeout(flush, REST);
}

function record() {
  if (unwritten) history.replaceState(history.state, "", address());
  unwritten = false;
}

/** Writes what is waiting to be written: what comes next is another step. */
export function flush() {
  record();
  drop();
}

/** Another step has its own address: nothing waits to be written into this one. */
function drop() {
  clearTimeout(waiting);
  waiting = 0;
  unwritten = false;
}

/** A new choice is a new step: the browser's back button returns to the one before. */
export function push() {
  drop();
  history.pushState(null, "", address());
  pushed.forEach((then) => then());
}

/** @param {() => void} then what is done when another step of the history begins */
export const whenPushed = (then) => pushed.push(then);

/** Follows Back and Forward: the whole view is as it was, camera included. @param {Camera} orbit @param {(values: Values) => void | Promise<void>} restore */
export function followHistory(orbit, restore) {
  camera = orbit;
  window.addEventListener("popstate", async () => {
    drop();
    const asked = askedFor(); // before another body comes: the address is written again then
    const body = bodyOf(asked, knownNow());
    if (body !== get("body")) await restore({ body }); // what else an address says depends on it
    if (body !== get("body")) return; // it did not come
    const { values } = readAddress(knownNow(), asked);
    restore(Object.fromEntries(ofHistory().map((key) => [key, values[key]])));
    keep();
  });
  orbit.moved.push(keep);
}
