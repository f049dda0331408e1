// The canvas: as fine as the screen, finer while the picture stands still, and ours alone to handle.

import { drawAt } from "./depth.js";

/** @typedef {import("./types.js").Vtk} Vtk */

const FINEST = 2; // device pixels per CSS pixel: above that nothing more is seen
const FOOT = 28; // CSS pixels below the dock and above it
const QUICK = 16; // ms: a picture that the graphics card has drawn by then may be drawn four times as large
const LATE = 3 * QUICK; // asked only then, the answer says nothing
const STILL = 250; // ms after the last picture: it stands still

/** How much of the stage is covered: at its foot by the dock, at its sides by what is read. @param {DOMRect} stage */
function coveredOf(stage) {
  const high = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector))?.offsetHeight ?? 0;
  const bar = document.querySelector(".bar")?.getBoundingClientRect();
  const top = bar?.height ? Math.max(0, bar.bottom - stage.top) : 0; // it floats over the body of a phone
  const words = document.querySelector(".words-room")?.clientWidth ?? 0;
  const cover = { covered: high(".dock") + high(".theatre > :is(.amount, .walk, .caption)") + FOOT, top, left: 0, right: 0, words };
  for (const panel of document.querySelectorAll(".first, .sheet, .theatre > .gauge")) {
    const box = panel.getBoundingClientRect();
    if (!box.width || box.top > stage.top + stage.height / 2) continue; // under the body
    if (box.left + box.width / 2 < stage.left + stage.width / 2) cover.left = Math.max(cover.left, box.right - stage.left);
    else cover.right = Math.max(cover.right, stage.right - box.left);
  }
  return cover;
}

export class Screen {
  #unwatch = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Passed once the graphics card has drawn the picture. @type {WebGLSync | null} */
  #fence = null;
  /** @type {Vtk | null} */
  #view = null;
  #box = { width: 0, height: 0 }; // CSS pixels

  /** @param {{ resized: (size: import("../camera/types.js").Size) => void, lost: () => void, restored: () => void }} told */
  constructor(told) {
    this.told = told;
  }

  /** @param {Vtk} view */
  open(view) {
    this.#view = view;
    window.Vue.nextTick(() => this.#view === view && this.#guard(view)); // its canvas comes after what stands in it
    this.#watchPixels();
    this.resize();
  }

  close() {
    this.#unwatch();
    this.#forget();
    this.#view = null;
  }

  /** The canvas follows its box. */
  resize() {
    const box = this.#view?.container?.getBoundingClientRect();
    if (!box) return;
    const { width, height } = (this.#box = box);
    this.plain();
    this.told.resized({ width, height, ...coveredOf(box) });
  }

  /** Makes ready for a picture that may be one of many. */
  plain() {
    this.#size(this.#ratio);
  }

  /** After a picture: if it was quick to draw and no other follows, it is drawn finer. */
  drawn() {
    this.#forget();
    if (!this.#view || this.#ratio >= FINEST) return;
    const gl = /** @type {WebGL2RenderingContext} */ (this.#view.openglRenderWindow.getContext());
    const fence = (this.#fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0));
    if (!fence) return;
    gl.flush();
    const begin = performance.now();
    this.#timer = setTimeout(() => {
      const quick = gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED && performance.now() - begin < LATE;
      this.#forget();
      if (quick) this.#timer = setTimeout(() => this.#refine(), STILL);
    }, QUICK);
  }

  /** Draws it as fine as is asked for, for whoever takes the picture; the next one is as ever. @param {number} fine @param {(canvas: HTMLCanvasElement) => void} take */
  at(fine, take) {
    const canvas = this.#view?.container.querySelector("canvas");
    if (!this.#view || !canvas) return;
    this.#forget();
    this.#size(fine);
    this.#view.renderWindow.render();
    take(canvas);
    this.plain();
  }

  #refine() {
    if (!this.#view) return;
    this.#size(FINEST);
    this.#view.renderWindow.render();
  }

  #forget() {
    clearTimeout(this.#timer);
    if (this.#fence) this.#view?.openglRenderWindow.getContext()?.deleteSync(this.#fence);
    this.#fence = null;
  }

  get #ratio() {
    return Math.min(window.devicePixelRatio || 1, FINEST);
  }

  /** @param {number} fine device pixels per CSS pixel */
  #size(fine) {
    const [wide, high] = [this.#box.width, this.#box.height].map((side) => Math.max(10, Math.floor(side * fine)));
    this.#view?.openglRenderWindow.setSize(wide, high);
    drawAt({ wide, high, fine });
  }

  /** The drawing context may be taken away at any time. @param {Vtk} view */
  #guard({ container, interactor }) {
    interactor.unbindEvents(); // the hands on the stage are ours
    // The stage around it is what takes the focus, and has a name.
    for (const inner of [container, ...container.querySelectorAll("[tabindex]")]) inner.removeAttribute("tabindex");
    const canvas = /** @type {HTMLCanvasElement} */ (container.querySelector("canvas"));
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      this.told.lost();
    });
    canvas.addEventListener("webglcontextrestored", () => this.told.restored());
  }

  /** A window that moves to another screen changes its pixels, and nothing else. */
  #watchPixels() {
    this.#unwatch();
    const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    const changed = () => {
      this.resize();
      this.#watchPixels();
    };
    query.addEventListener("change", changed);
    this.#unwatch = () => query.removeEventListener("change", changed);
  }
}
