// What a quiz draws over the body: the cross that the keyboard moves, where one pressed, where it is, and letters of places.

import { scene } from "../scene/scene.js";

/** @typedef {import("./types.js").Point} Point */
/** @typedef {{ at: Point, is: "cross" | "ring" | "letter", words?: string, radius?: number }} Mark `radius` in mm; without one a ring has a fixed size */

const SVG = "http://www.w3.org/2000/svg";
const ARM = 9; // pixels of a cross
const RING = 17; // pixels of a ring that means a thing and no area
const ASIDE = 8; // pixels from a mark to its words

/** @type {readonly Mark[]} */
let marks = [];
/** Where the keyboard's cross is, pixels of the stage; null: it is not used. @type {[number, number] | null} */
let cursor = null;
/** @type {SVGElement | null} */
let svg = null;

/** @param {readonly Mark[]} now */
export function mark(now) {
  marks = now;
  drawMarks();
}

/** @param {[number, number] | null} now */
export function moveCursor(now) {
  cursor = now;
  drawMarks();
}

export const cursorNow = () => cursor;

/** After each picture: the marks follow the camera. */
export function drawMarks() {
  const drawn = marks.flatMap((one) => {
    const at = scene.orbit.project(one.at);
    return at ? shape(one, at.x, at.y) : [];
  });
  if (cursor) drawn.push(...cross(...cursor));
  if (!svg && !drawn.length) return;
  const root = document.querySelector('[data-part="margins"]');
  if (!root) return;
  svg ??= made("svg", { class: "quiz-marks" });
  if (svg.parentNode !== root) root.append(svg);
  svg.replaceChildren(...drawn);
}

/** @param {Mark} mark @param {number} x @param {number} y */
function shape({ at, is, words = "", radius }, x, y) {
  if (is === "cross") return [...cross(x, y), ...(words ? [said(words, x, y, ARM)] : [])];
  if (is === "letter") return [made("circle", { class: "quiz-letter", cx: x, cy: y, r: 13 }), made("text", { class: "quiz-letter-words", x, y }, words)];
  const r = radius ? Math.max(RING / 2, radius * pixelsOf(at)) : RING;
  return [...["quiz-halo", "quiz-line"].map((name) => made("circle", { class: name, cx: x, cy: y, r })), ...(words ? [said(words, x, y, r)] : [])];
}

/** @param {number} x @param {number} y */
const cross = (x, y) => ["quiz-halo", "quiz-line"].map((name) => made("path", { class: name, d: `M${x - ARM} ${y - ARM}l${2 * ARM} ${2 * ARM}M${x + ARM} ${y - ARM}l${-2 * ARM} ${2 * ARM}` }));

/** Words on the side of a mark where there is room. @param {string} words @param {number} x @param {number} y @param {number} far */
function said(words, x, y, far) {
  const left = x > scene.orbit.size.width / 2;
  return made("text", { class: "quiz-words", x: left ? x - far - ASIDE : x + far + ASIDE, y, "text-anchor": left ? "end" : "start" }, words);
}

/** How many pixels a millimetre is at a place. @param {Point} at */
export function pixelsOf(at) {
  const { right } = scene.orbit.frame();
  const [a, b] = [at, /** @type {Point} */ (at.map((value, i) => value + right[i]))].map((point) => scene.orbit.project(point));
  return a && b ? Math.hypot(b.x - a.x, b.y - a.y) : 0;
}

/** @param {string} tag @param {Readonly<Record<string, string | number>>} values @param {string} [words] */
function made(tag, values, words = "") {
  const one = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [key, value] of Object.entries(values)) one.setAttribute(key, typeof value === "number" ? value.toFixed(1) : value);
  if (words) one.textContent = words;
  return one;
}
