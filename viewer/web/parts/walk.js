// Following the nerve: one control from the spine to the toes and back, with the camera, the words and the light in step.

import { still } from "../camera/orbit.js";
import { scene } from "../scene/scene.js";
import { nearestOn, placeOn } from "../section/course.js";
import { flush, keep, push } from "../state/history.js";
import { entry, follow, get, set, update } from "../state/store.js";
import { chain, endOf, onPath, onward, pathOf, walked } from "../walk/path.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";
import { leaveLook, wear } from "./chosen_look.js";
import { walksAt } from "./courses.js";
import { note } from "./notices.js";
import { tell } from "./told.js";
import { goTo, halt, lastStop, playOn, travel } from "./travel.js";

/** @typedef {import("../walk/types.js").Walks} Walks */
/** @typedef {import("../walk/types.js").WalkWords} WalkWords */
/** @typedef {import("../walk/types.js").Path} Path */

const BEGIN = "s1-root"; // of the roots it is felt farthest down most often
const LOOK = { layers: ["skin", "bones", "nerves"] };
const CM = 10; // mm

/** What an address that only names a walk leaves to it. */
let opening = { pose: false, look: false };
/** @type {{ url: string, walks: Walks } | null} of the body that is shown */
let known = null;

export const walk = {
  /** Begins a walk from a root; without one, from the usual root of the side that is looked at. @param {string} [root] @param {number} [along] in stops */
  async start(root, along = 0) {
    const walks = await walksNow();
    const from = root ?? `${BEGIN}.${sideNow()}`;
    if (!walks?.onward[from]) return;
    halt();
    flush();
    opening = { pose: false, look: false };
    wear(LOOK);
    update({ select: "", cut: "", walk: [from, endOf(walks, from, from)], along, way: "follow", sheet: "half" });
    goTo(along, { jump: false });
    push();
    window.Vue.nextTick(() => document.getElementById("walk-title")?.focus({ preventScroll: true }));
  },

  /** From where a cause touches the nerve to where that is felt. @param {string} id of a cause */
  async fromContact(id) {
    const walks = await walksNow();
    const root = walks && rootOf(walks, id);
    if (!walks || !root) return;
    const { line, stops } = pathOf(walks, chain(walks, root, endOf(walks, root, root)));
    const on = nearestOn(line, entry(id).centre);
    const after = Math.max(1, stops.findIndex((stop) => stop.on > on));
    const [from, to] = [stops[after - 1].on, stops[after].on];
    await walk.start(root, Math.max(0, Number((after - 1 + (on - from) / (to - from)).toFixed(2))));
  },

  /** To a place, by hand. @param {number} along in stops */
  to(along) {
    halt();
    goTo(along);
  },

  /** Travels to a stop. @param {number} number from 0 */
  stopAt(number) {
    halt();
    travel(Math.max(0, Math.min(lastStop(), number)));
  },

  next: () => walk.stopAt(Math.floor(get("along") + 0.01) + 1),
  back: () => walk.stopAt(Math.ceil(get("along") - 0.01) - 1),

  /** Goes to the end by itself, or stops; from the end it begins again. Where motion is not wanted it goes one stop. */
  play() {
    if (get("playing")) return halt();
    const atEnd = get("along") >= lastStop();
    if (still()) return walk.stopAt(atEnd ? 0 : Math.floor(get("along")) + 1);
    if (atEnd) goTo(0);
    playOn();
  },

  /** Goes on by another nerve where they part; who is beyond that comes back to it. @param {string} nerve */
  async by(nerve) {
    const walks = await walksNow();
    const [root] = get("walk");
    const path = get("walking");
    if (!walks || !path) return;
    halt();
    const before = chain(walks, root, nerve).slice(0, -1);
    const fork = path.stops.filter((stop) => before.includes(stop.nerve)).length - 1;
    set("walk", [root, endOf(walks, root, nerve)]);
    goTo(Math.min(get("along"), fork), { jump: false });
    keep();
  },

  /** Begins at another root, or goes on at the same place on the other side. @param {string} root @param {number} [along] */
  async from(root, along = 0) {
    const walks = await walksNow();
    if (!walks) return;
    if (!walks.onward[root]) return;
    halt();
    const other = get("walk")[1].replace(/[^.]+$/, root.split(".")[1]); // the same way on, where it is the other side
    const end = along && chain(walks, root, other).length ? other : endOf(walks, root, root);
    update({ walk: [root, end], along });
    goTo(along, { jump: false });
    keep();
  },

  /** Ends it; the list of its stretches is there again. */
  leave() {
    if (!get("walk").length) return;
    halt();
    flush();
    leaveLook();
    update({ walk: [], along: 0 });
    push();
  },

  /** What is said of a place of the walk. @param {Path} path @param {number} along @param {WalkWords | null} told */
  said: (path, along, told) => [walk.stop(path, along, told).told?.title, walk.above(path, along)].filter(Boolean).join(", "),

  // The template hands over what these read, so that it draws them anew when that changes.
  /** The stop that is told of: the last one that was come by. @param {Path} path @param {number} along @param {WalkWords | null} told */
  stop(path, along, told) {
    const here = path.stops[Math.min(lastStop(), Math.floor(along + 0.01))];
    const next = path.stops[path.stops.indexOf(here) + 1];
    const of = told?.nerves[stemOf(here.nerve)];
    return { ...here, index: path.stops.indexOf(here), told: of?.stops[here.number], skin: of?.skin, moves: of?.moves, next: next && told?.nerves[stemOf(next.nerve)]?.stops[next.number] };
  },

  /** The names of all stops. @param {Path} path @param {WalkWords | null} told */
  places: (path, told) => path.stops.map(({ nerve, number }) => told?.nerves[stemOf(nerve)]?.stops[number]?.place ?? ""),

  /** The ways on from the next parting, or from the last one where there is none ahead. @param {Path} path @param {number} along */
  ways(path, along) {
    const root = path.stretches[0].nerve;
    const now = walked(path, along).length - 1;
    const forks = path.stretches.map(({ nerve }, i) => ({ i, options: known ? onward(known.walks, root, nerve) : [] })).filter(({ options }) => options.length > 1);
    const fork = forks.find(({ i }) => i >= now) ?? forks.at(-1);
    if (!fork) return null;
    return { options: fork.options.map((id) => [id, entry(id).name.replace(/ nerve$/, "")]), value: path.stretches[fork.i + 1]?.nerve ?? "" };
  },

  /** The roots of this side. @param {Path} path */
  roots(path) {
    const { nerve } = path.stretches[0];
    const roots = Object.keys(known?.walks.ends ?? {}).filter((id) => entry(id)?.side === entry(nerve).side);
    return { options: roots.map((id) => [id, (known?.walks.roots[id] ?? [id])[0]]), value: nerve };
  },

  /** How high above the sole one is. @param {Path} path @param {number} along */
  above: (path, along) => fill(words.walk.above, { height: Math.max(0, Math.round((placeAt(path, along)[2] - get("atlas").bounds[4]) / CM)) }),
};

