// The space gauge: the section at the cause's level, drawn and measured from what the scene draws.

import { scene } from "../scene/scene.js";
import { slice } from "../section/slice.js";
import { gap, roomLeft, roomOf } from "../section/space.js";
import { entry, get, set } from "../state/store.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";

/** @typedef {import("../section/types.js").Loop} Loop */
/** @typedef {{ area: number, gap: number }} Measured mm², mm */
/** @typedef {{ id: string, kind: string, part: "presses" | "pressed" | "", path: string }} Shape one structure of the section */
/** @typedef {{ text: string, x: number, y: number }} Name in the drawing */
/** @typedef {{ box: string, letters: number, shapes: readonly Shape[], names: readonly Name[], contact: string, healthy: readonly string[], now: Measured, before: Measured }} Gauge `letters`: how high they are, mm */

export const KINDS = ["skin", "bone", "disc", "ligament", "dura", "nerve", "muscle", "tendon", "artery", "vein", "womb", "child"]; // from behind to in front

const LARGE = 1000; // mm² from which an area is told in cm²
const ROOM = 28; // mm: less is not drawn, however small the window is that is measured
export const TOUCH = 0.3; // mm: what is nearer touches

/** At amount 0, of the cause it belongs to. @typedef {{ of: import("./cause.js").Drawn, outlines: ReadonlyMap<string, Loop[]>, room: import("../section/space.js").Room, measured: Measured }} Healthy */

/** @type {Healthy | null} */
let before = null;

/** Measures and draws the section as it is now. */
export function measure() {
  const cause = get("cause");
  if (!cause || !hasCome(cause)) return set("gauge", null);
  const { section, presser, pressed } = cause.facts;
  before = before?.of === cause ? before : healthy(cause);
  const outlines = outlinesNow(cause);
  const now = measured(cause, before.room, outlines);
  const moving = [...presser, ...pressed];
  const [wide, high] = [Math.max(section.width, ROOM), Math.max(section.height, 0.75 * ROOM)];
  set("gauge", {
    box: `${-wide / 2} ${-high / 2} ${wide} ${high}`,
    letters: wide / 20,
    shapes: shapes(outlines, presser, pressed),
    names: names(outlines, [...presser, ...pressed, "dural-sac"], wide, high),
    contact: contact(outlines, presser, pressed),
    healthy: get("amount") === 0 ? [] : moving.map((id) => pathOf(before?.outlines.get(id) ?? [])).filter(Boolean),
    now,
    before: before.measured,
  });
}

/** Whether all of a cause that is to be drawn is there. @param {import("./cause.js").Drawn} cause */
export const hasCome = ({ packs }) => scene.bent.length > 0 && scene.bent.length >= packs.filter(({ layer }) => get("fetched").includes(layer)).length;

/** The section before anything has changed. @param {import("./cause.js").Drawn} cause @returns {Healthy} */
function healthy(cause) {
  for (const group of scene.bent) group.place(0);
  const outlines = outlinesNow(cause);
  for (const group of scene.bent) group.place(get("amount") / 100);
  const { section } = cause.facts;
  const room = roomOf(section, outlines, section.seed, section.walls);
  return { of: cause, outlines, room, measured: measured(cause, room, outlines) };
}

/** The room that is left, and the least gap between what presses and what is pressed. @param {import("./cause.js").Drawn} cause @param {import("../section/space.js").Room} room @param {ReadonlyMap<string, Loop[]>} outlines @returns {Measured} */
function measured({ facts: { section, presser, pressed } }, room, outlines) {
  const gaps = pressed.flatMap((one) => presser.map((other) => gap(outlines.get(one) ?? [], outlines.get(other) ?? [])));
  return { area: roomLeft(room, outlines, section.walls), gap: Math.min(...gaps) };
}

/** The outlines of all that is drawn and met. @param {import("./cause.js").Drawn} cause @returns {Map<string, Loop[]>} */
function outlinesNow({ facts, look }) {
  /** @type {Map<string, Loop[]>} */
  const outlines = new Map();
  const wanted = new Set([...look.parts, ...facts.section.walls, facts.section.seed, ...scene.bent.flatMap(({ ids }) => ids)]);
  for (const group of [...scene.bent, ...scene.groups.values()]) {
    for (const part of group.mesh?.parts ?? []) {
      if (!wanted.has(part.id) || outlines.has(part.id) || !group.mesh) continue;
      const loops = slice(group.mesh, part, facts.section);
      if (loops.length) outlines.set(part.id, loops);
    }
  }
  return outlines;
}

