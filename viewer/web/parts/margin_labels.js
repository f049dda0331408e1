// Names at the margins of the picture, with leaders to what they name. Laid anew when the camera rests, kept while it moves.

import { keep, lay } from "../camera/margins.js";
import { bestSpot, isIn, spotsOf } from "../scene/spots.js";
import { isBehind, isCutAway } from "../scene/pick.js";
import { scene } from "../scene/scene.js";
import { get } from "../state/store.js";
import { besideBody, frameNow } from "./margin_frame.js";
import { MarginPage } from "./margin_page.js";
import { candidates } from "./named.js";

/** @typedef {import("../camera/margins.js").Anchor} Anchor */
/** @typedef {import("../camera/margins.js").Frame} Frame */
/** @typedef {import("../camera/margins.js").Label} Label */
/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {import("./named.js").Named} Named */
/** @typedef {Named & { point: Point, wide: number, high: number }} Pointed */

const REST = 140; // ms without a move: the camera rests
const BUDGET = 4; // ms at a time for what lies before what
const PAUSE = 40; // ms until the rest of that is asked
const LEEWAY = 6; // pixels in from the edge of what is free

/** @type {MarginPage | null} */
let onPage = null;
/** Where each thing may be pointed at in this rest, as far as it was asked; null: nowhere. @type {Map<string, Point | null>} */
const answers = new Map();
/** What may be named since the last rest, by id. @type {Map<string, Pointed>} */
let pointed = new Map();
/** Of the last rest. @type {Label[]} */
let labels = [];
/** @type {Frame | null} */
let frame = null;
/** What the layout was made for. @type {readonly unknown[]} */
let laidFor = [];
let laidAt = 0;
/** @type {unknown} */
let laidPose = null;
/** Where each word points, so that it does so again. @type {Map<string, Point>} */
const points = new Map();
let body = "";
/** @type {unknown} */
let lastPose = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** What a layout depends on beside the camera. */
const given = () => [scene.choice, scene.size, get("names"), get("labels"), get("asking"), get("related"), get("way"), get("telling"), get("hurts"), get("method"), get("fits"), get("pins")];

/** After each picture: the labels follow the camera, and are laid anew once it rests. */
export function placeMargins() {
  const page = pageNow();
  if (!page) return;
  const isMoving = scene.orbit.pose !== lastPose;
  lastPose = scene.orbit.pose;
  const isOld = given().some((one, i) => one !== laidFor[i]);
  if (isMoving || (isOld && performance.now() - laidAt < REST)) soon();
  else if (isOld) return layAnew();
  else if (lastPose === laidPose) return;
  follow(page);
}

/** To be called where the page has changed over the picture: a panel has opened, or fonts have come. */
export function marginsChanged() {
  onPage?.forget();
  soon();
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(layAnew, Math.max(REST, 3 * scene.took));
}

/** The element may have been made anew with the stage. */
function pageNow() {
  if (onPage?.root.isConnected) return onPage;
  const root = /** @type {HTMLElement | null} */ (document.querySelector('[data-part="margins"]'));
  onPage = root && new MarginPage(root);
  laidFor = [];
  return onPage;
}

/** @param {MarginPage} page */
function follow(page) {
  const shown = frame && get("names") && get("labels") && !get("asking") ? keep(anchorsNow(frame), frame, labels) : [];
  page.show(shown, pointed);
}

function layAnew() {
  clearTimeout(timer);
  const page = pageNow();
  if (!page || !scene.view) return;
  const now = given();
  if (scene.orbit.pose !== laidPose || now.some((one, i) => one !== laidFor[i])) answers.clear();
  laidFor = now;
  const whole = frameNow(page.root);
  const { found, all } = pointedNow(whole);
  const sizes = page.measure(found, scene.orbit.size.width);
  pointed = new Map(found.map((one, i) => [one.id, { ...one, ...sizes[i] }]));
  frame = besideBody(whole, Math.max(0, ...sizes.map(({ wide }) => wide)));
  labels = lay(anchorsNow(frame), frame, labels);
  for (const id of points.keys()) if (!labels.some((label) => label.id === id)) points.delete(id);
  page.show(labels, pointed);
  laidAt = performance.now();
  laidPose = lastPose = scene.orbit.pose;
  if (!all) timer = setTimeout(layAnew, PAUSE);
}

/** Where what may be named lies on the stage now. @param {Frame} within @returns {Anchor[]} */
function anchorsNow(within) {
  return [...pointed.values()].flatMap(({ id, point, wide, high, weight }) => {
    const at = scene.orbit.project(point);
    return at && isIn(at, within) ? { id, ...at, wide, high, weight } : [];
  });
}

/** What may be named, each with the place it is named at: on it, in the frame and in sight; `all`: there was time for all of it. @param {Frame} within */
function pointedNow(within) {
  if (body !== get("body")) points.clear();
  body = get("body");
  const until = performance.now() + BUDGET;
  const inner = { left: within.left + LEEWAY, right: within.right - LEEWAY, top: within.top + LEEWAY, bottom: within.bottom - LEEWAY };
  let all = true;
  const found = candidates(new Set(labels.map(({ id }) => id))).flatMap((one) => {
    if (!answers.has(one.id) && performance.now() > until) {
      all = false;
      return [];
    }
    const point = answers.get(one.id) ?? one.at ?? (answers.has(one.id) ? null : pointOf(one, inner));
    answers.set(one.id, point);
    if (point) points.set(one.id, point);
    return point ? { ...one, point } : [];
  });
  return { found, all };
}

/** @param {Named} one @param {import("../scene/spots.js").Window} inner */
function pointOf({ id, drawn }, inner) {
  if (!drawn?.group.mesh) return null;
  const { group, part } = drawn;
  const shinesThrough = group.hasGhost(id, scene.choice);
  const hidden = (/** @type {Point} */ point, /** @type {{ x: number, y: number }} */ at) =>
    isCutAway(scene, { id, layer: group.layer }, point, at) || (!shinesThrough && isBehind(scene, id, point, at));
  for (const known of [points.get(id), scene.cutting.caps?.placeOn(id)]) {
    const at = known && scene.orbit.project(known);
    if (known && at && isIn(at, inner) && !hidden(known, at)) return known;
  }
  const spots = spotsOf(scene.orbit, drawn.group.mesh, part, inner);
  return spots.length ? bestSpot(scene, id, spots, hidden) : null;
}
