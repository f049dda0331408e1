// What mouse, fingers and keys do, on the stage and everywhere.

import { page } from "./page.js";
import { scene } from "../scene/scene.js";
import { get } from "../state/store.js";
import { Hands } from "./hands.js";
import { ARROWS, SLIDER, TYPING, actionOf } from "./keys.js";
import { lesson } from "./lesson.js";
import { method } from "./method.js";
import { note, unnote } from "./notices.js";
import { kept } from "./kept.js";
import { present } from "./present.js";
import { quiz } from "./quiz.js";
import { story } from "./story.js";
import { isOn } from "./target.js";
import { walk } from "./walk.js";
import { words } from "../words/words.js";

const SEEN = 2500; // ms that a sentence stands which needs no answer

/** @type {readonly import("../state/types.js").State["side"][]} */
const SIDES = ["both", "left", "right"];

/** @param {HTMLElement} stage */
export function listen(stage) {
  const hands = new Hands(stage);
  stage.addEventListener("pointerdown", (event) => hands.press(event));
  stage.addEventListener("pointermove", (event) => hands.move(event));
  stage.addEventListener("pointerup", (event) => hands.release(event));
  stage.addEventListener("pointercancel", (event) => hands.release(event));
  stage.addEventListener("pointerleave", () => hands.leave());
  stage.addEventListener("contextmenu", (event) => event.preventDefault());
  stage.addEventListener("dblclick", (event) => {
    const hit = scene.pick(...hands.spot(event));
    if (hit && !get("asking")) page.select(hit.id);
  });
  stage.addEventListener("wheel", (event) => near(event, stage), { passive: false });
}

/** @param {WheelEvent} event @param {HTMLElement} stage */
function near(event, stage) {
  // Within somebody else's page the wheel is that page's, until the body was pressed.
  if (get("embed") && !event.ctrlKey && document.activeElement !== stage) return;
  event.preventDefault();
  scene.orbit.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)));
}

/** What each key does. @type {Readonly<Record<string, (event: KeyboardEvent) => void>>} */
const ACTIONS = {
  search: () => document.getElementById("search")?.focus(),
  turn: ({ key }) => scene.orbit.turn(ARROWS[key][0] * 10, ARROWS[key][1] * 8),
  pan: ({ key }) => scene.orbit.pan(ARROWS[key][0] * 40, ARROWS[key][1] * 40),
  closer: () => scene.orbit.zoom(1.2),
  farther: () => scene.orbit.zoom(1 / 1.2),
  fit: () => fit(),
  back: () => page.view("back"),
  left: () => page.view("left"),
  front: () => page.view("front"),
  right: () => page.view("right"),
  labels: () => page.flip("labels"),
  layers: () => page.popover("layers"),
  side: () => page.side(SIDES[(SIDES.indexOf(get("side")) + 1) % SIDES.length]),
  "other-side": () => otherSide(),
  "other-body": () => otherBody(),
  muscles: () => page.layer("muscles", !get("show").muscles),
  "copy-link": () => copyLink(),
  cut: () => page.flipCut(),
  "show-all": () => page.showAll(),
  measure: () => page.measure(),
  "keep-view": () => kept.keep(),
  quiz: () => quiz.start(),
  present: () => present.start(),
  blank: () => present.blank(),
  class: () => lesson.code(),
  reveal: () => lesson.reveal(),
  more: () => get("cause") && page.stepAmount(1),
  less: () => get("cause") && page.stepAmount(-1),
  play: () => (get("walking") ? walk.play() : get("cause") && page.play()),
  beside: () => get("cause") && page.setBeside(!get("beside")),
  next: () => (get("telling") ? story : walk).next(),
  previous: () => (get("telling") ? story : walk).back(),
  undo: () => get("undoable") && page.undo(),
  keys: () => page.open("keys"),
  escape: () => leave(),
};

/** Keys that mean the same wherever one is, except where one types. */
export function listenEverywhere() {
  document.addEventListener("keydown", (event) => {
    if (get("asking")?.key(event) || present.key(event)) return event.preventDefault();
    const stage = event.target instanceof Element && event.target.id === "stage";
    // In a sheet and in a popover these scroll.
    if (event.key?.startsWith("Page") && !get("telling") && isOn(event, ".sheet, .popover")) return;
    const dialog = document.querySelector("dialog[open]") !== null; // in one that has just shut the focus may stay for a moment
    const action = actionOf(event, { typing: isOn(event, TYPING), dialog, stage, story: Boolean(get("telling") ?? get("walking")), slider: isOn(event, SLIDER) });
    if (!action || (action === "escape" && document.querySelector(":popover-open"))) return; // a popover shuts by itself
    ACTIONS[action](event);
    event.preventDefault();
  });
}

/** The same on the other side: of what is chosen, or of the nerve that is followed. */
function otherSide() {
  const twin = (/** @type {string} */ id) => id.replace(/\.(left|right)$/, (_, side) => (side === "left" ? ".right" : ".left"));
  if (get("walk").length) walk.from(twin(get("walk")[0]), get("along"));
  else if (get("select") && twin(get("select")) !== get("select")) page.select(twin(get("select")));
}

function otherBody() {
  const ids = get("atlas").bodies.map(({ id }) => id);
  page.body(ids[(ids.indexOf(get("body")) + 1) % ids.length]);
}

async function copyLink() {
  await page.copyLink();
  note(words.menu.copied);
  setTimeout(() => unnote(words.menu.copied), SEEN);
}

/** What is chosen, or else the whole body. */
function fit() {
  if (get("select")) page.fly(get("select"));
  else page.view("back");
}

/** One step back: from measuring, from what is chosen, from the story, from the list. */
function leave() {
  if (get("measuring")) page.measure();
  else if (get("asking")) get("asking")?.leave();
  else if (get("telling")) story.exit();
  else if (get("walk").length) walk.leave();
  else if (get("method")) method.leave();
  else if (get("select")) page.select("");
  else if (page.isList(get("way"))) page.way("free");
}
