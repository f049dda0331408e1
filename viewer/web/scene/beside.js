// The healthy picture beside the cause's: the same view is drawn at amount 0 and copied, whenever more than the amount changes.

import { get } from "../state/store.js";

/** @typedef {import("./scene.js").Scene} Scene */

/** What the healthy picture depends on beside the camera. */
const SEEN = /** @type {const} */ (["show", "opacity", "hide", "only", "side", "cut", "variant", "around"]);

export class Beside {
  /** Where it stands, while it does. @type {HTMLCanvasElement | null} */
  canvas = null;
  #drawn = "";

  /** Draws it anew where it is old. @param {Scene} scene */
  draw(scene) {
    if (!this.canvas || !scene.bent.length || !scene.view) return;
    const seen = JSON.stringify([scene.orbit.pose, scene.size, ...SEEN.map((key) => get(key)), scene.bent.map(({ url }) => url)]);
    if (seen === this.#drawn) return;
    this.#drawn = seen;
    scene.bendTo(0);
    scene.view.renderWindow.render();
    this.#copy(this.canvas, scene.view.container.querySelector("canvas"));
    scene.bendTo(get("amount") / 100);
  }

  /** What it shows is old, or gone. */
  forget() {
    this.#drawn = "";
  }

  /** @param {HTMLCanvasElement} canvas @param {HTMLCanvasElement} picture whose left part it shows, as high */
  #copy(canvas, picture) {
    const share = picture.height / (canvas.clientHeight || 1);
    canvas.width = Math.round(canvas.clientWidth * share);
    canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
  }
}
