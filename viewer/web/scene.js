// The scene: loads the draw groups, applies the page's state to them, and draws when something changed.

import { Group, ZoneGroup } from "./group.js";
import { colourOf, light, meant } from "./look.js";
import { Orbit } from "./orbit.js";
import { pairedNow } from "./paired.js";
import { pick } from "./pick.js";
import { entry, follow, get, set } from "./store.js";
import { litZones, zoneVisible } from "./zones.js";

const FINEST = 2; // device pixels per CSS pixel: above that nothing more is seen
const APPEARANCE = ["shown", "opacity", "side", "hidden", "isolated", "variant", "zoning", "telling"];
const FOOT = 22; // CSS pixels below the named views and above them
const LATEST = 150; // ms a choice waits for its card before it is drawn without

class Scene {
  constructor() {
    this.groups = new Map();
    this.afterDraw = [];
    this.orbit = new Orbit(this);
    this.glows = new Map();
    this.took = 0;
    this.choice = { selected: "", lit: new Set(), claimed: new Set(), first: new Set(), also: new Set(), site: false };
  }

  open(view) {
    this.view = view;
    clearTimeout(view.resetCameraTimeout);
    view.resetCamera = () => {};
    view.interactor.unbindEvents();
    view.resize = () => this.resize();
    view.render = () => this.draw();
    view.renderer.setBackground([0, 0, 0, 0]);
    view.activeCamera.setViewAngle(22);
    // A drawing that vtk.js put off before this takes the cut away: the range is the orbit's alone.
    view.activeCamera.onModified(() => this.view && this.orbit.limit(view.activeCamera));
    light(view.renderer);
    this.resize();
    this.orbit.open(view);
    this.unfollow = follow(APPEARANCE, () => this.refresh());
    this.unfollowChoice = follow(["selected", "card"], () => this.choose());
  }

  close() {
    this.unfollow?.();
    this.unfollowChoice?.();
    this.view = null;
    this.groups.clear();
  }

  /** The canvas follows its box; no finer than the eye sees. */
  resize() {
    if (!this.view?.container) return;
    const { width, height } = this.view.container.getBoundingClientRect();
    const fine = Math.min(window.devicePixelRatio || 1, FINEST);
    this.view.openglRenderWindow.setSize(Math.max(10, Math.floor(width * fine)), Math.max(10, Math.floor(height * fine)));
    // The foot of the stage lies under the named views.
    const covered = (document.querySelector(".views")?.offsetHeight ?? 0) + FOOT;
    this.size = { width, height, covered, aspect: width / Math.max(1, height) };
    this.orbit.refit();
    this.draw();
  }

  add(pack, held) {
    const skin = () => [...this.groups.values()].find((group) => group.layer === "skin").ready;
    const group = pack.layer === "zones" ? new ZoneGroup(pack, held, skin) : new Group(pack, held);
    this.groups.set(pack.group, group);
    const glow = this.glows.get(pack.url);
    if (glow) group.setGlow(glow);
    this.load(group);
  }

  addGlow(pack, held) {
    this.glows.set(pack.url, held);
    const group = this.groups.get(pack.group);
    if (group?.url === pack.url) group.setGlow(held);
  }

  /** Lets a group go; another body's of the same name stays. */
  remove(pack, held) {
    const group = this.groups.get(pack.group);
    if (group?.url === pack.url) {
      group.gone = true;
      this.groups.delete(pack.group);
    }
    this.glows.delete(pack.url);
    this.free(held);
  }

  /** Gives back what the graphics card holds of a mesh: vtk.js would leave it to chance. */
  free({ mapper }) {
    const window = this.view?.openglRenderWindow;
    window?.getViewNodeFor(mapper)?.getReferenceByName("primitives")?.forEach((one) => {
      one.getCABO().getColorBO()?.releaseGraphicsResources();
      one.releaseGraphicsResources(window);
    });
  }

  /** Lets go of everything: another body is about to come. */
  empty() {
    this.groups.forEach((group) => (group.gone = true));
    this.groups.clear();
    set("loading", { done: 0, all: 0, failed: [] });
  }

