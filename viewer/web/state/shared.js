// What the page shows, told to the server, and what the server sets, shown: so that Python can lead a page and follow it.

import { source } from "../source/source.js";
import { FIELDS } from "./fields.js";
import { cameraNow } from "./history.js";
import { all, follow, get, set } from "./store.js";

/** @typedef {import("../source/live.js").TrameState} TrameState */
/** @typedef {import("./types.js").Values} Values */

const KEYS = FIELDS.map(({ key }) => key);
const REST = 100; // ms in which changes are told together

/** @param {unknown} value */
const plain = (value) => JSON.stringify(value ?? null);

/** @type {Values} the fields as the server has them */
let heard = {};
let waiting = 0;
let tellNews = () => {};

/** The fields as they are. @returns {Values} */
function fields() {
  /** @type {Values} */
  const state = { ...all(), camera: cameraNow() };
  return Object.fromEntries(KEYS.map((key) => [key, state[key]]));
}

/** Begins with each new connection. @param {TrameState} state @param {(values: Values) => void} restore */
function share(state, restore) {
  heard = {};
  const tell = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const now = fields();
      const news = KEYS.filter((key) => plain(now[key]) !== plain(heard[key]));
      heard = now;
      if (news.length) state.update(Object.fromEntries(news.map((key) => [key, now[key]])));
    }, REST);
  };
  tell();
  state.watch(KEYS, (/** @type {unknown[]} */ ...values) => {
    const told = KEYS.map((key, i) => ({ key, value: values[i] })).filter(({ value }) => value !== null && value !== undefined);
    const news = Object.fromEntries(told.filter(({ key, value }) => plain(value) !== plain(heard[key])).map(({ key, value }) => [key, value]));
    if (!Object.keys(news).length) return;
    Object.assign(heard, news);
    restore(JSON.parse(JSON.stringify(news)));
  });
  state.watch(["followed"], (/** @type {boolean} */ followed) => followed && tell());
  watchNewer(state);
  tellNews = () => state.get("followed") && tell();
}

/** A server that was begun anew may have another atlas than this page. @param {TrameState} state */
function watchNewer(state) {
  const home = get("atlas").bodies.find(({ id }) => id === get("atlas").home);
  set("newer", state.get("edition") !== home?.start);
}

/** @param {import("./history.js").Camera} orbit @param {(values: Values) => void} restore */
export function shareWithServer(orbit, restore) {
  if (!source.live) return;
  source.live.connected.push((state) => share(state, restore));
  follow(KEYS, () => tellNews());
  orbit.moved.push(() => tellNews());
}
