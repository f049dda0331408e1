// The camera: it turns about the body like a turntable, head always up, and flies to named places.

import { entry, get, set } from "./store.js";

const RAD = Math.PI / 180;
const FAR_TURN = 50; // degrees after which nothing is cut away any more
const STEEPEST = 84;
const NEAREST = 40;
const FARTHEST = 9000;
const BODY = 1400; // mm from what is looked at to the farthest thing drawn

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const ease = (t) => (t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2);
const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const mix = (a, b, t) => a + (b - a) * t;

export class Orbit {
  constructor(scene) {
    this.scene = scene;
    this.pose = { azimuth: 180, elevation: 3, distance: 4500, focal: [0, 0, 900], cut: null };
    this.wanted = null;
    this.turned = 0;
    this.moved = [];
  }

  open(view) {
    this.angle = view.activeCamera.getViewAngle() * RAD;
    const asked = get("camera");
    if (asked) {
      const [azimuth, elevation, distance, ...focal] = asked;
      this.pose = { azimuth, elevation, distance, focal, cut: null };
      set("view", "");
    } else if (!get("view")) {
      this.toEntry(entry(get("selected")), { jump: true });
    } else {
      const view = this.view(get("view"));
      this.wanted = () => this.poseOf(view);
      this.pose = this.wanted();
    }
  }

  /** A named view: of the side in its name (`wrist.left`), or of the one that is looked at. */
  view(named) {
    const [name, wanted] = named.split(".");
    const sides = get("atlas").views[name];
    const [, own] = /\.(left|right)$/.exec(get("selected")) ?? [];
    const side = get("side") === "both" ? (own ?? "left") : get("side");
    return sides?.[wanted || side];
  }

  poseOf({ azimuth, elevation, focal, height, width, cut }) {
    return this.raised({ azimuth, elevation, focal: [...focal], distance: this.fit(height, width), cut: cut ?? null });
  }

  /** A pose moved up by half of what the row of views covers. */
  raised(pose) {
    const share = (this.scene.size?.covered ?? 0) / (this.scene.size?.height || 1);
    const lift = share * pose.distance * Math.tan(this.angle / 2);
    const { up } = frameOf(pose);
    return { ...pose, focal: pose.focal.map((value, i) => value - up[i] * lift) };
  }

  /** How far away something of this size fills the stage. */
  fit(height, width) {
    const half = Math.tan(this.angle / 2);
    const { width: wide, height: high, covered } = this.scene.size ?? { width: 1, height: 1, covered: 0 };
    const free = Math.max(0.5, 1 - covered / high);
    return clamp(Math.max(height / free, (width * high) / wide) / 2 / half, NEAREST, FARTHEST);
  }

  /** What was flown to keeps fitting the window until the visitor takes the camera. */
  refit() {
    if (this.wanted && !this.flight) this.pose = this.wanted();
  }

  toView(named) {
    const view = this.view(named);
    if (!view) return;
    this.fly(this.poseOf(view));
    this.wanted = () => this.poseOf(view);
    const [name] = named.split(".");
    set("view", view === this.view(name) ? name : named);
  }

  /** Flies to an entry: as near as its size allows, from the side it is best seen from. */
  toEntry({ centre, reach, facing, cut }, options = {}) {
    const size = Math.max(2.5 * reach, 160);
    const [azimuth, elevation] = facing ?? [this.pose.azimuth, this.pose.elevation];
    const pose = () =>
      this.raised({ azimuth, elevation, focal: [...centre], distance: this.fit(size, size), cut: cut ?? null });
    this.leave();
    this.fly(pose(), options);
    this.wanted = pose;
  }

  /** Another body has come: the same view of it, the same thing, or the same place of the whole. */
  follow(old, atlas) {
    const name = get("view");
    const chosen = get("selected");
    if (name && this.view(name)) this.toView(name);
    else if (this.wanted && atlas.entries[chosen]) this.toEntry(atlas.entries[chosen]);
    else {
      const share = atlas.stature / old.stature;
      const [from, to] = [old.entries[chosen]?.centre, atlas.entries[chosen]?.centre];
      const anchored = from && to;
      const focal = this.pose.focal.map((value, i) => (anchored ? to[i] + (value - from[i]) * share : value * share));
      this.fly({ ...this.pose, focal, distance: this.pose.distance * share });
    }
  }

  fly(target, { jump = false } = {}) {
    cancelAnimationFrame(this.flight);
    this.flight = 0;
    this.turned = 0;
    this.wanted = null;
    if (jump || still()) {
      this.pose = target;
      this.settle();
      return;
    }
    const from = { ...this.pose, azimuth: this.pose.azimuth };
    const turn = ((((target.azimuth - from.azimuth) % 360) + 540) % 360) - 180;
    const begin = performance.now();
    const far = Math.hypot(...target.focal.map((value, i) => value - from.focal[i]));
    const length = clamp(500 + far * 0.5 + Math.abs(turn) * 2.5, 500, 1100);
    const step = (now) => {
      const t = clamp((now - begin) / length, 0, 1);
      this.pose = between(from, target, turn, ease(t));
      this.flight = t < 1 ? requestAnimationFrame(step) : 0;
      this.scene.drawNow();
      if (t >= 1) this.settle();
    };
    this.flight = requestAnimationFrame(step);
  }

