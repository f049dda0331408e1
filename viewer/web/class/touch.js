// Hands on the body while a class is followed: a press answers, a drag asks to look around.

import { SLIDER, TYPING, actionOf } from "../parts/keys.js";
import { isOn } from "../parts/target.js";
import { lesson } from "./state.js";

const PRESS = 6; // pixels a finger may tremble and still press
/** Keys that leave the picture as it is. */
const QUIET = ["search", "labels", "layers", "keys", "escape", "copy-link", "class", "reveal", "blank"];
/** What changes the picture when it is pressed. */
const MOVES = ".compass button, .zoom button, .dock input, .first button, .sheet button:not(.close), .menu .row, .layers button, .layers input, .views button, .cut input, .results li, .ways button";

/**
 * Listens until what it returns is called.
 *
 * @param {object} does
 * @param {(x: number, y: number) => boolean} does.press whether it was an answer; otherwise it is as anywhere
 * @param {() => void} does.wonder the owner wants to look around
 */
export function listen({ press, wonder }) {
  const stage = document.getElementById("stage");
  const kept = () => !lesson.free && lesson.role === "follow";
  /** @type {Map<number, { x: number, y: number, far: number }>} */
  const hands = new Map();

  /** @param {PointerEvent} event */
  const down = (event) => {
    if (!stage || !isOn(event, "#stage") || isOn(event, "button, a")) return;
    hands.set(event.pointerId, { x: event.clientX, y: event.clientY, far: 0 });
    if (kept()) event.stopPropagation();
  };
  /** @param {PointerEvent} event */
  const move = (event) => {
    const hand = hands.get(event.pointerId);
    if (!hand) return;
    hand.far = Math.max(hand.far, Math.abs(event.clientX - hand.x) + Math.abs(event.clientY - hand.y));
    if (!kept()) return;
    event.stopPropagation();
    if (hand.far <= PRESS) return;
    hands.delete(event.pointerId);
    wonder();
  };
  /** @param {PointerEvent} event */
  const up = (event) => {
    const hand = hands.get(event.pointerId);
    hands.delete(event.pointerId);
    if (!stage || !hand || hand.far > PRESS || event.button > 0) return;
    const { left, top } = stage.getBoundingClientRect();
    if (press(event.clientX - left, event.clientY - top)) {
      event.stopPropagation();
      if (!kept()) stage.dispatchEvent(new PointerEvent("pointercancel", { pointerId: event.pointerId })); // the hand is gone
    } else if (kept()) {
      event.stopPropagation();
      wonder();
    }
  };
  /** @param {WheelEvent} event */
  const wheel = (event) => {
    if (!kept() || !isOn(event, "#stage")) return;
    event.stopPropagation();
    event.preventDefault();
    wonder();
  };
  /** @param {MouseEvent} event */
  const twice = (event) => kept() && isOn(event, "#stage") && event.stopPropagation();
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (!kept() || document.querySelector("dialog[open]")) return;
    const action = actionOf(event, { typing: isOn(event, TYPING), stage: isOn(event, "#stage"), slider: isOn(event, SLIDER) });
    if (!action || QUIET.includes(action)) return;
    event.stopPropagation();
    event.preventDefault();
    wonder();
  };
  /** @param {MouseEvent} event */
  const click = (event) => event.isTrusted && kept() && isOn(event, MOVES) && wonder();

  /** @type {readonly [string, EventListener][]} */
  const all = /** @type {any} */ ([["pointerdown", down], ["pointermove", move], ["pointerup", up], ["wheel", wheel], ["dblclick", twice], ["keydown", key], ["click", click]]);
  for (const [name, callback] of all) document.addEventListener(name, callback, { capture: true, passive: false });
  return () => all.forEach(([name, callback]) => document.removeEventListener(name, callback, { capture: true }));
}
