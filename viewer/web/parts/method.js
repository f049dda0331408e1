// The Balance Method made visible: trunk or leg laid along a limb, one system at a time, and which side its rule takes.

import { fitDistance, raised } from "../camera/frame.js";
import { still } from "../camera/orbit.js";
import { needRelations, relationsNow } from "../edition/relations.js";
import { laid } from "../scene/laid.js";
import { scene } from "../scene/scene.js";
import { jsonOnce } from "../source/source.js";
import { flush, keep, push } from "../state/history.js";
import { follow, get, set, update } from "../state/store.js";
import { words } from "../words/words.js";
import { leaveLook, wear } from "./chosen_look.js";
import { note } from "./notices.js";
import { codes } from "../pain/answer.js";
import { tell } from "./told.js";

/** @typedef {import("../laid/types.js").Format} Format */
/** @typedef {import("../state/types.js").Laying} Laying */
/** @typedef {import("../edition/types.js").LongPage} LongPage */

const LOOK = { layers: ["skin", "bones", "regions"] };
const GOES = 3000; // ms from the body onto the limb
const FIRST = "image";
/** The painful place that stands as an example, by what is laid. */
const EXAMPLE = { trunk: "low-back-beside-spine", leg: "heel-and-outer-foot" };
const FRAMED = ["l2", "l5-s1", "tailbone", "hip", "knee", "ankle", "foot"];

let frame = 0;
let share = 1;
let focuses = false; // its title takes the focus once it is there
/** What was laid last. @type {Laying | null} */
let moved = null;

/** @param {string} side */
const otherSide = (side) => (side === "left" ? "right" : "left");

export const method = {
  /** Lays a format on the body. @param {string} [format] @param {string} [side] of the pain */
  open(format = FIRST, side = get("side") === "right" ? "right" : "left") {
    flush();
    wear(LOOK);
    update({ select: "", cut: "", walk: [], along: 0, way: "points", method: `${format}.${side}`, sheet: "half" });
    push();
    focuses = true;
  },

  /** @param {string} format */
  lay(format) {
    set("method", `${format}.${get("laying")?.side ?? "left"}`);
    keep();
  },

  /** @param {string} side of the pain */
  pain(side) {
    update({ method: `${get("laying")?.id ?? FIRST}.${side}`, hurts: [] });
    keep();
  },

  /** @param {string} id of a painful place */
  place(id) {
    set("hurts", [id]);
    keep();
  },

  /** @param {number} number of a system; the one that is shown is left again */
  system(number) {
    set("system", number === get("system") ? 0 : number);
    keep();
  },

  leave() {
    if (!get("method")) return;
    flush();
    leaveLook();
    update({ method: "", system: 0 });
    push();
  },

  /** It moves onto the limb once more. */
  again: () => play(),

  // The template hands over what these read, so that it draws them anew when that changes.
  /** A part of what is written about the method. @param {LongPage | null} told @param {string} key */
  part: (told, key) => told?.parts.find((part) => part.key === key),

  /** What is written about a format. @param {LongPage | null} told @param {Laying} laying */
  format: (told, { id }) => method.part(told, "formats")?.blocks?.find((block) => block.id === id),

  /** What is written about a system. @param {LongPage | null} told @param {number} number */
  rule: (told, number) => method.part(told, "systems")?.blocks?.[number - 1],

  /** The numbers of the systems. @param {LongPage | null} told */
  systems: (told) => (method.part(told, "systems")?.blocks ?? []).map((_, i) => i + 1),

  /** The formats that can be drawn, by what they are called in short. @param {Laying} laying */
  formats: ({ all }) => Object.keys(all).map((id) => [id, /** @type {Record<string, string>} */ (words.method.formats)[id] ?? id]),

  codes,

  /** The painful place that is meant. @param {Laying} laying @param {readonly string[]} hurts */
  painOf: ({ format, side }, hurts) => hurts.find((id) => id.endsWith(`.${side}`)) ?? `${EXAMPLE[format.of]}.${side}`,

  /** The painful places of the side, to choose from. @param {Laying} laying @param {import("../edition/types.js").Atlas} atlas */
  places: ({ side }, { entries }) => Object.keys(entries).filter((id) => entries[id].kind === "territory" && entries[id].side === side),
};

