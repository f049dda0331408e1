// The canvas: as fine as the screen, finer while the picture stands still, and ours alone to handle.

/** @typedef {import("./types.js").Vtk} Vtk */

const FINEST = 2; // device pixels per CSS pixel: above that nothing more is seen
const FOOT = 22; // CSS pixels below the named views and above them
const QUICK = 16; // ms: a picture that the graphics card has drawn by then may be drawn four times as large
const LATE = 3 * QUICK; // asked only then, the answer says nothing
const STILL = 250; // ms after the last picture: it stands still

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
    // The foot of the stage lies under the named views.
    const views = /** @type {HTMLElement | null} */ (document.querySelector(".views"));
    this.told.resized({ width, height, covered: (views?.offsetHeight ?? 0) + FOOT });
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
    const { width, height } = this.#box;
    this.#view?.openglRenderWindow.setSize(Math.max(10, Math.floor(width * fine)), Math.max(10, Math.floor(height * fine)));
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
