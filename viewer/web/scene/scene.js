// The scene: loads the draw groups, applies the page's state to them, and draws when something changed.

import { Beside } from "./beside.js";
import { bend, bends, bentOf, drawnOf, groupOf } from "./bent.js";
import { ChangeGroup } from "./change_group.js";
import { Cutting } from "./cutting.js";
import { NOTHING_CHOSEN, choiceNow, isVisible, wantedNow } from "./choice.js";
import { colourOf, light, markOf } from "./appearance.js";
import { Coming, count, countNothing, isComplete, takeFailed } from "./loading.js";
import { release } from "./dataset.js";
import { drawFor, order } from "./depth.js";
import { Outline } from "./outline.js";
import { VIEW_ANGLE } from "../camera/frame.js";
import { Orbit } from "../camera/orbit.js";
import { redrawn } from "../state/fields.js";
import { pick } from "./pick.js";
import { Screen } from "./screen.js";
import { entry, follow, get, set, update } from "../state/store.js";

/** @typedef {import("../edition/types.js").Pack} Pack */
/** @typedef {import("./group.js").Group} Group */
/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./types.js").Vtk} Vtk */

const APPEARANCE = [...redrawn("scene"), "related", "walked", "served", "asked", "fits", "way", "telling", "cause", "courses", "around"];

export class Scene {
  /** Whatever is drawn now, by name. @type {Map<string, Group>} */
  groups = new Map();

  /** Called after each picture. @type {(() => void)[]} */
  afterDraw = [];

  /** Called when something has come that a cause changes. @type {(() => void)[]} */
  came = [];

  /** The ghosts of the packs, by their address: it may come before its group. @type {Map<string, Held>} */
  ghosts = new Map();

  /** Around what is chosen. @type {Outline | null} */
  outline = null;

  cutting = new Cutting();
  beside = new Beside();

  /** Of the component vtk-view, while there is one. @type {Vtk | null} */
  view = null;

  /** @type {import("../camera/types.js").Size | undefined} */
  size;

  choice = NOTHING_CHOSEN;
  orbit = new Orbit(this);
  screen = new Screen({ resized: (size) => this.resized(size), lost: () => set("context", "lost"), restored: () => this.rebuild() });
  took = 0; // ms of the last picture
  waiting = false;
  appearing = false;
  #unfollow = () => {};
  #coming = new Coming(() => this.refresh());

  /** @param {Vtk} view */
  open(view) {
    this.view = view;
    drawFor(view);
    clearTimeout(view.resetCameraTimeout);
    view.resetCamera = () => {};
    view.resize = () => this.resize();
    view.render = () => this.draw();
    view.renderer.setBackground([0, 0, 0, 0]);
    view.activeCamera.setViewAngle(VIEW_ANGLE);
    // A drawing that vtk.js put off before this takes the cut away: the range is the orbit's alone.
    view.activeCamera.onModified(() => this.view && this.orbit.limit(view.activeCamera));
    light(view.renderer);
    this.screen.open(view);
    this.orbit.open();
    this.#unfollow = follow(APPEARANCE, () => this.appear());
  }

  /** Draws everything anew in a context of its own. */
  rebuild() {
    this.empty();
    update({ context: "", drawing: get("drawing") + 1 });
  }

  close() {
    this.screen.close();
    this.#unfollow();
    this.view = null;
    this.groups.clear();
  }

  resize = () => this.screen.resize();

  /** @param {import("../camera/types.js").Size} size */
  resized(size) {
    this.size = size;
    this.orbit.refit();
    this.draw();
  }

  /** @param {Pack} pack @param {Held} held */
  add(pack, held) {
    const group = groupOf(pack, held, this.groups);
    this.groups.set(pack.group, group);
    const ghost = this.ghosts.get(pack.url);
    if (ghost) group.setGhost(ghost);
    this.load(group);
  }

  /** @param {Pack} pack @param {Held} held */
  addGhost(pack, held) {
    this.ghosts.set(pack.url, held);
    const group = this.groups.get(pack.group);
    if (group?.url === pack.url) group.setGhost(held);
  }

  /** @param {Held | null} held */
  setOutline(held) {
    this.outline = held && new Outline(held);
    this.refresh();
  }

