// The small person of the compass: it turns with the camera, on a ring on which a dot says where one looks from.

import { frameOf } from "../camera/frame.js";
import { scene } from "../scene/scene.js";

/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {import("../camera/types.js").Pose} Pose */
/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {{ paths: readonly (readonly Point[])[], wide: number }} Stroke `wide` is half of it */
/** @typedef {{ ink: string, body: string, nerve: string, sheet: string, face: string }} Look `face` is the family of its letters */
/** @typedef {"left" | "right" | "front" | "back"} End */
/** @typedef {Readonly<Record<End, string>>} Names of the ends */

/**
 * Of a person of 100 units, x to the patient's left, y to the back, z up.
 *
 * @typedef {object} Part
 * @property {readonly Stroke[]} strokes
 * @property {Point} order parts cover each other by its depth; it may lie beside the part itself
 * @property {number} [behind] so many units farther than that
 * @property {boolean} [seam] paper is left around it, so that it is told from what lies behind
 * @property {boolean} [low] from above it is hidden
 */

/**
 * @typedef {object} View of the person
 * @property {Look} look
 * @property {(place: Point) => { x: number, y: number }} at
 * @property {(place: Point) => number} depth towards the eye
 * @property {number} scale
 * @property {number} steep 1 where it is seen from above or below
 * @property {number} above 1 where it is seen from above
 * @property {number} told 1 where words tell the front and the back, and the dot does not tell where one looks from
 * @property {{ wide: number, high: number, middle: number, near: number }} ring `near` is the angle at which its near half begins
 */

/** @param {1 | -1} side @returns {readonly Part[]} */
const limbs = (side) => [
  {
    strokes: [{ paths: [[[side * 6, 0, 50], [side * 6.5, 0, 27], [side * 6.5, 1, 5]], [[side * 6.5, 1, 4], [side * 7, -6, 3.5]]], wide: 4.6 }],
    order: [side * 5, 0, 27], behind: 10, seam: true, low: true,
  },
  {
    strokes: [{ paths: [[[side * 12.5, 0, 75.5], [side * 17, 0.5, 58], [side * 19.5, -1, 41]]], wide: 3 }],
    order: [side * 17, 0, 58], behind: -2, seam: true,
  },
];
/** @type {readonly Part[]} */
const BODY = [
  ...limbs(1),
  ...limbs(-1),
  {
    strokes: [
      { paths: [[[-9, 0, 76], [9, 0, 76]], [[0, 0, 78], [0, 0, 82]]], wide: 4.2 },
      { paths: [[[-4.5, 0, 73], [-4, 0, 55]], [[4.5, 0, 73], [4, 0, 55]], [[-5, 0, 52], [5, 0, 52]]], wide: 5.8 },
    ],
    order: [0, 0, 65],
  },
  { strokes: [{ paths: [[[0, 0, 91], [0, 0, 94]]], wide: 7 }, { paths: [[[0, -6, 91], [0, -8.5, 90]]], wide: 1.7 }], order: [0, 0, 92], seam: true },
];
/** From the lower back down the left leg; its order is far to the back, so that from before it is always covered. @type {Part} */
const NERVE = {
  strokes: [{ paths: [[[2.5, 4.2, 57], [5.5, 4.2, 46], [6.5, 3.3, 27], [6.5, 3.8, 10]]], wide: 1.5 }],
  order: [8, 18, 35], seam: true, low: true,
};
/** @type {readonly { end: End, towards: readonly [x: number, y: number] }[]} */
const ENDS = [
  { end: "left", towards: [1, 0] },
  { end: "right", towards: [-1, 0] },
  { end: "front", towards: [0, -1] },
  { end: "back", towards: [0, 1] },
];

const SIZE = 106; // the drawing's own units; it is stretched to what room there is
const [MIDDLE, HEIGHT] = [SIZE / 2, 46]; // where the waist lies
const WAIST = 48; // of the person
const TILT = 17; // degrees it is seen from above where the body is seen level, so that the ring is one
const LIFT = 18; // units of the person that letters stand above the ring
const SEAM = 1.1;
const LETTER = 13; // CSS pixels
const WORD = 12;
const HALO = 2; // CSS pixels of paper around them

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const forced = window.matchMedia("(forced-colors: active)");