/** @param {ReadonlyMap<string, Loop[]>} outlines @param {readonly string[]} presser @param {readonly string[]} pressed @returns {Shape[]} */
function shapes(outlines, presser, pressed) {
  const rank = (/** @type {string} */ id) => KINDS.indexOf(entry(id).kind) + (isNucleus(id) ? 0.5 : 0);
  const sorted = [...outlines].sort(([one], [other]) => rank(one) - rank(other));
  return sorted.map(([id, loops]) => ({
    id,
    kind: isNucleus(id) ? "nucleus" : entry(id).kind,
    part: presser.includes(id) ? "presses" : pressed.includes(id) ? "pressed" : "",
    path: pathOf(loops),
  }));
}

/** Names of these, where the drawing shows them. @param {ReadonlyMap<string, Loop[]>} outlines @param {readonly string[]} ids @param {number} wide @param {number} high of the drawing @returns {Name[]} */
function names(outlines, ids, wide, high) {
  return [...new Set(ids)].flatMap((id) => {
    const at = middle(outlines.get(id) ?? [], wide / 2, high / 2);
    return at ? [{ text: nameOf(id), x: at[0], y: at[1] }] : [];
  });
}

/** @param {string} id */
const isNucleus = (id) => id.includes("nucleus");

/** Where what is pressed touches, as a line. @param {ReadonlyMap<string, Loop[]>} outlines @param {readonly string[]} presser @param {readonly string[]} pressed */
function contact(outlines, presser, pressed) {
  const walls = presser.flatMap((id) => outlines.get(id) ?? []);
  let path = "";
  for (const loop of pressed.flatMap((id) => outlines.get(id) ?? [])) {
    let drawing = false;
    for (let i = 0; i <= loop.length; i += 2) {
      const [x, y] = [loop[i % loop.length], loop[(i + 1) % loop.length]];
      const touches = gap([Float64Array.of(x, y, x, y, x, y)], walls) <= TOUCH;
      if (touches) path += `${drawing ? "L" : "M"}${x.toFixed(2)} ${(-y).toFixed(2)}`;
      drawing = touches;
    }
  }
  return path;
}

/** What a structure is called in a small drawing. @param {string} id */
function nameOf(id) {
  if (isNucleus(id)) return words.gauge.nucleus;
  if (entry(id).kind === "disc") return words.gauge.disc;
  if (id === "dural-sac") return words.gauge.sac;
  if (entry(id).kind === "ligament") return words.gauge.ligament;
  if (entry(id).kind === "bone") return words.gauge.bone;
  return shortName(id);
}

/** A root by its number, anything else by its name. @param {string} id @param {string} [nerve] what another nerve is called */
export const shortName = (id, nerve) => {
  const { kind, name } = entry(id);
  return /^[ls]\d(?=-(root|ganglion))/.exec(id)?.[0].toUpperCase() ?? ((kind === "nerve" && nerve) || name.toLowerCase());
};

/** As SVG has it: y runs down there. @param {readonly Loop[]} loops */
export function pathOf(loops) {
  const text = (/** @type {Loop} */ loop) => {
    let path = "";
    for (let i = 0; i < loop.length; i += 2) path += `${i ? "L" : "M"}${loop[i].toFixed(2)} ${(-loop[i + 1]).toFixed(2)}`;
    return `${path}Z`;
  };
  return loops.map(text).join("");
}

/** The middle of what of an outline is in the picture. @param {readonly Loop[]} loops @param {number} wide @param {number} high half of the picture */
function middle(loops, wide, high) {
  let [x, y, count] = [0, 0, 0];
  for (const loop of loops) {
    for (let i = 0; i < loop.length; i += 2) {
      if (Math.abs(loop[i]) > wide || Math.abs(loop[i + 1]) > high) continue;
      x += loop[i];
      y -= loop[i + 1];
      count += 1;
    }
  }
  return count ? [x / count, y / count] : null;
}

/** A measure as it is read: with a digit below ten. @param {number | undefined} value @param {string} unit */
export function readValue(value = NaN, unit) {
  const [shown, told] = unit === "mm2" && value >= LARGE ? [value / 100, "cm2"] : [value, unit];
  const text = !Number.isFinite(shown) ? "–" : Math.abs(shown) < 9.95 ? shown.toFixed(1) : shown.toFixed(0);
  return fill(/** @type {Record<string, string>} */ (words.gauge)[told], { value: text });
}
