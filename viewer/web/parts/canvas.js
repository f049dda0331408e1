// The small figure's canvas, and the hands on the stage.

import { scene } from "../scene/scene.js";
import { figure } from "./figure.js";
import { listen } from "./input.js";

/** @typedef {{ $el: HTMLCanvasElement, draw: () => void }} Figure */

/** A canvas with the small figure; it is drawn again after each picture. */
export const AtlasFigure = {
  template: '<canvas class="figure" role="img" aria-label="Small figure that shows how the body is turned"></canvas>',
  /** @this {Figure} */
  mounted() {
    this.draw = () => figure(this.$el);
    scene.afterDraw.push(this.draw);
  },
  /** @this {Figure} */
  beforeUnmount() {
    scene.afterDraw.splice(scene.afterDraw.indexOf(this.draw), 1);
  },
};

/** Listens to hands on the element it stands on. */
export const hands = { mounted: listen };