  /** The visitor takes the camera: no named view any more, and nothing cut away. */
  leave() {
    cancelAnimationFrame(this.flight);
    this.flight = 0;
    this.wanted = null;
    this.pose.cut = null;
    if (get("view")) set("view", "");
  }

  turn(dx, dy) {
    const { cut } = this.pose;
    this.leave();
    this.turned += dx;
    this.pose.cut = Math.abs(this.turned) < FAR_TURN ? cut : null;
    this.pose.azimuth -= dx;
    this.pose.elevation = clamp(this.pose.elevation + dy, -STEEPEST, STEEPEST);
    this.settle();
  }

  pan(dx, dy) {
    this.leave();
    const scale = (2 * this.pose.distance * Math.tan(this.angle / 2)) / (this.scene.size?.height || 1);
    const { right, up } = this.frame();
    this.pose.focal = this.pose.focal.map((value, i) => value - right[i] * dx * scale + up[i] * dy * scale);
    this.settle();
  }

  zoom(factor) {
    const { cut } = this.pose;
    this.leave();
    this.pose.cut = cut;
    this.pose.distance = clamp(this.pose.distance / factor, NEAREST, FARTHEST);
    this.settle();
  }

  settle() {
    this.scene.draw();
    for (const callback of this.moved) callback();
  }

  /** The directions of the picture: to the right, up, and from what is looked at to the eye. */
  frame() {
    return frameOf(this.pose);
  }

  get near() {
    const { distance, cut } = this.pose;
    return Math.max(cut === null ? distance - BODY : distance - cut, distance * 0.02, 5);
  }

  apply(camera) {
    const { distance, focal } = this.pose;
    const { back, up } = this.frame();
    camera.set({ position: focal.map((value, i) => value + back[i] * distance), focalPoint: [...focal], viewUp: up });
    this.limit(camera);
    this.scene.view.renderer.updateLightsGeometryToFollowCamera();
  }

  /** What is nearer than the cut or behind the body is not drawn. */
  limit(camera) {
    camera.setClippingRange(this.near, this.pose.distance + BODY);
  }

  /** Where a point of the body lies on the stage, in CSS pixels; null behind the eye. */
  project(point) {
    const { right, up, back } = this.frame();
    const { distance, focal } = this.pose;
    const apart = point.map((value, i) => value - focal[i]);
    const along = (axis) => apart.reduce((total, value, i) => total + value * axis[i], 0);
    const depth = distance - along(back);
    if (depth <= this.near) return null;
    const { width, height } = this.scene.size;
    const scale = height / 2 / Math.tan(this.angle / 2) / depth;
    return { x: width / 2 + along(right) * scale, y: height / 2 - along(up) * scale };
  }

  /** The ray of sight through a place of the stage. */
  ray(x, y) {
    const { right, up, back } = this.frame();
    const { width, height } = this.scene.size;
    const half = Math.tan(this.angle / 2) / (height / 2);
    const direction = back.map((value, i) => -value + right[i] * (x - width / 2) * half + up[i] * (height / 2 - y) * half);
    const origin = this.pose.focal.map((value, i) => value + back[i] * this.pose.distance);
    return { origin: origin.map((value, i) => value + direction[i] * this.near), direction };
  }

  get text() {
    const { azimuth, elevation, distance, focal } = this.pose;
    const turn = ((((azimuth + 180) % 360) + 360) % 360) - 180;
    return [turn, elevation, distance, ...focal].map((value) => Math.round(value * 10) / 10).join(",");
  }
}

export function frameOf({ azimuth, elevation }) {
  const [a, e] = [azimuth * RAD, elevation * RAD];
  const back = [Math.sin(a) * Math.cos(e), -Math.cos(a) * Math.cos(e), Math.sin(e)];
  const right = [Math.cos(a), Math.sin(a), 0];
  const up = [
    back[1] * right[2] - back[2] * right[1],
    back[2] * right[0] - back[0] * right[2],
    back[0] * right[1] - back[1] * right[0],
  ];
  return { right, up, back };
}

function between(from, to, turn, t) {
  return {
    azimuth: from.azimuth + turn * t,
    elevation: mix(from.elevation, to.elevation, t),
    distance: Math.exp(mix(Math.log(from.distance), Math.log(to.distance), t)),
    focal: from.focal.map((value, i) => mix(value, to.focal[i], t)),
    cut: t < 1 ? null : to.cut,
  };
}