/**
 * What draws the person on a canvas, and does nothing while nothing has changed.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Names} names that stand around the person
 */
export function figureOn(canvas, names) {
  /** @type {Look | null} */
  let look = null;
  let [theme, stage, width, drawn] = ["", scene.size, 0, ""];
  return () => {
    // Asking the page for sizes and colours makes it lay itself out, so it is only asked when they may have changed.
    const dressed = `${document.documentElement.dataset.theme} ${dark.matches} ${forced.matches}`;
    if (!look || theme !== dressed) [look, theme, drawn] = [lookOf(canvas), dressed, ""];
    if (!width || stage !== scene.size) [width, stage] = [canvas.clientWidth, scene.size];
    const pixels = Math.round(width * Math.min(window.devicePixelRatio || 1, 2));
    const { azimuth, elevation } = scene.orbit.pose;
    const now = `${azimuth} ${elevation} ${pixels}`;
    // Read often, it is not drawn by the graphics card: so small, it would only wait there behind the body.
    const pen = pixels && now !== drawn ? canvas.getContext("2d", { willReadFrequently: true }) : null;
    if (!pen) return;
    drawn = now;
    if (canvas.width !== pixels) Object.assign(canvas, { width: pixels, height: pixels });
    pen.setTransform(pixels / SIZE, 0, 0, pixels / SIZE, 0, 0);
    pen.clearRect(0, 0, SIZE, SIZE);
    const view = viewOf({ azimuth, elevation }, look);
    draw(pen, view);
    tellEnds(pen, view, names, SIZE / width);
  };
}

/** The tokens as plain colours: a canvas cannot read light-dark(). @param {HTMLCanvasElement} canvas @returns {Look} */
function lookOf(canvas) {
  const colour = (/** @type {string} */ token) => {
    canvas.style.color = `var(${token})`;
    return getComputedStyle(canvas).color;
  };
  const [ink, body, nerve, sheet] = ["--ink", "--ink2", "--nerve", "--sheet"].map(colour);
  return { ink, body, nerve, sheet, face: getComputedStyle(canvas).fontFamily };
}

/** @param {Pen} pen @param {View} view */
function draw(pen, view) {
  pen.lineCap = "round";
  pen.lineJoin = "round";
  farHalf(pen, view);
  person(pen, view);
  nearHalf(pen, view);
  if (view.told < 1) dot(pen, view);
}

/** How far a value is on its way from one to another, 0-1. @param {number} value @param {number} from @param {number} to */
const share = (value, from, to) => Math.min(1, Math.max(0, (value - from) / (to - from)));

/** @param {Point} a @param {Point} b */
const along = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** @param {Pick<Pose, "azimuth" | "elevation">} pose @param {Look} look @returns {View} */
function viewOf({ azimuth, elevation }, look) {
  const { right, up, back } = frameOf({ azimuth, elevation: elevation + TILT * Math.cos((elevation * Math.PI) / 180) });
  const flat = back[2]; // the ring: 1 seen from above, 0 from its edge, -1 from below
  const steep = share(Math.abs(flat), 0.6, 0.95);
  const told = share(steep, 0.6, 1);
  const scale = 0.72 + 0.18 * steep;
  const at = (/** @type {Point} */ [x, y, z]) => {
    /** @type {Point} */
    const place = [x, y, z - WAIST];
    return { x: MIDDLE + scale * along(place, right), y: HEIGHT - scale * along(place, up) };
  };
  // Seen level, the tilt puts nothing before anything else.
  const depth = (/** @type {Point} */ [x, y, z]) => x * back[0] + y * back[1] + steep * (z - WAIST) * flat;
  const wide = scale * (44 - 14 * steep);
  const ring = { wide, high: wide * Math.abs(flat), middle: at([0, 0, 0]).y, near: flat < 0 ? Math.PI : 0 };
  return { look, at, depth, scale, steep, above: flat > 0 ? told : 0, told, ring };
}

