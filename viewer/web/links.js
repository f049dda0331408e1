// The page's address carries its whole state. viewer/links.py reads it; this writes it.

import { scene } from "./scene.js";
import { get } from "./store.js";

const REST = 300; // ms of quiet before the address is written

let waiting = 0;

const OF_A_STORY = new Set(["body", "story", "step", "voice", "theme", "open", "embed"]);

const isList = (value) => value.length > 0;

/** The address of what is seen now; the whole of it also names what is as it would be anyway. */
export function address({ whole = false } = {}) {
  const { layers, body, home, entries } = get("atlas");
  // What somebody previews is on this page only: no address leads to it.
  const own = new Set(get("preview")?.ids ?? []);
  const there = (ids) => ids.filter((id) => id in entries && !own.has(id));
  const [hidden, isolated] = [there(get("hidden")), there(get("isolated"))];
  const told = get("preview")?.stories.includes(get("telling")?.id) ? null : get("telling");
  const [shown, opacity, view] = [get("shown"), get("opacity"), get("view")];
  const off = layers.some((layer) => shown[layer.id] !== layer.shown);
  const dimmed = layers.filter((layer) => opacity[layer.id] !== layer.opacity);
  const parts = [
    ["body", body, whole || body !== home || new URLSearchParams(location.search).has("body")],
    ["story", told?.id, told],
    ["step", get("step") + 1, told],
    ["select", get("selected"), isList(there([get("selected")]))],
    ["show", layers.map((layer) => layer.id).filter((id) => shown[id]).join(","), off],
    ["opacity", dimmed.map((layer) => `${layer.id}:${Math.round(opacity[layer.id] * 100)}`).join(","), isList(dimmed)],
    ["view", view, view && (whole || view !== "back")],
    ["camera", scene.orbit.text, !view],
    ["side", get("side"), get("side") !== "both"],
    ["variant", get("variant"), get("variant") !== ""],
    ["zones", get("zoning"), get("zoning") !== "dermatome"],
    ["voice", get("voice"), get("voice") !== "student"],
    ["hide", hidden.join(","), isList(hidden)],
    ["only", isolated.join(","), isList(isolated)],
    ["theme", get("theme"), get("theme") !== "auto"],
    ["open", get("dialog"), get("dialog") !== ""],
    ["embed", "1", get("embed") && !whole],
  ];
  // A story's step says all of how things look.
  const kept = told ? parts.filter(([key]) => OF_A_STORY.has(key)) : parts;
  const query = kept.filter(([, , wanted]) => wanted).map(([key, value]) => `${key}=${encode(value)}`);
  return `${location.origin}${location.pathname}${query.length ? "?" : ""}${query.join("&")}`;
}

// Commas and colons are allowed in a query, and links are read by people.
const encode = (value) => encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":");

/** Writes the state into the address after a little rest. */
export function keep() {
  clearTimeout(waiting);
  waiting = setTimeout(() => history.replaceState(history.state, "", address()), REST);
}

/** A new choice is a new step: the browser's back button returns to the one before. */
export function push() {
  clearTimeout(waiting);
  history.pushState(null, "", address());
}

/** Follows the back and forward buttons. */
export function followHistory(page, story) {
  window.addEventListener("popstate", () => {
    const query = new URLSearchParams(location.search);
    followDialog(page, query.get("open") ?? "");
    if (followStory(story, query)) return;
    const asked = query.get("select") ?? "";
    const known = asked === "" || asked in get("atlas").entries;
    page.select(known ? asked : "", { history: false });
    const body = query.get("body") ?? get("atlas").home;
    if (body !== get("atlas").body) page.body(body, { history: false });
    page.speak?.(query.get("voice") ?? "student", { history: false });
  });
  scene.orbit.moved.push(keep);
}

/** Plays, turns or ends a story as the address has it; tells whether there is one. */
function followStory(story, query) {
  const [id, step] = [query.get("story"), Number(query.get("step") ?? 1) - 1];
  if (!get("stories").some((one) => one.id === id)) {
    story.exit({ history: false });
    return false;
  }
  if (get("telling")?.id === id) story.go(step);
  else story.start(id, { step, history: false });
  return true;
}

function followDialog(page, id) {
  if (id === get("dialog")) return;
  if (id) page.open(id);
  else page.close?.();
}

/** Opens the dialog that the address asks for, as soon as it is on the page. */
export function openAsked(page) {
  const asked = get("dialog");
  if (!asked) return;
  const there = new MutationObserver(() => {
    if (!document.getElementById(asked)) return;
    there.disconnect();
    page.open(asked);
  });
  there.observe(document.body, { childList: true, subtree: true });
}