  async load(group) {
    this.count({ all: 1 });
    try {
      await group.load(() => this.count({ done: 1 }));
      this.refresh();
    } catch (error) {
      if (group.gone) return;
      console.warn(`The group ${group.group} did not load: ${error.message}`);
      this.count({ failed: [group.group] });
    }
  }

  /** Fetches again what did not come. */
  retry() {
    const failed = get("loading").failed;
    set("loading", { ...get("loading"), all: get("loading").all - failed.length, failed: [] });
    failed.forEach((name) => this.groups.has(name) && this.load(this.groups.get(name)));
  }

  count({ all = 0, done = 0, failed = [] }) {
    const now = get("loading");
    set("loading", { all: now.all + all, done: now.done + done, failed: [...now.failed, ...failed] });
  }

  /** Whether an entry is drawn: its layer, its side, what was hidden or isolated, and what is chosen. */
  visible(id, { shown, side, hidden, isolated, lit, variant, replaced }) {
    const known = entry(id);
    if (replaced.has(id) || (known.variant && known.variant !== variant)) return false;
    if (isolated.size) return meant(isolated, id, known.stands_for);
    if (meant(hidden, id, known.stands_for)) return false;
    if (id === this.choice.selected || this.choice.first.has(id) || this.choice.also.has(id)) return true;
    if (side !== "both" && known.side !== side && known.side !== "midline") return false;
    if (known.variant) return true;
    return known.kind === "zone" ? zoneVisible(id, lit, shown.zones) : shown[known.layer];
  }

  refresh() {
    if (!this.view) return;
    const card = get("card");
    this.choice = {
      selected: get("selected"),
      lit: new Set(card?.id === get("selected") ? card.lit : []),
      claimed: new Set(card?.id === get("selected") ? card.claimed : []),
      ...pairedNow(),
      site: entry(get("selected"))?.kind === "site",
    };
    const state = {
      shown: get("shown"),
      side: get("side"),
      hidden: new Set(get("hidden")),
      isolated: new Set(get("isolated")),
      lit: new Set(litZones()),
      variant: get("variant"),
      replaced: new Set(get("atlas").variants.find(({ id }) => id && id === get("variant"))?.replaces),
    };
    const opacity = get("opacity");
    for (const group of this.groups.values()) {
      group.paint((id) => colourOf({ ...entry(id), id }, this.choice), state.lit, this.choice.also);
      group.show((id) => this.visible(id, state), opacity[group.layer], this.choice);
    }
    this.draw();
  }

  /** Shows a choice once its card can be read. */
  choose() {
    if (this.choosing) return;
    this.choosing = true;
    afterCard(() => {
      this.choosing = false;
      this.refresh();
    });
  }

  /** Draws once before the next frame, however often it is asked. */
  draw() {
    if (this.waiting || !this.view) return;
    this.waiting = true;
    // While parts still come in, drawing leaves them time: a slow machine shows the whole body sooner.
    const next = () => requestAnimationFrame(() => this.drawNow());
    if (this.complete) next();
    else setTimeout(next, 2 * this.took);
  }

  drawNow() {
    this.waiting = false;
    if (!this.view) return;
    const begin = performance.now();
    this.orbit.apply(this.view.activeCamera);
    this.view.renderWindow.render();
    this.took = performance.now() - begin;
    for (const callback of this.afterDraw) callback();
  }

  /** What lies under a place of the stage, in CSS pixels from its corner. */
  pick(x, y, slack) {
    return this.view ? pick(this, x, y, slack) : null;
  }

  get complete() {
    const { all, done, failed } = get("loading");
    return all > 0 && all === done + failed.length;
  }
}

/** Calls once the card of what is chosen is on the page: reading comes before drawing. */
export function afterCard(callback) {
  const ready = () => (get("card")?.id ?? "") === get("selected");
  let stop = () => {};
  let done = false;
  const go = () => {
    if (done) return;
    done = true;
    stop();
    window.Vue.nextTick(() => setTimeout(callback));
  };
  setTimeout(go, LATEST);
  stop = follow(["card"], () => ready() && go());
  if (done) stop();
}

export const scene = new Scene();
