// The small figure that turns with the camera, on a ring that names the four directions.

import { frameOf } from "../camera/frame.js";
import { scene } from "../scene/scene.js";

/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {[from: Point, to: Point, halfWidth: number]} Limb of a person of 100 units, x to the patient's left, y to the back, z up */
/** @typedef {{ x: number, y: number, depth: number }} Dot */
/** @typedef {CanvasRenderingContext2D} Pen */

/** @type {readonly Limb[]} */
const BONES = [
  [[0, 0, 88], [0, 0, 94], 6.5],
  [[0, 0, 80], [0, 0, 84], 3],
  [[-9, 0, 76], [9, 0, 76], 4.5],
  [[0, 0, 74], [0, 0, 52], 8.5],
  [[-6, 0, 50], [6, 0, 50], 6],
  [[-7, 0, 48], [-8, 1, 27], 5], [[-8, 1, 27], [-8.5, 2, 5], 3.6], [[-8.5, 1, 3], [-9, -6, 2], 2.4],
  [[7, 0, 48], [8, 1, 27], 5], [[8, 1, 27], [8.5, 2, 5], 3.6], [[8.5, 1, 3], [9, -6, 2], 2.4],
  [[-13, 0, 76], [-17, 0, 58], 3.2], [[-17, 0, 58], [-20, -1, 42], 2.6], [[-20, -1, 42], [-21, -2, 37], 2.2],
  [[13, 0, 76], [17, 0, 58], 3.2], [[17, 0, 58], [20, -1, 42], 2.6], [[20, -1, 42], [21, -2, 37], 2.2],
];
/** @type {Limb} */
const NOSE = [[0, -5.5, 90], [0, -8, 89], 1.6];
const RING = 34;
const TILT = 14; // degrees it is seen from above, so that the letters stand apart
/** @type {readonly [letter: string, towards: Point][]} */
const LETTERS = [["A", [0, -1, 0]], ["P", [0, 1, 0]], ["L", [1, 0, 0]], ["R", [-1, 0, 0]]];

const dark = window.matchMedia("(prefers-color-scheme: dark)");
/** @type {ReturnType<typeof measured> | null} */
let known = null;

/** Size and colours, asked of the page only when they may have changed: asking makes it lay itself out. @param {HTMLCanvasElement} canvas */
function paper(canvas) {
  const theme = `${document.documentElement.dataset.theme} ${dark.matches}`;
  if (known?.canvas !== canvas || known.stage !== scene.size || known.theme !== theme) known = measured(canvas, theme);
  return known;
}

/** @param {HTMLCanvasElement} canvas @param {string} theme */
function measured(canvas, theme) {
  const style = getComputedStyle(canvas);
  const { clientWidth: width, clientHeight: height } = canvas;
  const colours = { ink: style.getPropertyValue("--ink"), body: style.getPropertyValue("--figure") };
  return { canvas, stage: scene.size, theme, width, height, ...colours };
}

/** @param {HTMLCanvasElement} canvas */
export function figure(canvas) {
  const fine = Math.min(window.devicePixelRatio || 1, 2);
  const { width, height, ink, body } = paper(canvas);
  if (canvas.width !== width * fine) Object.assign(canvas, { width: width * fine, height: height * fine });
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.setTransform(fine, 0, 0, fine, 0, 0);
  pen.clearRect(0, 0, width, height);
  draw(pen, { width, height, ink, body });
}

/** @param {Pen} pen @param {{ width: number, height: number, ink: string, body: string }} paper */
function draw(pen, { width, height, ink, body }) {
  const { azimuth, elevation } = scene.orbit.pose;
  const { right, up, back } = frameOf({ azimuth, elevation: Math.max(elevation + TILT, -80) });
  const scale = Math.min(width / 92, height / 122);
  const dot = (/** @type {Point} */ a, /** @type {Point} */ b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  /** @param {Point} place @returns {Dot} */
  const at = ([x, y, z]) => {
    /** @type {Point} */
    const point = [x, y, z - 48];
    return { x: width / 2 + scale * dot(point, right), y: height / 2 - scale * dot(point, up), depth: dot(point, back) };
  };
  const ring = LETTERS.map(([letter, [x, y, z]]) => ({ letter, ...at([x * RING, y * RING, z * RING + 2]) }));
  circle(pen, at, ink);
  letters(pen, ring.filter((end) => end.depth < 0), ink);
  const limbs = [...BONES, NOSE].map(([from, to, wide]) => ({ from: at(from), to: at(to), wide: wide * scale }));
  limbs.sort((a, b) => a.from.depth + a.to.depth - b.from.depth - b.to.depth);
  limbs.forEach((limb) => stroke(pen, limb, body));
  letters(pen, ring.filter((end) => end.depth >= 0), ink);
}

/** @param {Pen} pen @param {(place: Point) => Dot} at @param {string} ink */
function circle(pen, at, ink) {
  pen.beginPath();
  for (let i = 0; i <= 48; i += 1) {
    const turn = (i * Math.PI) / 24;
    const { x, y } = at([RING * 0.8 * Math.cos(turn), RING * 0.8 * Math.sin(turn), 2]);
    if (i) pen.lineTo(x, y);
    else pen.moveTo(x, y);
  }
  pen.strokeStyle = ink;
  pen.globalAlpha = 0.35;
  pen.lineWidth = 1;
  pen.stroke();
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {{ from: Dot, to: Dot, wide: number }} limb @param {string} body its colour */
function stroke(pen, { from, to, wide }, body) {
  const near = Math.max(-1, Math.min(1, (from.depth + to.depth) / 40));
  pen.globalAlpha = 1;
  pen.lineCap = "round";
  pen.strokeStyle = body;
  pen.filter = "none";
  pen.lineWidth = 2 * wide;
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.lineTo(to.x, to.y);
  pen.stroke();
  pen.strokeStyle = near > 0 ? "#fff" : "#000";
  pen.globalAlpha = Math.abs(near) * 0.18;
  pen.stroke();
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {readonly (Dot & { letter: string })[]} ends @param {string} ink */
function letters(pen, ends, ink) {
  pen.font = "700 12px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const { letter, x, y, depth } of ends) {
    pen.fillStyle = ink;
    pen.globalAlpha = depth < -10 ? 0.55 : 1;
    pen.fillText(letter, x, y);
  }
  pen.globalAlpha = 1;
}
