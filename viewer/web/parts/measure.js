// How far two places of the body are apart, in a straight line: pressed one after the other, and drawn between them.

import { scene } from "../scene/scene.js";
import { get, set } from "../state/store.js";

/** @typedef {import("../edition/types.js").Point} Point */

const UNIT = "mm"; // the same in every language
const NEAR = 10; // mm from where on a tenth says more than is known
const SVG = "http://www.w3.org/2000/svg";
const ASIDE = 14; // pixels from the line to its words

/** A distance in words. @param {number} distance mm */
export const inWords = (distance) => `${distance < NEAR - 0.05 ? distance.toFixed(1) : Math.round(distance)} ${UNIT}`;

/** @param {Point} a @param {Point} b */
const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** @param {Point | null} from @param {Point | null} [to] */
function measured(from, to = null) {
  set("measuring", { from, to, ...(from && to && { distance: inWords(apart(from, to)) }) });
  drawMeasure();
}

export const measure = {
  start: () => measured(null),

  /** The first place, then the second; a third begins anew. @param {Point} point of the body */
  pick(point) {
    const now = get("measuring");
    if (now?.from && !now.to) measured(now.from, point);
    else if (now) measured(point);
  },

  stop() {
    set("measuring", null);
    drawMeasure();
  },
};

/** @typedef {{ svg: SVGElement, lines: SVGElement[], dots: SVGElement[], label: SVGElement }} Drawing */
/** @type {Drawing | null} */
let drawing = null;

/** After each picture: the line follows the camera. */
export function drawMeasure() {
  const now = get("measuring");
  if (!now?.from) {
    drawing?.svg.setAttribute("hidden", "");
    return;
  }
  const { svg, lines, dots, label } = drawingNow() ?? {};
  if (!svg || !lines || !dots || !label) return;
  const [a, b] = [now.from, now.to ?? now.from].map((point) => scene.orbit.project(point));
  svg.toggleAttribute("hidden", !a || !b);
  if (!a || !b) return;
  const path = `M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${b.y.toFixed(1)}`;
  lines.forEach((line) => line.setAttribute("d", path));
  dots.forEach((dot) => dot.setAttribute("d", `M${a.x} ${a.y}h.01M${b.x} ${b.y}h.01`));
  // Beside the middle of the line, on the side that is up.
  const long = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const way = b.x < a.x ? -1 : 1;
  label.textContent = now.distance ?? "";
  label.setAttribute("x", ((a.x + b.x) / 2 + (way * ASIDE * (b.y - a.y)) / long).toFixed(1));
  label.setAttribute("y", ((a.y + b.y) / 2 - (way * ASIDE * (b.x - a.x)) / long).toFixed(1));
}

/** The elements it is drawn with; they may have gone with the stage. @returns {Drawing | null} */
function drawingNow() {
  if (drawing?.svg.isConnected) return drawing;
  const root = document.querySelector('[data-part="margins"]');
  if (!root) return null;
  const made = (/** @type {string} */ tag, /** @type {string} */ name) => {
    const one = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
    one.setAttribute("class", name);
    return one;
  };
  const [lines, dots] = [["measure-halo", "measure-line"], ["margin-rim", "margin-dot"]].map((names) => names.map((name) => made("path", name)));
  drawing = { svg: made("svg", "measure"), lines, dots, label: made("text", "measure-words") };
  drawing.svg.append(...lines, ...dots, drawing.label);
  root.append(drawing.svg);
  return drawing;
}