/** @param {Path} path @param {number} along in stops */
const placeAt = (path, along) => placeOn(path.line, onPath(path, along));

/** @param {string} nerve */
const stemOf = (nerve) => nerve.split(".")[0];

/** The side that is looked at. */
const sideNow = () => (entry(get("select"))?.side === "right" || get("side") === "right" ? "right" : "left");

/** The root that a cause presses, or else the first one that comes by what it presses. @param {Walks} walks @param {string} id of a cause */
function rootOf(walks, id) {
  const lit = get("related").lit.filter((nerve) => walks.onward[nerve]);
  const side = entry(id).side === "right" ? "right" : "left";
  const roots = Object.keys(walks.ends).filter((root) => entry(root).side === side);
  const usual = [`${BEGIN}.${side}`, ...roots];
  return roots.find((root) => lit.includes(root)) ?? usual.find((root) => lit.some((nerve) => chain(walks, root, nerve).length));
}

/** Where walks go on this body; null where that does not come. @returns {Promise<Walks | null>} */
async function walksNow() {
  const url = get("atlas").files.courses;
  try {
    const walks = await walksAt(url);
    if (url !== get("atlas").files.courses) return null;
    known = { url, walks };
    return walks;
  } catch (error) {
    console.warn(`The courses of the nerves did not come: ${/** @type {Error} */ (error).message}`);
    note(words.walk.not_come);
    return null;
  }
}

/** Follows what is walked along, on which body, in whose words. @param {{ aimed: boolean, layered: boolean }} named whether the address said where the camera stands, and which layers are on */
export function followWalk({ aimed, layered }) {
  opening = { pose: !aimed, look: !layered };
  follow(["walk", "atlas"], async ([root, last = ""], atlas) => {
    if (!root) return update({ walking: null, walked: [] });
    const walks = known?.url === atlas.files.courses ? known.walks : await walksNow();
    if (!walks || get("walk")[0] !== root) return;
    const nerves = chain(walks, root, last);
    if (!nerves.length) return update({ walk: [], along: 0 });
    const path = pathOf(walks, nerves);
    update({ walking: path, along: Math.min(get("along"), path.stops.length - 1), way: "follow" });
    if (opening.look) wear(LOOK);
    opening.look = false;
  });
  follow(["walking", "along"], (path, along) => {
    const now = path ? walked(path, along) : [];
    if (now.join() !== get("walked").join()) set("walked", now);
  });
  follow(["walking", "voice", "preview"], (path, voice) => path && tell("walk", "walkTold", voice, words.walk.not_come));
  follow(["select"], (id) => id && update({ walk: [], along: 0 })); // what is chosen has a card of its own
}

/** After each picture: the ring that says where one is. */
export function drawHere() {
  const ring = /** @type {HTMLElement | null} */ (document.querySelector('[data-part="here"]'));
  const path = get("walking");
  if (path && opening.pose) {
    opening.pose = false;
    goTo(get("along")); // only now it is known how large the picture is
  }
  const at = ring && path && scene.orbit.project(/** @type {import("../edition/types.js").Point} */ ([...placeAt(path, get("along"))]));
  ring?.toggleAttribute("hidden", !at);
  if (ring && at) ring.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px)`;
}
