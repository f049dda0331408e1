// The ways in: the first visit offers them, the bar holds them, and each opens a list of its own beside the body.

import { flush, push } from "../state/history.js";
import { get, set, update } from "../state/store.js";
import { leaveLook, wear } from "./chosen_look.js";
import { open } from "./dialogs.js";
import { shut } from "./popovers.js";
import { select } from "./selection.js";
import { story } from "./story.js";
import { need, remember } from "./visibility.js";
import { walk } from "./walk.js";

/** @typedef {import("../edition/types.js").Atlas} Atlas */
/** @typedef {"follow" | "hurts" | "presses" | "points"} Way */

/** @type {readonly Way[]} */
export const WAYS = ["follow", "hurts", "presses", "points"];

/** What a way is about is seen while its list is read. @type {Readonly<Record<string, string>>} */
const LAYER = { follow: "nerves", presses: "sites", points: "regions" };

/** Where it hurts is shown on the skin, and the nerve that serves it. */
const ON_SKIN = { layers: ["skin", "nerves"], opacity: { skin: 0.55 } };

/** Whether a list stands beside the body. @param {string} id */
export const isList = (id) => id === "all" || id === "kept" || WAYS.some((one) => one === id);

/** Whether somebody has only just come. @param {string} now @param {string} chosen @param {object | null} telling @param {boolean} embed */
export const isFirst = (now, chosen, telling, embed) => now === "start" && !chosen && !telling && !embed;

/** Whether something is read beside the body. @param {string} now @param {string} chosen @param {object | null} telling */
export const hasSheet = (now, chosen, telling) => Boolean(chosen || telling || isList(now));

/** Whether what is read belongs to a way. @param {string} id @param {string} now @param {import("../state/types.js").State["card"]} card */
export const isWay = (id, now, card) => (card && "ways" in card ? card.ways === id : now === id);

/** Opens a way in: the walk along the nerve, or a list. @param {string} id */
export const way = (id) => (id === "follow" ? walk.start() : list(id));

/** Opens a list; `free` closes it, `start` is the first visit again. @param {string} id */
export function list(id) {
  shut();
  flush();
  story.exit({ history: false });
  leaveLook();
  if (id === "hurts") {
    need("zones"); // the places are patches of skin
    wear(ON_SKIN);
  }
  const layer = LAYER[id];
  if (layer && !get("show")[layer]) {
    remember();
    need(layer);
    set("show", { ...get("show"), [layer]: true });
  }
  update({ way: id, select: "", walk: [], along: 0, sheet: "half" });
  push();
}

/** The groups of a way's list. @param {Atlas} atlas @param {string} id */
export const groups = ({ outline }, id) => (id === "all" ? outline : outline.filter((group) => group.way === id));

/** The one thing to do first on a way. @param {string} id */
export function best(id) {
  const { ways } = get("atlas");
  if (id === "follow") walk.start();
  else if (id === "points") open("method");
  else if (ways[id]) select(ways[id]);
}
