// The compass: it names the side one looks from, turns the body, and leads to the named views.

import { nextSide, POSES, sideOf } from "../camera/sides.js";
import { scene } from "../scene/scene.js";
import { words } from "../words/words.js";
import { figureOn } from "./compass_figure.js";
import { fill } from "../words/fill.js";
import { ARROWS } from "./keys.js";

/** @typedef {import("../camera/sides.js").Side} Side */
/** @typedef {[x: number, y: number]} Spot CSS pixels */

const STEP = 10; // degrees a key turns
const PRESS = 5; // pixels a finger may tremble and still press

const sideNow = (/** @type {Side | undefined} */ before = undefined) => sideOf(scene.orbit.pose.azimuth, scene.orbit.pose.elevation, before);

/** On by a quarter, from where the camera comes to rest. @param {1 | -1} dir as of `nextSide` */
function quarter(dir) {
  const [azimuth, , ...place] = scene.orbit.six;
  const next = POSES[nextSide(azimuth, dir)];
  scene.orbit.toCamera([next.azimuth, next.elevation, ...place]);
}

/** @param {KeyboardEvent} event */
function steer(event) {
  const arrow = ARROWS[event.key];
  if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const [dx, dy] = arrow;
  if (event.shiftKey && dx) quarter(dx > 0 ? -1 : 1);
  else scene.orbit.turn(dx * STEP, dy * STEP);
}

/** A hand on it: a drag turns by a degree a pixel, all else is a press. */
function hand() {
  /** @type {Spot | null} */
  let held = null;
  let travelled = 0;
  return {
    /** @param {PointerEvent & { currentTarget: HTMLElement }} event */
    take(event) {
      if (!event.isPrimary || event.button) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      held = [event.clientX, event.clientY];
      travelled = 0;
    },
    /** @param {PointerEvent} event */
    drag(event) {
      if (!held || !event.isPrimary) return;
      const [dx, dy] = [event.clientX - held[0], event.clientY - held[1]];
      held = [event.clientX, event.clientY];
      travelled += Math.abs(dx) + Math.abs(dy);
      if (travelled > PRESS) scene.orbit.turn(dx, dy);
    },
    release() {
      held = null;
    },
    /** @param {MouseEvent} event */
    press(event) {
      // The popover opens by itself. A click follows each drag too; one by keyboard or voice has no detail.
      if (event.detail && travelled > PRESS) event.preventDefault();
    },
  };
}

export const AtlasCompass = {
  template: `<button type="button" class="compass" popovertarget="views" aria-haspopup="dialog" :aria-label="label" :data-from="side"
    @keydown="steer" @click="press" @pointerdown="take" @pointermove="drag" @lostpointercapture="release">
    <canvas ref="canvas" class="compass-figure" aria-hidden="true"></canvas>
    <span class="compass-side" aria-hidden="true">{{ name }}</span>
  </button>`,
  setup() {
    const { computed, onBeforeUnmount, onMounted, ref } = window.Vue;
    const canvas = ref(/** @type {HTMLCanvasElement | null} */ (null));
    const side = ref(sideNow());
    let draw = () => {};
    const follow = () => {
      side.value = sideNow(side.value);
      draw();
    };
    onMounted(() => {
      if (canvas.value) draw = figureOn(canvas.value, words.compass.ends);
      scene.afterDraw.push(follow);
      follow();
    });
    onBeforeUnmount(() => scene.afterDraw.splice(scene.afterDraw.indexOf(follow), 1));
    return {
      ...hand(),
      steer,
      canvas,
      side,
      name: computed(() => words.compass.from[side.value]),
      label: computed(() => fill(words.compass.label, { side: words.compass.spoken[side.value] })),
    };
  },
};
