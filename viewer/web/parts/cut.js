// The cut anyone can make: across, from the side or from the front, and where.

import { scene } from "../scene/scene.js";
import { keep } from "../state/history.js";
import { entry, get, set } from "../state/store.js";
import { AXIS, cutKind } from "./cut_slider.js";
import { remember } from "./visibility.js";

/** @typedef {import("./cut_slider.js").Kind} Kind */
/** @typedef {import("./cut_slider.js").Chosen} Chosen */

const FLAT = 0.5; // a face that looks at the eye less than this is hardly seen

/** The kind of cut that was made last. @type {Kind} */
let last = "axial";

/** Cuts another way, through what is looked at, and turns the body so that the face is seen. @param {Chosen} kind */
export function toCut(kind) {
  remember();
  if (kind === "none" || kind === "") set("cut", kind === "none" && get("cause")?.look.cut ? "none" : "");
  else {
    last = kind;
    set("cut", `${kind}:${middle(kind).toFixed(0)}`);
    face(kind, middle(kind));
  }
  keep();
}

/** Cuts as the chosen cause does, or else as it was cut last; or no longer. */
export function flipCut() {
  if (cutKind(get("cut"), get("cause")) !== "none") toCut("none");
  else toCut(get("cause")?.look.cut ? "" : last);
}

/** @param {number} mm */
export function moveCut(mm) {
  const [kind] = get("cut").split(":");
  set("cut", `${kind}:${Number(mm.toFixed(1))}`);
  keep();
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
  const azimuth = { axial: pose.azimuth, sagittal: 90 * sign, coronal: 180 }[kind];
  const elevation = kind === "axial" ? 50 : Math.max(-20, Math.min(20, pose.elevation));
  scene.orbit.leave();
  scene.orbit.fly({ ...pose, azimuth, elevation, cut: null });
}
