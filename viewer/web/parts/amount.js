// The slider from healthy to affected: by hand, by keys, or played there and back.

import { still } from "../camera/orbit.js";
import { valueAt } from "../change/shift.js";
import { keep } from "../state/history.js";
import { entry, get, set } from "../state/store.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";
import { TOUCH, readValue, shortName } from "./gauge.js";

/** @typedef {import("../change/types.js").Figure} Figure */
/** @typedef {import("./cause.js").Drawn} Drawn */

const LENGTH = 4000; // ms there and back
const STEP = 10; // of a key, and of play where motion is not wanted
const LIVE = ["least-gap", "head-gap", "free-area"]; // the gauge measures these itself
const MOST = 3; // rows

let frame = 0;

/** @param {number} amount 0-100 */
export function setAmount(amount) {
  stop();
  set("amount", Math.round(Math.min(100, Math.max(0, amount))));
  keep();
}

/** @param {boolean} beside whether the healthy picture stands beside */
export function setBeside(beside) {
  set("beside", beside);
  keep();
}

/** A tenth more or less. @param {1 | -1} by */
export function stepAmount(by) {
  setAmount(STEP * (Math.round(get("amount") / STEP) + by));
}

/** Plays to the other end and back to healthy; where motion is not wanted it goes a step. */
export function play() {
  if (get("playing")) return stop();
  if (still()) return setAmount(get("amount") >= 100 ? 0 : get("amount") + STEP);
  set("playing", true);
  const cause = get("cause");
  const begin = performance.now() - (LENGTH / 2) * (get("amount") / 100);
  const tick = (/** @type {number} */ now) => {
    if (get("cause") !== cause) return stop(); // another one was chosen
    const way = (now - begin) / (LENGTH / 2);
    set("amount", Math.round(100 * Math.max(0, eased(way <= 1 ? way : 2 - way))));
    if (way < 2) frame = requestAnimationFrame(tick);
    else stop();
  };
  frame = requestAnimationFrame(tick);
}

/** Slow at both ends. @param {number} way */
const eased = (way) => (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, way)))) / 2;

export function stop() {
  cancelAnimationFrame(frame);
  if (!get("playing")) return;
  set("playing", false);
  keep();
}

/** What both ends of the way are called. @param {Pick<Drawn, "look"> | null | undefined} cause */
export const endsOf = (cause) => cause?.look.ends ?? [words.amount.healthy, words.amount.affected];

/** What the picture shows at an amount, in words. @param {Drawn | null} cause @param {number} amount 0-100 */
export function saidAt(cause, amount) {
  if (!cause) return "";
  if (amount === 0) return cause.look.ends?.[0].toLowerCase() ?? words.figures.said.healthy;
  const { figures, amounts, pressed } = cause.facts;
  const [first, second] = figures;
  const gap = figures.find(({ key }) => key === "least-gap") ?? second;
  const told = [first === gap ? second : first, gap].filter(Boolean);
  return told.map((figure) => sentence(figure, valueAt(figure, amounts, amount / 100), pressed[0] ? shortName(pressed[0]) : "")).join("; ");
}

/** @param {Figure} figure @param {number} value @param {string} pressed */
function sentence({ key, of, unit }, value, pressed) {
  /** @type {Record<string, string>} */
  const known = words.figures.said;
  const said = key === "least-gap" && value <= TOUCH ? known.touching : (known[key] ?? known.other);
  return fill(said, { value: readValue(value, unit), pressed, of: namesOf(of) });
}

/** What a figure is of, by name: it holds ids. @param {string} of */
const namesOf = (of) => of.split(", ").map((id) => (entry(id) ? shortName(id, words.gauge.nerve) : id)).join(", ");

/** The figures of a cause, healthy and now, as they are read. @param {Drawn | null} cause @param {number} amount 0-100 */
export function amountRows(cause, amount) {
  const { figures, amounts } = cause?.facts ?? { figures: [], amounts: [] };
  /** @type {Record<string, string>} */
  const known = words.figures.rows;
  return figures.filter(({ key }) => !LIVE.includes(key)).slice(0, MOST).map((figure) => ({ of: fill(known[figure.key] ?? known.other, { of: namesOf(figure.of) }), before: readValue(figure.values[0], figure.unit), now: readValue(valueAt(figure, amounts, amount / 100), figure.unit) }));
}