/** Follows what is laid, on which body, by which system. */
export function followMethod() {
  follow(["method", "atlas"], async (asked, atlas) => {
    const [id, side] = asked.split(".");
    if (!id) return leave();
    try {
      /** @type {import("../laid/types.js").Formats} */
      const all = await jsonOnce(atlas.files.formats);
      if (asked !== get("method") || atlas !== get("atlas")) return;
      if (!all[id]) return update({ method: "", system: 0 });
      update({ way: "points", laying: { id, side, limb: otherSide(side), format: all[id], all } });
      if (!get("select")) aim();
      if (focuses) window.Vue.nextTick(() => document.getElementById("laid-title")?.focus({ preventScroll: true }));
      focuses = false;
    } catch (error) {
      console.warn(`What the method lays did not come: ${/** @type {Error} */ (error).message}`);
      note(words.method.not_come);
    }
  });
  follow(["laying", "voice", "preview"], (laying, voice) => laying && tell("page/method", "methodTold", voice, words.method.not_come));
  follow(["laying", "system", "hurts", "related"], async (laying, system) => {
    fit(laying, system);
    try {
      if (laying && system && (await needRelations(method.painOf(laying, get("hurts"))))) fit(get("laying"), get("system"));
    } catch (error) {
      console.warn(`What goes with the painful place did not come: ${/** @type {Error} */ (error).message}`);
    }
  });
  follow(["select", "walk"], (id, walk) => (id || walk.length) && get("method") && update({ method: "", system: 0 }));
}

/** The regions a system pairs with the painful place, as far as they are known. @param {Laying | null} laying @param {number} system */
function fit(laying, system) {
  const groups = laying && system ? (relationsNow(method.painOf(laying, get("hurts"))).reached?.groups ?? []).filter((one) => one.systems.includes(system)) : [];
  const of = (/** @type {string} */ choice) => groups.filter((one) => one.choice === choice).flatMap(({ ids }) => ids);
  const fits = { first: of("first"), also: of("also") };
  if (JSON.stringify(fits) !== JSON.stringify(get("fits"))) set("fits", fits);
}

function leave() {
  cancelAnimationFrame(frame);
  update({ laying: null });
  if (laid.now?.leave() === false) scene.draw();
}

/** All that is laid, and where it lies, from the side on which the limb shows its back. */
function aim() {
  const pose = () => {
    const laying = get("laying");
    const { size, pose: now } = scene.orbit;
    if (!laying) return now;
    const places = Object.values(laying.format.limbs[laying.limb]).flatMap(({ source, target }) =>
      laying.format.lines.flatMap((line, i) => (FRAMED.includes(line.source) ? [source.points[i], target.points[i]] : [])));
    const spans = [0, 1, 2].map((axis) => [Math.min(...places.map((at) => at[axis])), Math.max(...places.map((at) => at[axis]))]);
    const [x, y, z] = spans.map(([low, high]) => (low + high) / 2);
    const [wide, , high] = spans.map(([low, top]) => top - low + 180);
    return raised({ azimuth: 180, elevation: 2, focal: [x, y, z], distance: fitDistance(size, high, wide), cut: null }, size);
  };
  scene.orbit.leave();
  scene.orbit.fly(pose());
  scene.orbit.wanted = pose;
}

/** It moves from the body onto the limb; where motion is not wanted it lies there at once. */
function play() {
  cancelAnimationFrame(frame);
  const begin = performance.now();
  const tick = (/** @type {number} */ now) => {
    share = still() ? 1 : Math.min(1, Math.max(0, (now - begin) / GOES));
    laid.now?.move(share * share * (3 - 2 * share));
    scene.draw();
    if (share < 1 && get("laying")) frame = requestAnimationFrame(tick);
  };
  if (still()) tick(begin + GOES);
  else frame = requestAnimationFrame(tick);
}

/** After each picture: what is laid is there as soon as what it is made of has come. */
export function drawLaid() {
  const laying = get("laying");
  if (!laying || !laid.now) return;
  const { parts, limbs } = laying.format;
  if (!laid.now.take(scene.groups, parts[laying.limb], limbs[laying.limb])) return;
  if (moved === laying && laid.now.isShown) return;
  moved = laying;
  play();
}
