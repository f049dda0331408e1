// The sheet of a phone: three heights, by its handle, by a finger or by keys.

import { words } from "../words/words.js";
import { get, set } from "../state/store.js";

/** @typedef {"low" | "half" | "full"} Height */

/** @type {readonly Height[]} */
const HEIGHTS = ["low", "half", "full"];
const DRAG = 40; // px a finger goes before the sheet follows

/** The next height up or down; it stays where there is none. @param {Height} now @param {1 | -1} by */
export const nextHeight = (now, by) => HEIGHTS[Math.min(2, Math.max(0, HEIGHTS.indexOf(now) + by))];

/** A press goes through all of them. @param {Height} now */
const pressed = (now) => (now === "full" ? "low" : nextHeight(now, 1));

export const AtlasHandle = {
  props: { sheet: String },
  template: `<button type="button" class="handle" :aria-label="sheet === 'full' ? words.sheet.lower : words.sheet.taller" :aria-expanded="sheet !== 'low'"
    @click="press" @pointerdown="begin" @pointermove="drag" @keydown.up.prevent="step(1)" @keydown.down.prevent="step(-1)"><span aria-hidden="true"></span></button>`,
  setup() {
    let from = 0;
    let dragged = false;
    const step = (/** @type {1 | -1} */ by) => set("sheet", nextHeight(get("sheet"), by));
    return {
      words,
      step,
      press() {
        if (!dragged) set("sheet", pressed(get("sheet")));
        dragged = false;
      },
      /** @param {PointerEvent & { target: HTMLElement }} event */
      begin(event) {
        from = event.clientY;
        dragged = false;
        event.target.setPointerCapture(event.pointerId);
      },
      /** @param {PointerEvent} event */
      drag(event) {
        if (!event.buttons || Math.abs(event.clientY - from) < DRAG) return;
        step(event.clientY < from ? 1 : -1);
        from = event.clientY;
        dragged = true;
      },
    };
  },
};
