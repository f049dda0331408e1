// The page's address carries its whole state. viewer/links.py reads it; this writes it.

import { scene } from "./scene.js";
import { get } from "./store.js";

const REST = 300; // ms of quiet before the address is written

let waiting = 0;

const isList = (value) => value.length > 0;

/** The address of what is seen now; the whole of it also names what is as it would be anyway. */
export function address({ whole = false } = {}) {
  const { layers, body, home } = get("atlas");
  const [shown, opacity, view] = [get("shown"), get("opacity"), get("view")];
  const off = layers.some((layer) => shown[layer.id] !== layer.shown);
  const dimmed = layers.filter((layer) => opacity[layer.id] !== layer.opacity);
  const parts = [
    ["body", body, whole || body !== home || new URLSearchParams(location.search).has("body")],
    ["select", get("selected"), get("selected") !== ""],
    ["show", layers.map((layer) => layer.id).filter((id) => shown[id]).join(","), off],
    ["opacity", dimmed.map((layer) => `${layer.id}:${Math.round(opacity[layer.id] * 100)}`).join(","), isList(dimmed)],
    ["view", view, view && (whole || view !== "back")],
    ["camera", scene.orbit.text, !view],
    ["side", get("side"), get("side") !== "both"],
    ["variant", get("variant"), get("variant") !== ""],
    ["zones", get("zoning"), get("zoning") !== "dermatome"],
    ["voice", get("voice"), get("voice") !== "student"],
    ["hide", get("hidden").join(","), isList(get("hidden"))],
    ["only", get("isolated").join(","), isList(get("isolated"))],
    ["theme", get("theme"), get("theme") !== "auto"],
    ["embed", "1", get("embed") && !whole],
  ];
  const query = parts.filter(([, , wanted]) => wanted).map(([key, value]) => `${key}=${encode(value)}`);
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
export function followHistory(page) {
  window.addEventListener("popstate", () => {
    const query = new URLSearchParams(location.search);
    const asked = query.get("select") ?? "";
    const known = asked === "" || asked in get("atlas").entries;
    page.select(known ? asked : "", { history: false });
    const body = query.get("body") ?? get("atlas").home;
    if (body !== get("atlas").body) page.body(body, { history: false });
  });
  scene.orbit.moved.push(keep);
}

