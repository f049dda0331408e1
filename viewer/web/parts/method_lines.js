// The lines of a format on the picture: what is laid where, named at both ends, and the way from the pain to the side its system takes.

import { scene } from "../scene/scene.js";
import { entry, get } from "../state/store.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";

/** @typedef {import("../camera/types.js").Place} Place */
/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {import("../state/types.js").Laying} Laying */

const SVG = "http://www.w3.org/2000/svg";
const ASIDE = 45; // mm from the midline: where the low back hurts
const HURTS = ["l5-s1", "ankle"]; // where the example hurts
const BEND = 0.34; // of a line: how far it bows
const BESIDE = 34; // pixels from a place to its name
const LETTER = 8; // pixels a letter is wide, or less
const APART = 18; // pixels from name to name
const NEAR = 120; // pixels: names of which one could cover the other

/** @type {SVGElement | null} */
let drawing = null;

/** After each picture. */
export function drawMethodLines() {
  const laying = get("laying");
  const svg = laying && get("names") ? drawingNow() : drawing;
  if (!svg) return;
  svg.toggleAttribute("hidden", !laying || !get("names"));
  if (!laying || !get("names")) return;
  const kind = laying.format.standing === "published" ? "" : " inferred";
  const pins = Object.entries(laying.format.limbs[laying.limb]).flatMap(([limb, { source, target }]) =>
    laying.format.lines.map((line, i) => ({ line, limb, from: seen(source.points[i]), to: seen(target.points[i]) })));
  const lines = pins.filter(({ limb }) => limb === "arm").flatMap(({ from, to }) => (from && to ? [path(bow(from, to), `method-line${kind}`)] : []));
  svg.replaceChildren(...lines, ...arrows(laying), ...names(pins));
}

/** @param {readonly number[]} point @returns {Place | null} */
const seen = (point) => scene.orbit.project(/** @type {Point} */ ([...point]));

/** From where it hurts to where the system's rule takes the needle: one way, or two where either side is allowed. @param {Laying} laying */
function arrows({ format, side, limb }) {
  const { first, also } = get("fits");
  const { source } = format.limbs[limb].arm;
  const place = Math.max(0, ...HURTS.map((part) => format.lines.findIndex((line) => line.source === part)));
  const [x, y, z] = source.points[place];
  const from = seen(format.of === "trunk" ? [x + (side === "left" ? ASIDE : -ASIDE), y + ASIDE, z] : [x, y, z]);
  const ends = [first[0], also[0]].filter(Boolean).map((id) => seen(entry(id).centre));
  return ends.flatMap((to, i) => (from && to ? [path(bow(from, to, 1), `method-arrow${i ? " also" : ""}`), path(head(from, to), "method-head")] : []));
}

/** A line that bows, so that several beside each other are told apart. @param {Place} a @param {Place} b @param {number} [more] */
function bow(a, b, more = 0) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const by = BEND * (1 + more) * Math.abs(dx);
  return `M${a.x.toFixed(1)} ${a.y.toFixed(1)}C${(a.x + 0.4 * dx).toFixed(1)} ${(a.y + by * (more ? 1 : 0)).toFixed(1)} ${(b.x - 0.4 * dx).toFixed(1)} ${(b.y + (more ? by : -0.2 * dy)).toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`;
}

/** The head of an arrow. @param {Place} from @param {Place} to */
function head(from, to) {
  const side = Math.sign(to.x - from.x) || 1;
  return `M${to.x} ${to.y}l${-9 * side} 3M${to.x} ${to.y}l${-3 * side} 10`;
}

/** What stands for what, at both ends; no name covers another. @param {readonly { line: { at: string, source: string }, limb: string, from: Place | null, to: Place | null }[]} pins */
function names(pins) {
  const joints = /** @type {Record<string, Record<string, string>>} */ (words.method.joints);
  const sources = /** @type {Record<string, string>} */ (words.method.sources);
  const middle = seen([0, 0, pins[0]?.from ? get("atlas").stature / 2 : 0])?.x ?? scene.orbit.size.width / 2;
  /** @type {Map<string, { x: number, y: number, words: string }>} by what is named */
  const found = new Map();
  for (const { line, limb, from, to } of pins) {
    if (from) found.set(line.source, { ...from, words: sources[line.source] });
    if (to) found.set(`${limb} ${line.at}`, { ...to, words: fill(words.method.for, { joint: joints[limb][line.at], source: sources[line.source] }) });
  }
  const limbs = Math.sign((pins[0]?.to?.x ?? middle + 1) - middle) || 1;
  /** @type {{ x: number, y: number }[]} */
  const placed = [];
  return [...found].map(([key, { x, y, words: said }]) => {
    const outward = key.includes(" ") ? limbs : -limbs;
    const free = { x: x + outward * BESIDE, y };
    while (placed.some((one) => Math.abs(one.x - free.x) < NEAR && Math.abs(one.y - free.y) < APART)) free.y += APART;
    placed.push(free);
    const one = document.createElementNS(SVG, "text");
    one.setAttribute("class", outward > 0 ? "after" : "before");
    const wide = said.length * LETTER;
    const most = scene.orbit.size.width - (scene.size?.right ?? 0) - wide;
    one.setAttribute("x", (outward > 0 ? Math.min(free.x, most) : Math.max(free.x, wide)).toFixed(1));
    one.setAttribute("y", free.y.toFixed(1));
    one.textContent = said;
    return one;
  });
}

/** @param {string} d @param {string} name */
function path(d, name) {
  const one = document.createElementNS(SVG, "path");
  one.setAttribute("class", name);
  one.setAttribute("d", d);
  return one;
}

/** The element it is drawn in; it may have gone with the stage. */
function drawingNow() {
  if (drawing?.isConnected) return drawing;
  const root = document.querySelector('[data-part="margins"]');
  if (!root) return null;
  drawing = /** @type {SVGElement} */ (document.createElementNS(SVG, "svg"));
  drawing.setAttribute("class", "construction method-lines");
  root.append(drawing);
  return drawing;
}
