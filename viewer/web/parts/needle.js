// The section along a needle at the chosen region, for those who use needles: what lies where, and what the needle passes.

import { scene } from "../scene/scene.js";
import { slice } from "../section/slice.js";
import { entry, follow, get, set } from "../state/store.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";
import { KINDS, pathOf } from "./gauge.js";
import { need } from "./visibility.js";

/** @typedef {import("../section/types.js").Loop} Loop */
/** @typedef {import("../section/types.js").Plane} Plane */
/** @typedef {import("./gauge.js").Shape} Shape */
/** @typedef {{ box: string, letters: number, shapes: readonly Shape[], names: readonly { text: string, x: number, y: number }[], ticks: readonly { y: number, text: string }[], marks: readonly { y: number, text: string }[], tip: number }} Needle `tip`: how deep it is drawn, mm */

const LAYERS = ["skin", "muscles", "ligaments", "bones", "vessels", "nerves"];
const WIDE = 64; // mm of the section that are seen
const ABOVE = 7; // mm over the skin
const BELOW = 12; // mm under the deepest
const TICK = 10; // mm
const APART = { x: 22, y: 3.4 }; // mm: nearer names would cover each other

/** What the section was made of. */
let made = "";

/** The region a needle is shown at; nothing where there is none, or where nobody is to be shown. @returns {import("../edition/types.js").Needle | null} */
const needleOf = () => (get("voice") === "clinician" && get("names") ? get("related").needle : null);

/** It needs what lies under the skin, though nothing of it is shown. */
export function followNeedle() {
  follow(["related", "voice", "names"], () => {
    const own = needleOf();
    if (own) LAYERS.forEach(need);
    else if (get("needle")) set("needle", null);
    made = "";
  });
}

/** After each picture: the section is drawn once all that lies there has come. */
export function drawNeedle() {
  const own = needleOf();
  if (!own || !scene.complete) return;
  const now = `${get("select")} ${get("body")} ${[...scene.groups.values()].filter(({ mesh }) => mesh).length}`;
  if (now === made) return;
  made = now;
  set("needle", sectionOf(own, entry(get("select"))));
}

/** @param {import("../edition/types.js").Needle} needle @param {import("../edition/types.js").Entry} region @returns {Needle} */
function sectionOf({ right, up, depth, cun, bone, met }, { centre, side }) {
  const high = ABOVE + Math.max(depth[1], bone ?? 0) + BELOW;
  /** @type {Plane} */
  const plane = { origin: centre, right, up };
  const outlines = outlinesAt(plane, side, high);
  const sorted = [...outlines].sort(([one], [other]) => KINDS.indexOf(entry(one).kind) - KINDS.indexOf(entry(other).kind));
  const deep = Math.min(depth[1], bone ?? Infinity);
  const marks = depth.map((mm, i) => ({ y: mm, text: fill(words.needle.cun, { cun: cun[i] }) }));
  return {
    box: `${-WIDE / 2} ${-ABOVE} ${WIDE} ${high}`,
    letters: WIDE / 26,
    shapes: sorted.map(([id, loops]) => ({ id, kind: entry(id).kind, part: "", path: pathOf(loops) })),
    names: apart(sorted.filter(([id]) => entry(id).kind === "bone" || met.some((one) => one.id === id)).reverse().flatMap(([id, loops]) => nameAt(id, loops, high))),
    ticks: Array.from({ length: Math.floor((high - ABOVE) / TICK) + 1 }, (_, i) => ({ y: TICK * i, text: String(TICK * i) })),
    marks: marks[0].y === marks[1].y ? marks.slice(1) : marks,
    tip: deep,
  };
}

/** The outlines of what the plane meets near the needle, on its side. @param {Plane} plane @param {string} side @param {number} high */
function outlinesAt(plane, side, high) {
  /** @type {Map<string, Loop[]>} */
  const outlines = new Map();
  for (const { mesh, layer } of scene.groups.values()) {
    if (!mesh || !LAYERS.includes(layer)) continue;
    for (const part of mesh.parts) {
      const known = entry(part.id);
      if (!known || known.variant || outlines.has(part.id) || (known.side !== side && known.side !== "midline")) continue;
      const loops = slice(mesh, part, plane).filter((loop) => isNear(loop, high));
      if (loops.length) outlines.set(part.id, loops);
    }
  }
  return outlines;
}

/** @param {Loop} loop @param {number} high */
function isNear(loop, high) {
  for (let i = 0; i < loop.length; i += 2) if (Math.abs(loop[i]) < WIDE / 2 && loop[i + 1] > ABOVE - high && loop[i + 1] < ABOVE) return true;
  return false;
}

/** A name where its structure is seen, on it. @param {string} id @param {readonly Loop[]} loops @param {number} high */
function nameAt(id, loops, high) {
  let [x, y, count] = [0, 0, 0];
  for (const loop of loops) {
    for (let i = 0; i < loop.length; i += 2) {
      if (Math.abs(loop[i]) > WIDE / 2 - 4 || loop[i + 1] > 0 || loop[i + 1] < ABOVE + 3 - high) continue;
      x += loop[i];
      y -= loop[i + 1];
      count += 1;
    }
  }
  return count > 3 ? [{ text: entry(id).name, x: x / count, y: y / count }] : [];
}

/** Names of which none covers another; what came first stays. @param {readonly { text: string, x: number, y: number }[]} names */
function apart(names) {
  /** @type {{ text: string, x: number, y: number }[]} */
  const kept = [];
  for (const one of names) if (kept.every(({ x, y }) => Math.abs(x - one.x) > APART.x || Math.abs(y - one.y) > APART.y)) kept.push(one);
  return kept;
}

/** What the needle passes, as it is told. @param {import("../edition/types.js").Relations["needle"]} needle */
export const passed = (needle) =>
  (needle?.met ?? []).filter(({ id }) => entry(id)).map(({ id, depth, aside }) => ({
    id,
    name: entry(id).name,
    text: fill(aside < 0.5 ? words.needle.on : words.needle.beside, { depth: depth.toFixed(0), aside: aside.toFixed(0) }),
    near: entry(id).kind === "nerve" || entry(id).kind === "artery",
  }));
