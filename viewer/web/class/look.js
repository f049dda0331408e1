// What a page shows, as the words of its address, for others to show: written by who leads, and worn by who follows.

import { restore } from "../parts/restore.js";
import { scene } from "../scene/scene.js";
import { bodyOf, read, write } from "../state/address.js";
import { FIELDS } from "../state/fields.js";
import { cameraNow } from "../state/history.js";
import { knownNow } from "../state/known.js";
import { all, get, update } from "../state/store.js";
import { glideTo } from "./glide.js";

/** @typedef {import("../state/types.js").Values} Values */

/** What everybody keeps for themselves: their lists and pages, their light, their class. */
const OWN = ["way", "theme", "open", "present", "embed", "class", "quiz", "question"];
export const LED = FIELDS.filter(({ key }) => !OWN.includes(key));
export const KEYS = LED.map(({ key }) => key);

/** What changes many times a second, and needs nothing but itself. */
const LIGHT = ["camera", "amount", "along"];

const UPRIGHT = 0.9; // a picture that is narrower for its height than this is looked at from farther away
const FARTHER = 1.7; // so much at most

/** What this page shows. Where it fits itself to the window, each window does so by itself: then no camera is told. */
export function lookNow() {
  const fits = scene.orbit.wanted !== null && !get("walk").length;
  const { ids = [], stories = [] } = get("preview") ?? {};
  const camera = fits ? null : cameraNow();
  const query = write({ ...all(), camera }, knownNow(), { whole: true, own: { entries: ids, stories } }, LED);
  // A step of a story settles the camera, until somebody takes it.
  return get("story") && camera ? `${query}&camera=${camera.map((value) => Number(value.toFixed(1))).join(",")}` : query;
}

/** @type {Values} as it was shown last */
let shown = {};
let wearing = false;
/** What came meanwhile: the last of it. @type {{ look: string, whole: boolean } | null} */
let next = null;

/**
 * Shows what another page shows.
 *
 * @param {string} look
 * @param {{ whole?: boolean }} [how] whole: all of it, not only what has changed since the last one
 */
export async function wear(look, { whole = false } = {}) {
  if (wearing) {
    next = { look, whole: whole || Boolean(next?.whole) };
    return;
  }
  wearing = true;
  try {
    await put(look, whole);
  } finally {
    wearing = false;
  }
  const then = next;
  next = null;
  if (then) await wear(then.look, then);
}

/** @param {string} look @param {boolean} whole */
async function put(look, whole) {
  const body = bodyOf(look, knownNow());
  if (body !== get("body")) await restore({ body });
  const { values } = read(look, knownNow(), LED);
  if (values.camera) values.camera = framed(values.camera);
  const news = KEYS.filter((key) => whole || JSON.stringify(values[key]) !== JSON.stringify(shown[key]));
  const turned = Boolean(values.camera && shown.camera && !whole);
  shown = values;
  if (!news.length) return;
  if (turned && news.every((key) => LIGHT.includes(key))) {
    update(Object.fromEntries(news.filter((key) => key !== "camera").map((key) => [key, values[key]])));
    return glideTo(values.camera);
  }
  const aimed = ["camera", "view"].some((key) => news.includes(key)) ? ["camera", "view"] : [];
  await restore(Object.fromEntries([...new Set([...news, ...aimed])].map((key) => [key, values[key]])));
}

/** A narrow window looks from farther away, so that it shows what stands in the middle of a wide one. @param {readonly number[]} six */
function framed([azimuth, elevation, distance, ...focal]) {
  const { width, height } = scene.orbit.size;
  const more = Math.min(FARTHER, Math.max(1, (UPRIGHT * height) / (width || 1)));
  return [azimuth, elevation, distance * more, ...focal];
}
