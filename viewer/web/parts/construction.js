// How a region is found, drawn on the body: numbered steps, what is counted, and how exactly it is known.

import { frameOf } from "../camera/frame.js";
import { still } from "../camera/orbit.js";
import { across, cunTicks, lengthOf, pathOf, placeAlong, tenths } from "../camera/ticks.js";
import { cross, dot } from "../section/slice.js";
import { scene } from "../scene/scene.js";
import { entry, get, set } from "../state/store.js";

/** @typedef {import("../camera/types.js").Place} Place */
/** @typedef {import("../edition/types.js").Construction} Construction */
/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {{ x: number, y: number, number: number }} Badge */

const SVG = "http://www.w3.org/2000/svg";
const AWAY = 0.08; // a region that faces away more than so is not explained
const RAISED = 30; // pixels above the region to its number
const BESIDE = 24; // pixels from a line to its number, or to that of a cun
const APART = 27; // pixels between two numbers
const LEGIBLE = 44; // pixels: a shorter line has no ticks
const RING = 40; // places around it
const CROSS = 4; // pixels from its middle to its ends
const TOUR = 1100; // ms a finger takes along its line

/** @type {{ svg: SVGElement, lines: Record<string, SVGElement>, numbers: SVGElement } | null} */
let drawing = null;
/** How far the finger has gone along the line of a step. @type {{ step: number, share: number } | null} */
let finger = null;

/** What explains the chosen region, while it faces the eye. @returns {Construction | null} */
export function constructionNow() {
  const built = get("related").construction;
  if (!built || !entry(get("select")) || !get("names") || !get("show").regions) return null;
  return dot(built.normal, frameOf(scene.orbit.pose).back) > AWAY ? built : null;
}

/** Lights a step of the way, or none. @param {number} step */
export function light(step) {
  if (step === get("stepLit")) return;
  set("stepLit", step);
  drawConstruction();
}

/** The mouse has left the steps: the one that has the focus stays lit. */
export const leaveSteps = () => light([...document.querySelectorAll(".finding button")].indexOf(/** @type {Element} */ (document.activeElement)));

/** Shows the way of a step as a finger goes it. @param {number} step */
export function tour(step) {
  light(step);
  if (!get("related").construction?.steps[step]?.line || still()) return;
  const begun = performance.now();
  const go = () => {
    const share = (performance.now() - begun) / TOUR;
    finger = share < 1 && get("stepLit") === step ? { step, share } : null;
    drawConstruction();
    if (finger) requestAnimationFrame(go);
  };
  go();
}

export function flipSure() {
  set("sure", !get("sure"));
  drawConstruction();
}

/** After each picture, and when a step is lit. */
export function drawConstruction() {
  const built = constructionNow();
  if (!built) {
    drawing?.svg.setAttribute("hidden", "");
    return;
  }
  const { svg, lines, numbers } = drawingNow() ?? {};
  if (!svg || !lines || !numbers) return;
  const lit = built.steps[get("stepLit")];
  const ways = built.steps.flatMap((step) => ({ step, line: onStage(step.line) })).filter(({ line }) => line.length > 1);
  const path = ways.map(({ line }) => pathOf(line)).join("");
  lines.halo.setAttribute("d", path);
  lines.line.setAttribute("d", path);
  lines.lit.setAttribute("d", ways.filter(({ step }) => step === lit).map(({ line }) => pathOf(line)).join(""));
  lines.ticks.setAttribute("d", ways.map(({ step, line }) => ticksOf(step, line)).join(""));
  const { centre } = entry(get("select"));
  lines.ring.setAttribute("d", get("sure") ? ringOf(built, centre, built.ring) : "");
  lines.fingers.setAttribute("d", get("sure") && built.fingers ? ringOf(built, built.fingers.at, built.fingers.ring) + crossAt(built.fingers.at) : "");
  const on = finger && onStage(built.steps[finger.step]?.line);
  const tip = on && on.length > 1 && finger ? placeAlong(on, finger.share) : null;
  lines.finger.setAttribute("d", tip ? `M${tip.x} ${tip.y}h.01` : "");
  numbers.replaceChildren(...badgesOf(built).map(badge), ...ways.flatMap(({ step, line }) => countsOf(step, line)));
  svg.removeAttribute("hidden");
}

/** @param {readonly Point[]} [line] @returns {Place[]} none where a part of it is not seen */
function onStage(line = []) {
  const places = line.map((point) => scene.orbit.project(point));
  return places.some((place) => !place) ? [] : /** @type {Place[]} */ (places);
}

/** @param {import("../edition/types.js").ConstructionStep} step @param {readonly Place[]} line */
function ticksOf({ cun, share, line: { length } = [] }, line) {
  if (lengthOf(line) < LEGIBLE) return "";
  if (cun) return across(line, cunTicks(cun, length));
  return share === undefined ? "" : across(line, tenths(share));
}