/** @param {Pen} pen @param {View["ring"]} ring @param {number} from radians */
function half(pen, { wide, high, middle }, from) {
  pen.beginPath();
  pen.ellipse(MIDDLE, middle, wide, high, 0, from, from + Math.PI);
  pen.stroke();
}

/** @param {Pen} pen @param {View} view */
function farHalf(pen, { look, steep, ring }) {
  pen.strokeStyle = look.body;
  pen.lineWidth = 1.2;
  // From above nothing of the ring lies behind the body.
  pen.setLineDash(steep > 0.5 ? [] : [0.1, 3.2]);
  half(pen, ring, ring.near + Math.PI);
  pen.setLineDash([]);
}

/** @param {Pen} pen @param {View} view */
function nearHalf(pen, { look, steep, ring }) {
  pen.strokeStyle = steep > 0.5 ? look.body : look.ink;
  pen.lineWidth = 1.6 - 0.4 * steep;
  half(pen, ring, ring.near);
}

/** Where one looks from. @param {Pen} pen @param {View} view */
function dot(pen, { look, told, ring }) {
  pen.globalAlpha = 1 - told;
  pen.beginPath();
  pen.arc(MIDDLE, ring.middle + (ring.near ? -ring.high : ring.high), 3.8, 0, 2 * Math.PI);
  pen.fillStyle = look.nerve;
  pen.fill();
  pen.strokeStyle = look.ink;
  pen.lineWidth = 1.3;
  pen.stroke();
  pen.globalAlpha = 1;
}

/** From what is far to what is near. @param {Pen} pen @param {View} view */
function person(pen, view) {
  const far = (/** @type {Part} */ { order, behind = 0 }) => view.depth(order) - behind;
  for (const part of [...BODY, NERVE].sort((a, b) => far(a) - far(b))) {
    pen.globalAlpha = part.low ? 1 - view.above : 1;
    for (const stroke of part.seam ? part.strokes : []) line(pen, view, stroke, view.look.sheet, SEAM);
    for (const stroke of part.strokes) line(pen, view, stroke, part === NERVE ? view.look.nerve : view.look.body, 0);
  }
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {View} view @param {Stroke} stroke @param {string} colour @param {number} seam */
function line(pen, { at, scale }, { paths, wide }, colour, seam) {
  pen.strokeStyle = colour;
  pen.lineWidth = 2 * (wide * scale + seam);
  pen.beginPath();
  for (const path of paths) path.map(at).forEach(({ x, y }, i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.stroke();
}

/**
 * The words around the person: L and R while they are beside the body; front and back where it is seen from above or below,
 * since nothing else tells them there, and at the top only: beneath the drawing stands the name of the side.
 *
 * @param {Pen} pen
 * @param {View} view
 * @param {Names} names
 * @param {number} pixel a CSS pixel, in units of the drawing
 */
function tellEnds(pen, { at, scale, steep, told, look }, names, pixel) {
  const far = 60 - 18 * steep;
  Object.assign(pen, { textAlign: "center", textBaseline: "middle", strokeStyle: look.sheet, lineWidth: 2 * HALO * pixel });
  for (const { end, towards: [x, y] } of ENDS) {
    const isLetter = end === "left" || end === "right";
    const spot = at([x * far, y * far, LIFT]);
    const beside = share(Math.abs(spot.x - MIDDLE) / scale / far, 0.45, 0.8);
    pen.globalAlpha = isLetter ? Math.max(beside, told) : told * share(HEIGHT + 20 - spot.y, 0, 10);
    if (!pen.globalAlpha) continue;
    pen.font = isLetter ? `700 ${LETTER * pixel}px ${look.face}` : `${WORD * pixel}px ${look.face}`;
    pen.fillStyle = isLetter ? look.ink : look.body;
    pen.strokeText(names[end], spot.x, spot.y);
    pen.fillText(names[end], spot.x, spot.y);
  }
  pen.globalAlpha = 1;
}
