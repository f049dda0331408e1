// What mouse, fingers and keys do, on the stage and everywhere.

import { page } from "./page.js";
import { scene } from "../scene/scene.js";
import { get } from "../state/store.js";
import { Hands } from "./hands.js";
import { isOn } from "./target.js";

const TYPING = "input:not([type=range]):not([type=radio]), textarea, select, [contenteditable], dialog";
/** @type {Readonly<Record<string, [dx: number, dy: number]>>} degrees */
const KEYS = {
  ArrowLeft: [10, 0],
  ArrowRight: [-10, 0],
  ArrowUp: [0, -8],
  ArrowDown: [0, 8],
};

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
    if (hit) page.select(hit.id);
  });
  stage.addEventListener("wheel", (event) => near(event, stage), { passive: false });
  stage.addEventListener("keydown", (event) => steer(event, stage));
}

/** @param {WheelEvent} event @param {HTMLElement} stage */
function near(event, stage) {
  // Within somebody else's page the wheel is that page's, until the body was pressed.
  if (get("embed") && !event.ctrlKey && document.activeElement !== stage) return;
  event.preventDefault();
  scene.orbit.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)));
}

/** Keys that mean the same wherever one is, except where one types. */
export function listenEverywhere() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || isOn(event, TYPING)) return;
    const withControl = event.ctrlKey || event.metaKey;
    const plain = !withControl && !event.altKey;
    if (plain && event.key === "Escape") page.select("");
    else if (plain && event.key === "/") document.getElementById("search")?.focus();
    else if (withControl && !event.shiftKey && event.key.toLowerCase() === "z" && get("undoable")) page.undo();
    else return;
    event.preventDefault();
  });
}

/** @param {KeyboardEvent} event @param {HTMLElement} stage */
function steer(event, stage) {
  if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = KEYS[event.key];
  if (arrow && event.shiftKey) scene.orbit.pan(arrow[0] * 4, -arrow[1] * 5);
  else if (arrow) scene.orbit.turn(arrow[0], arrow[1]);
  else if (event.key === "+" || event.key === "=") scene.orbit.zoom(1.2);
  else if (event.key === "-") scene.orbit.zoom(1 / 1.2);
  else if (event.key === "0" || event.key === "Home") page.view("back");
  else return;
  event.preventDefault();
}
