// Mouse and fingers on the stage: they turn, move and near the body; a press picks.

import { scene } from "../scene/scene.js";
import { get } from "../state/store.js";
import { kept } from "./kept.js";
import { hover } from "./labels.js";
import { measure } from "./measure.js";
import { pain } from "./pain.js";
import { select } from "./selection.js";
import { isOn } from "./target.js";

/** @typedef {[x: number, y: number]} Spot of the stage, CSS pixels */

const DEGREES = 0.35; // per pixel
const PRESS = 6; // pixels a finger may tremble and still press
const SLACK = { mouse: 5, finger: 14 }; // pixels a thin nerve may be missed by

export class Hands {
  /** @type {Map<number, Spot>} */
  #fingers = new Map();
  #travelled = 0;
  #pinch = 0; // how far two fingers were apart, pixels
  #asked = 0;

  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
  }

  /** @param {MouseEvent} event @returns {Spot} */
  spot(event) {
    const { left, top } = this.stage.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  #spread() {
    const [a, b] = [...this.#fingers.values()];
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (isOn(event, "button, a")) return;
    this.stage.focus({ preventScroll: true });
    this.stage.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, this.spot(event));
    this.#travelled = this.#fingers.size > 1 ? PRESS + 1 : 0;
    this.#pinch = this.#fingers.size === 2 ? this.#spread() : 0;
    this.leave();
  }

  /** Nothing is named any more, nor will be in the next frame. */
  leave() {
    cancelAnimationFrame(this.#asked);
    hover(null);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const now = this.spot(event);
    const before = this.#fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") this.#name(now);
      return;
    }
    this.#fingers.set(event.pointerId, now);
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    this.#travelled += Math.abs(dx) + Math.abs(dy);
    if (get("way") === "hurts" && get("brush") !== "point" && !get("select") && this.#fingers.size === 1) return pain.paint(now);
    if (this.#travelled > PRESS) this.#drag(dx, dy, event.shiftKey || (event.buttons & 6) !== 0);
  }

  /** @param {number} dx @param {number} dy @param {boolean} pans */
  #drag(dx, dy, pans) {
    if (this.#fingers.size === 2) {
      const wide = this.#spread();
      scene.orbit.pan(dx / 2, dy / 2);
      if (this.#pinch) scene.orbit.zoom(wide / this.#pinch);
      this.#pinch = wide;
    } else if (pans) {
      scene.orbit.pan(dx, dy);
    } else {
      scene.orbit.turn(dx * DEGREES, dy * DEGREES);
    }
  }

  /** @param {PointerEvent} event */
  release(event) {
    const pressed = this.#fingers.delete(event.pointerId) && this.#travelled <= PRESS && event.type === "pointerup";
    if (!pressed || event.button > 0) return;
    if (get("way") === "hurts" && !get("select") && !get("measuring") && !get("pinning")) return pain.press(this.spot(event));
    const slack = event.pointerType === "mouse" ? SLACK.mouse : SLACK.finger;
    const asking = get("asking");
    if (asking && !get("measuring")) return asking.press(this.spot(event), slack);
    const hit = scene.pick(...this.spot(event), slack);
    if (get("pinning")) return hit && kept.pinAt(hit);
    if (!get("measuring")) select(hit?.id ?? "", { fly: false });
    else if (hit) measure.pick(hit.point);
  }

  /** Names what the mouse rests on, once a frame. @param {Spot} spot */
  #name(spot) {
    cancelAnimationFrame(this.#asked);
    this.#asked = requestAnimationFrame(() => hover(scene.complete ? scene.pick(...spot) : null, spot));
  }
}
