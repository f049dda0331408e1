// The camera: it turns about the body like a turntable, head always up, and flies to named places.

import { get, set, update } from "../state/store.js";
import {
  between, centreOf, cutFrom, eyeOf, farOf, fitDistance, flightTime, frameOf, nearOf, panned, poseOf, project, raised, rayThrough, sixOf, turned, zoomed,
} from "./frame.js";
import { aim, thing } from "./thing.js";
import { nameOf, viewOf } from "./views.js";

/** @typedef {import("./types.js").Pose} Pose */
/** @typedef {import("./types.js").Six} Six */
/** @typedef {import("../edition/types.js").Atlas} Atlas */
/** @typedef {import("../edition/types.js").View} View */

const UNSIZED = { width: 1, height: 1, covered: 0 };

/** Whether nothing is to move by itself. */
export const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Orbit {
  /** @type {Pose} */
  pose = { azimuth: 180, elevation: 3, distance: 4500, focal: [0, 0, 900], cut: null };

  /** What was flown to and still fits itself to the window. @type {(() => Pose) | null} */
  wanted = null;

  /** Called when the camera rests. @type {(() => void)[]} */
  moved = [];
  #flight = 0;
  /** Where the flight ends. @type {Pose} */
  #target = this.pose;
  #opened = false;
  /** The view that was flown to last. @type {View | null} */
  #named = null;
  #turned = 0; // degrees sideways since the last flight

  /** @param {import("./types.js").Looking} scene */
  constructor(scene) {
    this.scene = scene;
  }

  get size() {
    return this.scene.size ?? UNSIZED;
  }

  /** Takes the place that the state asks for, whatever was flown to before there was a picture. */
  open() {
    this.#stop();
    if (this.#opened) return; // the picture was only drawn anew
    this.#opened = true;
    const asked = get("camera");
    if (asked) {
      this.pose = this.#fromSix(asked);
      update({ view: "", camera: null });
    } else if (!get("view") && get("select")) {
      this.toThing(get("select"), { jump: true });
    } else {
      const view = /** @type {View} */ (viewOf(get("view") || "back"));
      this.#named = view;
      this.wanted = () => this.#ofView(view);
      this.pose = this.wanted();
    }
  }

  /** @param {View} view @returns {Pose} */
  #ofView({ azimuth, elevation, focal, height, width, cut }) {
    return raised({ azimuth, elevation, focal, distance: fitDistance(this.size, height, width), cut: cut ?? null }, this.size);
  }

  /** What was flown to keeps fitting the window until the visitor takes the camera. */
  refit() {
    if (!this.wanted) return;
    if (this.#flight) this.#target = this.wanted();
    else this.pose = this.wanted();
    for (const callback of this.moved) callback(); // it rests elsewhere now
  }

  /** @param {string} named @param {{ jump?: boolean }} [options] */
  toView(named, options = {}) {
    const view = viewOf(named);
    if (!view) return;
    this.fly(this.#ofView(view), options);
    this.wanted = () => this.#ofView(view);
    this.#named = view;
    const [name] = named.split(".");
    set("view", view === viewOf(name) ? name : named);
  }

  /** Where another side is looked at from now on, a view that stays says whose it is. */
  nameSide() {
    const name = this.#named && get("view") && nameOf(this.#named, get("view"));
    if (name) set("view", name);
  }

  /**
   * Flies to a thing: as near as its size allows, from the side it is best seen from; a cause that is drawn has a look of its own.
   *
   * @param {string} id
   * @param {{ jump?: boolean }} [options]
   */
  toThing(id, options = {}) {
    const look = get("atlas").changes[id]?.look;
    const near = aim(id, this.pose);
    const pose = () => (look ? this.#ofView({ ...look, id, name: "", width: look.height, cut: null }) : near(this.size));
    this.leave();
    this.fly(pose(), options);
    this.wanted = pose;
  }

  /** Another body has come: the same view of it, the same thing, or the same place of the whole. @param {Atlas} old @param {Atlas} atlas */
  follow(old, atlas) {
    const name = get("view");
    const chosen = get("select");
    const options = { jump: true }; // the old picture stays until the new one is there
    if (name && viewOf(name)) this.toView(name, options);
    else if (this.wanted && atlas.entries[chosen]) this.toThing(chosen, options);
    else {
      const share = atlas.stature / old.stature;
      const [from, to] = [old.entries[chosen]?.centre, atlas.entries[chosen]?.centre];
      const anchored = from && to;
      const [x, y, z] = this.pose.focal.map((value, i) => (anchored ? to[i] + (value - from[i]) * share : value * share));
      this.fly({ ...this.pose, focal: [x, y, z], distance: this.pose.distance * share }, options);
    }
  }

  /** @param {Pose} target @param {{ jump?: boolean }} [options] */
  fly(target, { jump = false } = {}) {
    this.#stop();
    this.#turned = 0;
    this.wanted = null;
    set("camera", null);
    if (jump || still()) {
      this.pose = target;
      this.settle();
      return;
    }
    const from = this.pose;
    this.#target = target;
    const begin = performance.now();
    const length = flightTime(from, target);
    const step = (/** @type {number} */ now) => {
      const share = Math.min(1, Math.max(0, (now - begin) / length));
      this.pose = between(from, this.#target, share);
      this.#flight = share < 1 ? requestAnimationFrame(step) : 0;
      this.scene.draw(); // with whatever else the next picture shows
      if (share >= 1) this.settle();
    };
    this.#flight = requestAnimationFrame(step);
  }

  #stop() {
    cancelAnimationFrame(this.#flight);
    this.#flight = 0;
  }

  /** The visitor takes the camera: no named view any more, and nothing cut away. */
  leave() {
    this.#stop();
    this.wanted = null;
    this.pose = { ...this.pose, cut: null };
    update({ view: "", camera: null });
  }

  /** @param {Pose} pose */
  #take(pose) {
    this.leave();
    this.pose = pose;
    this.settle();
  }

  /** @param {number} dx degrees @param {number} dy */
  turn(dx, dy) {
    this.#turned += dx;
    this.#take(turned(this.pose, dx, dy, this.#turned));
  }

  /** @param {number} dx pixels @param {number} dy */
  pan(dx, dy) {
    this.#take(panned(this.pose, this.size, dx, dy));
  }

  /** @param {number} factor */
  zoom(factor) {
    this.#take(zoomed(this.pose, factor));
  }

  settle() {
    this.scene.draw();
    for (const callback of this.moved) callback();
  }

  frame() {
    return frameOf(this.pose);
  }

  get near() {
    return nearOf(this.pose);
  }

  /** @param {any} camera of vtk.js */
  apply(camera) {
    camera.set({ position: eyeOf(this.pose), focalPoint: [...this.pose.focal], viewUp: this.frame().up, windowCenter: [centreOf(this.size), 0] });
    this.limit(camera);
    this.scene.view?.renderer.updateLightsGeometryToFollowCamera();
  }

  /** What is nearer than the cut or behind the body is not drawn. @param {any} camera of vtk.js */
  limit(camera) {
    camera.setClippingRange(nearOf(this.pose), farOf(this.pose));
  }

  /** @param {import("./types.js").Point} point */
  project(point) {
    return project(this.pose, this.size, point);
  }

  /** @param {number} x @param {number} y */
  ray(x, y) {
    return rayThrough(this.pose, this.size, x, y);
  }

  /** The pose as an address holds it; on the way somewhere, that of where it will rest. */
  get six() {
    return sixOf(this.#flight ? this.#target : this.pose);
  }

  /** The same where it has no name; before there is a picture, as it was asked for. @returns {Six | null} */
  get unnamed() {
    if (get("view")) return null;
    return this.#opened ? this.six : get("camera");
  }

  /** Flies to a pose as an address holds it. @param {Six} six */
  toCamera(six) {
    this.leave();
    this.fly(this.#fromSix(six));
  }

  /** Seen from its own side, what stands before the chosen thing is cut away. @param {Six} six */
  #fromSix(six) {
    return poseOf(six, cutFrom(six[0], thing(get("select"))));
  }
}
