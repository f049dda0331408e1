// Where a class pressed, drawn over the body: heat from five taps on, dots, and this page's own cross.

import { dot } from "../section/slice.js";
import { scene } from "../scene/scene.js";
import { facing, skinNow } from "./spot.js";
import { lesson } from "./state.js";

/** @typedef {import("./types.js").Point} Point */

export const ENOUGH = 5; // taps for heat
const SPREAD = 5.5; // mm: as wide as a fingertip is sure
const COARSE = 3; // pixels of the stage to one of the field
/** From how much of the densest place on: a colour, and how much it covers. */
const BANDS = [
  { from: 0.75, colour: [160, 26, 88, 205] }, { from: 0.5, colour: [190, 55, 110, 170] }, { from: 0.25, colour: [214, 92, 132, 125] }, { from: 0.1, colour: [225, 120, 150, 80] },
];
const DOT = 3.2; // pixels
const CROSS = 9;
const RING = "#a01a58";

/** @type {HTMLCanvasElement | null} */
let canvas = null;
/** @type {{ taps: readonly Point[], normals: Point[] }} the last ones, with where the skin faces there */
let known = { taps: [], normals: [] };

/** After each picture. */
export function drawHeat() {
  const taps = lesson.revealed?.taps ?? [];
  const own = lesson.role === "follow" ? lesson.own : null;
  if (!taps.length && !own) return clear();
  const context = begin();
  if (!context) return;
  if (known.taps !== taps && skinNow()) known = { taps, normals: facing(taps) };
  const { back } = scene.orbit.frame();
  const seen = taps.flatMap((tap, i) => (dot(known.normals[i] ?? back, back) < -0.05 ? [] : [scene.orbit.project(tap)])).filter((place) => place !== null);
  if (taps.length >= ENOUGH) heat(context, seen, SPREAD * scaleAt(taps[0]));
  for (const { x, y } of seen) disc(context, x, y);
  const place = own && scene.orbit.project(own);
  if (place) cross(context, place.x, place.y);
}

/** Pixels to the mm at a place. @param {Point} place */
function scaleAt([x, y, z]) {
  const { up } = scene.orbit.frame();
  const [a, b] = [scene.orbit.project([x, y, z]), scene.orbit.project([x + 10 * up[0], y + 10 * up[1], z + 10 * up[2]])];
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) / 10 : 1;
}

/** The field of all taps in bands, each as wide as a fingertip. @param {CanvasRenderingContext2D} context @param {readonly { x: number, y: number }[]} places @param {number} spread pixels */
function heat(context, places, spread) {
  const { width, height } = scene.orbit.size;
  const [columns, rows] = [Math.ceil(width / COARSE), Math.ceil(height / COARSE)];
  const wide = Math.max(1.5, spread / COARSE);
  const reach = Math.ceil(3 * wide);
  const field = new Float32Array(columns * rows);
  for (const place of places) {
    const [cx, cy] = [place.x / COARSE, place.y / COARSE];
    for (let y = Math.max(0, Math.floor(cy) - reach); y <= Math.min(rows - 1, cy + reach); y += 1) {
      for (let x = Math.max(0, Math.floor(cx) - reach); x <= Math.min(columns - 1, cx + reach); x += 1) {
        field[y * columns + x] += Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * wide * wide));
      }
    }
  }
  const most = Math.max(1.6, field.reduce((a, b) => Math.max(a, b), 0));
  const image = new ImageData(columns, rows);
  field.forEach((value, i) => {
    const band = BANDS.find(({ from }) => value >= from * most);
    if (band) image.data.set(band.colour, 4 * i);
  });
  const small = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.drawImage(small, 0, 0, columns * COARSE, rows * COARSE);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
function disc(context, x, y) {
  context.beginPath();
  context.arc(x, y, DOT, 0, 2 * Math.PI);
  Object.assign(context, { fillStyle: "#fff", strokeStyle: RING, lineWidth: 1.4 });
  context.fill();
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
function cross(context, x, y) {
  for (const [lineWidth, strokeStyle] of /** @type {const} */ ([[8, "#fff"], [4, "#27221b"]])) {
    Object.assign(context, { lineWidth, strokeStyle, lineCap: "round" });
    context.beginPath();
    for (const way of [-1, 1]) {
      context.moveTo(x - CROSS, y - way * CROSS);
      context.lineTo(x + CROSS, y + way * CROSS);
    }
    context.stroke();
  }
}

function clear() {
  canvas?.remove();
  canvas = null;
}

/** A canvas as large as the stage, with nothing on it. */
function begin() {
  if (!canvas?.isConnected) {
    canvas = Object.assign(document.createElement("canvas"), { className: "class-heat" });
    document.querySelector('[data-part="margins"]')?.prepend(canvas);
  }
  const { width, height } = scene.orbit.size;
  const sharp = window.devicePixelRatio;
  Object.assign(canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  const context = canvas.getContext("2d");
  context?.scale(sharp, sharp);
  return context;
}
