// The cut anyone can make: across, from the side, from the front or across a nerve, and where.

import { fitDistance, raised } from "../camera/frame.js";
import { acrossNerve, readCut } from "../scene/cut.js";
import { scene } from "../scene/scene.js";
import { nearestOn, placeOn } from "../section/course.js";
import { normalOf } from "../section/slice.js";
import { keep } from "../state/history.js";
import { entry, get, set } from "../state/store.js";
import { coursesAt } from "./courses.js";
import { AXIS, cutKind } from "./cut_slider.js";
import { note } from "./notices.js";
import { need, remember } from "./visibility.js";
import { words } from "../words/words.js";

/** @typedef {import("./cut_slider.js").Kind} Kind */
/** @typedef {import("./cut_slider.js").Chosen} Chosen */

const FLAT = 0.5; // a face that looks at the eye less than this is hardly seen
const AROUND = 220; // mm of the body that are seen around a cut across a nerve
const STEEP = 50; // degrees from above that a face is looked at, at most
const DEG = 180 / Math.PI;

/** The kind of cut that was made last. @type {Kind} */
let last = "axial";

/** Cuts another way, through what is looked at, and turns the body so that the face is seen. @param {Chosen} kind */
export function toCut(kind) {
  if (kind === "nerve") return toNerve();
  remember();
  if (kind === "none" || kind === "") set("cut", kind === "none" && get("cause")?.look.cut ? "none" : "");
  else {
    last = kind;
    set("cut", `${kind}:${middle(kind).toFixed(0)}`);
    face(kind, middle(kind));
  }
  keep();
}

/** Cuts across the nerve that is meant, where it is looked at. */
async function toNerve() {
  const { courses: url } = get("atlas").files;
  try {
    const lines = await coursesAt(url);
    if (get("atlas").files.courses !== url) return;
    remember();
    last = "nerve";
    const nerve = nerveOf(lines);
    const at = nearestOn(lines[nerve], entry(get("select"))?.centre ?? scene.orbit.pose.focal);
    set("courses", { url, lines });
    need("nerves");
    set("cut", `nerve:${nerve}:${at.toFixed(0)}`);
    faceNerve(nerve, at);
    keep();
  } catch {
    note(words.cut.not_come);
  }
}

/** The nerve that is chosen, or that the chosen cause presses on, or else the sciatic nerve. @param {import("./courses.js").Courses} lines */
function nerveOf(lines) {
  const meant = [get("select"), ...(get("cause")?.facts.pressed ?? [])].find((id) => lines[id]);
  return meant ?? `sciatic.${get("side") === "right" ? "right" : "left"}`;
}

/** Cuts as the chosen cause does, or else as it was cut last; or no longer. */
export function flipCut() {
  if (cutKind(get("cut"), get("cause")) !== "none") toCut("none");
  else toCut(get("cause")?.look.cut ? "" : last);
}

/** @param {number} mm */
export function moveCut(mm) {
  const { kind, nerve, at } = readCut(get("cut"));
  set("cut", `${nerve ? `nerve:${nerve}` : kind}:${Number(mm.toFixed(1))}`);
  if (nerve) goAlong(nerve, at, mm);
  keep();
}

/** The camera goes along with a cut that moves along a nerve. @param {string} nerve @param {number} from @param {number} to mm from its beginning */
function goAlong(nerve, from, to) {
  const course = get("courses").lines[nerve];
  if (!course) return;
  const [before, after] = [placeOn(course, from), placeOn(course, to)];
  const [x, y, z] = scene.orbit.pose.focal.map((value, i) => value + after[i] - before[i]);
  scene.orbit.leave();
  scene.orbit.fly({ ...scene.orbit.pose, focal: [x, y, z] }, { jump: true });
}

/** The middle of what is chosen, or else of the picture, mm. @param {Kind} kind */
function middle(kind) {
  const chosen = entry(get("select"));
  return (chosen?.centre ?? scene.orbit.pose.focal)[AXIS[kind]];
}

/** Turns the body until the face of a cut is seen, as little as that takes. @param {Kind} kind @param {number} at */
function face(kind, at) {
  const { pose } = scene.orbit;
  const { back } = scene.orbit.frame();
  const sign = kind === "sagittal" && at < 0 ? -1 : 1;
  if (sign * back[AXIS[kind]] >= FLAT) return;
  const azimuth = { axial: pose.azimuth, sagittal: 90 * sign, coronal: 180, nerve: 0 }[kind];
  const elevation = kind === "axial" ? STEEP : Math.max(-20, Math.min(20, pose.elevation));
  scene.orbit.leave();
  scene.orbit.fly({ ...pose, azimuth, elevation, cut: null });
}

/** Comes near to a cut across a nerve, and looks at its face. @param {string} nerve @param {number} at mm from its beginning */
function faceNerve(nerve, at) {
  const plane = acrossNerve(nerve, at);
  if (!plane) return;
  const { pose, size } = scene.orbit;
  const [x, y, z] = normalOf(plane);
  const azimuth = Math.hypot(x, y) > FLAT ? Math.atan2(x, -y) * DEG : pose.azimuth;
  const elevation = Math.max(-STEEP, Math.min(STEEP, Math.asin(z) * DEG));
  const focal = /** @type {import("../camera/types.js").Point} */ ([...plane.origin]);
  scene.orbit.leave();
  scene.orbit.fly(raised({ azimuth, elevation, focal, distance: Math.min(pose.distance, fitDistance(size, AROUND, AROUND)), cut: null }, size));
}