  /** Lets a group go; another body's of the same name stays. @param {Pack} pack @param {Held} held */
  remove(pack, held) {
    const group = this.groups.get(pack.group);
    if (group?.url === pack.url) {
      group.gone = true;
      // What had not come yet is not awaited any more.
      if (!group.mesh && !get("loading").failed.includes(group.group)) count({ all: -1, size: -group.size });
      this.groups.delete(pack.group);
    }
    this.ghosts.delete(pack.url);
    this.free(held);
  }

  free = (/** @type {Held} */ held) => release(held, this.view?.openglRenderWindow);

  /** Lets go of everything: another body is about to come. */
  empty() {
    this.groups.forEach((group) => (group.gone = true));
    this.groups.clear();
    this.#coming.begin();
    countNothing();
  }

  /** @param {Group} group */
  async load(group) {
    count({ all: 1, size: group.size });
    try {
      await group.load(() => count({ done: 1, bytes: group.size }));
    } catch (error) {
      if (group.gone) return;
      console.warn(`The group ${group.group} did not load: ${/** @type {Error} */ (error).message}`);
      // What only a finger feels on its way is not missed.
      count(get("fetched").includes(group.layer) || group.variant ? { failed: [group.group] } : { all: -1, size: -group.size });
    }
    if (bends(group)) this.came.forEach((callback) => callback());
    this.#coming.arrived();
  }

  /** The groups a cause changes, as far as they have come. */
  get bent() {
    return bentOf(this.groups, get("cause")?.packs ?? []);
  }

  /** Fetches again what did not come. */
  retry() {
    for (const name of takeFailed((group) => this.groups.get(group)?.size ?? 0)) {
      const group = this.groups.get(name);
      if (group) this.load(group);
    }
  }

  refresh() {
    if (!this.view) return;
    this.beside.forget();
    this.dress(get("amount"));
    this.draw();
  }

  /** Bends what a cause changes, as it is at an amount. @param {number} amount 0-1 */
  bendTo(amount) {
    bend(this.groups, this.bent, amount, get("cause")?.facts);
    this.dress(amount);
  }

  /** @param {number} amount of the chosen cause: at 0 nothing has appeared */
  dress(amount) {
    this.choice = choiceNow();
    const wanted = wantedNow(amount);
    const opacity = get("opacity");
    const groups = drawnOf(this.groups, this.bent);
    const bent = new Set(this.bent.flatMap((group) => group.ids));
    for (const group of groups) {
      const of = (/** @type {string} */ id) => ({ ...entry(id), id });
      group.paint((id) => colourOf(of(id), this.choice), (id) => markOf(of(id), this.choice), wanted.lit, this.choice.discs);
      const own = group instanceof ChangeGroup;
      group.show((id) => (own || !bent.has(id)) && isVisible(id, wanted, this.choice), opacity[group.layer], this.choice);
    }
    this.outline?.follow(groups, this.choice.selected);
    this.cutting.follow(groups, this.choice, this.outline?.held);
  }

  /** Shows what has changed once its words can be read: they come first. */
  appear() {
    if (this.appearing) return;
    this.appearing = true;
    afterWords(() => {
      this.appearing = false;
      this.refresh();
    });
  }

  /** Draws once before the next frame, however often it is asked. */
  draw() {
    if (this.waiting || !this.view) return;
    this.waiting = true;
    requestAnimationFrame(() => this.drawNow());
  }

  drawNow() {
    this.waiting = false;
    if (!this.view || this.#coming.keeps) return;
    const begin = performance.now();
    this.orbit.apply(this.view.activeCamera);
    order(this.view, (held) => this.free(held));
    this.screen.plain();
    this.beside.draw(this);
    this.view.renderWindow.render();
    this.took = performance.now() - begin;
    if (this.complete) this.screen.drawn();
    for (const callback of this.afterDraw) callback();
  }

  /** What lies under a place of the stage, in CSS pixels from its corner. @param {number} x @param {number} y @param {number} [slack] */
  pick(x, y, slack) {
    return this.view ? pick(this, x, y, slack) : null;
  }

  get complete() {
    return isComplete();
  }
}

/** Calls once what was set is on the page as words: reading comes before drawing. @param {() => void} callback */
export function afterWords(callback) {
  window.Vue.nextTick(() => setTimeout(callback));
}

export const scene = new Scene();
