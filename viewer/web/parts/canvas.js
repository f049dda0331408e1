// The hands on the stage, and the canvas beside it.

import { scene } from "../scene/scene.js";
import { listen } from "./input.js";

/** Has the healthy picture drawn on the canvas it stands on. */
export const beside = {
  mounted(/** @type {HTMLCanvasElement} */ canvas) {
    scene.beside.canvas = canvas;
    scene.beside.forget();
    scene.draw();
  },
  unmounted: () => (scene.beside.canvas = null),
};

/** Listens to hands on the element it stands on. */
export const hands = { mounted: listen };