/** The numbers of the cun that are counted. @param {import("../edition/types.js").ConstructionStep} step @param {readonly Place[]} line */
function countsOf({ cun, line: { length } = [] }, line) {
  if (!cun || lengthOf(line) < LEGIBLE) return [];
  const { height, covered } = scene.orbit.size;
  return cunTicks(cun, length)
    .filter(({ cun: own }, i) => Number.isInteger(own) || i === length - 1)
    .map(({ share, cun: own }) => ({ own, ...placeAlong(line, share) }))
    .filter(({ y }) => y < height - covered)
    .map(({ own, x, y, along }) => text(x - BESIDE * along.y, y + BESIDE * along.x, String(own), "construction-cun"));
}

/** Where the number of each step stands: none covers another. @param {Construction} built @returns {Badge[]} */
function badgesOf({ steps }) {
  const centre = scene.orbit.project(entry(get("select")).centre);
  /** @type {Badge[]} */
  const placed = [];
  steps.forEach((step, i) => {
    const at = step.does === "end" ? centre && { x: centre.x, y: centre.y - RAISED } : step.does === "count" ? besideLine(step) : scene.orbit.project(step.at[0]);
    if (!at || at.y > scene.orbit.size.height - scene.orbit.size.covered) return;
    const free = { ...at, number: i + 1 };
    const near = () => placed.find((other) => Math.hypot(other.x - free.x, other.y - free.y) < APART);
    for (let other = near(), tries = 0; other && tries < steps.length; other = near(), tries += 1) free.y = other.y - APART;
    placed.push(free);
  });
  return placed;
}

/** @param {import("../edition/types.js").ConstructionStep} step @returns {Place | null} */
function besideLine({ line }) {
  const places = onStage(line);
  if (places.length < 2) return null;
  const { x, y, along } = placeAlong(places, 0.5);
  return { x: x + BESIDE * along.y, y: y - BESIDE * along.x };
}

/** The rim of what is as good as its middle. @param {Construction} built @param {Point} centre @param {number} ring mm */
function ringOf({ normal }, centre, ring) {
  const aside = Math.abs(normal[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const long = (/** @type {readonly number[]} */ way) => way.map((value) => value / (Math.hypot(...way) || 1));
  const u = long(cross(normal, aside));
  const v = cross(normal, u);
  const around = Array.from({ length: RING }, (_, i) => (2 * Math.PI * i) / RING);
  const rim = around.map((turn) => /** @type {Point} */ (centre.map((value, axis) => value + ring * (Math.cos(turn) * u[axis] + Math.sin(turn) * v[axis]))));
  const line = onStage(rim);
  return line.length ? `${pathOf(line)}Z` : "";
}

/** @param {Point} point */
function crossAt(point) {
  const at = scene.orbit.project(point);
  return at ? `M${at.x - CROSS} ${at.y}h${2 * CROSS}M${at.x} ${at.y - CROSS}v${2 * CROSS}` : "";
}

/** @param {Badge} at */
function badge({ x, y, number }) {
  const group = document.createElementNS(SVG, "g");
  const circle = document.createElementNS(SVG, "circle");
  Object.entries({ cx: x, cy: y, r: 12 }).forEach(([key, value]) => circle.setAttribute(key, value.toFixed(1)));
  group.setAttribute("class", number - 1 === get("stepLit") ? "construction-badge lit" : "construction-badge");
  group.append(circle, text(x, y, String(number), ""));
  return group;
}

/** @param {number} x @param {number} y @param {string} words @param {string} name */
function text(x, y, words, name) {
  const one = document.createElementNS(SVG, "text");
  one.setAttribute("class", name);
  one.setAttribute("x", x.toFixed(1));
  one.setAttribute("y", y.toFixed(1));
  one.textContent = words;
  return one;
}

/** The elements it is drawn with; they may have gone with the stage. */
function drawingNow() {
  if (drawing?.svg.isConnected) return drawing;
  const root = document.querySelector('[data-part="margins"]');
  if (!root) return null;
  const svg = /** @type {SVGElement} */ (document.createElementNS(SVG, "svg"));
  svg.setAttribute("class", "construction");
  const made = (/** @type {string} */ name) => {
    const path = /** @type {SVGElement} */ (document.createElementNS(SVG, "path"));
    path.setAttribute("class", `construction-${name}`);
    svg.append(path);
    return path;
  };
  const lines = Object.fromEntries(["ring", "fingers", "halo", "line", "ticks", "lit", "finger"].map((name) => [name, made(name)]));
  const numbers = /** @type {SVGElement} */ (document.createElementNS(SVG, "g"));
  svg.append(numbers);
  root.append(svg);
  drawing = { svg, lines, numbers };
  return drawing;
}
