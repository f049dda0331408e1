// A draw group of what a cause changes: it stands in for the parts it is made from, and bends with the amount.

import { COLOURS, unlitColour } from "./appearance.js";
import { box, merge, normals } from "./mesh.js";
import { markContact } from "./contact.js";
import { attribute, fill } from "./dataset.js";
import { Group } from "./group.js";
import { BENT } from "./shaders.js";
import { refined } from "../change/halve.js";
import { shifted, stretch } from "../change/shift.js";
import { entry } from "../state/store.js";

/** @typedef {import("../change/types.js").Moved} Moved */
/** @typedef {import("./types.js").ChangePack} ChangePack */
/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./types.js").Piece} Piece */

/** @typedef {{ healthy: readonly Float32Array[], mesh: import("./types.js").WithNormals }} Made */

const KEPT = 12; // groups: three causes or four

/** What was made last, by address, the newest at the end. @type {Map<string, Made>} */
const kept = new Map();

/** @param {string} url @param {Made} made */
function keep(url, made) {
  kept.delete(url);
  kept.set(url, made);
  const [oldest] = kept.keys();
  if (kept.size > KEPT) kept.delete(oldest);
}

export class ChangeGroup extends Group {
  /** Of each part as it is at amount 0. @type {readonly Float32Array[]} */
  #healthy = [];
  /** Its points and normals at the amounts that were asked for. @type {Map<number, { points: Float32Array, normals: Float32Array }>} */
  #shapes = new Map();
  /** How early on the way to an amount a point touches, by the amount's number: 1 from its beginning, 0 never. @type {Map<number, Float32Array>} */
  #touches = new Map();
  /** The amounts of which it is known what touches on the way to them. @type {Set<number>} */
  looked = new Set();
  /** Which amount the way leads to that the graphics card has; 0: none. */
  #at = 0;
  /** @override */
  before = new Uint8Array();

  /** @param {ChangePack} pack @param {Held} held @param {(id: string) => Promise<Piece>} healthyOf a part of the body as it is */
  constructor(pack, held, healthyOf) {
    super(pack, held, pack.sheer);
    this.changes = pack.changes;
    this.amounts = pack.amounts;
    this.onward = pack.onward;
    this.healthyOf = healthyOf;
  }

  /** @override */
  async read() {
    const { healthy, mesh } = kept.get(this.url) ?? (await this.#made());
    keep(this.url, { healthy, mesh });
    this.#healthy = healthy;
    this.before = this.#before(mesh.points.length / 3);
    return { ...mesh, points: mesh.points.slice() }; // they are moved
  }

  /** What is drawn at amount 0, and the points of each of its parts. @returns {Promise<Made>} */
  async #made() {
    const pieces = await Promise.all(this.ids.map(async (id) => refined(this.changes.get(id)?.begins ?? (await this.healthyOf(id)), this.#moved(id).halved)));
    const mesh = merge(pieces);
    return { healthy: pieces.map(({ points }) => points), mesh: { ...mesh, normals: normals(mesh) } };
  }

  /** Which points lie before the place from where their part is lit. @param {number} count of points */
  #before(count) {
    const before = new Uint8Array(count);
    let p = 0;
    this.ids.forEach((id, i) => {
      const [place, way] = this.onward[id] ?? [];
      for (const end = p + this.#healthy[i].length / 3, first = p; p < end; p += 1) {
        if (place && way) before[p] = Number(ahead(this.#healthy[i], p - first, place, way) < 0);
      }
    });
    return before;
  }

  /** @param {string} id @returns {Moved} */
  #moved(id) {
    return /** @type {Moved} */ (this.changes.get(id)?.moved);
  }

  /** @override @param {import("./group.js").GroupMesh} mesh @param {readonly (readonly number[])[]} colours of its parts */
  tinted(mesh, colours) {
    const bytes = super.tinted(mesh, colours);
    const unlit = super.tinted(mesh, mesh.parts.map(({ id }, i) => (this.onward[id] && colours[i] === COLOURS.lit ? unlitColour(entry(id)) : colours[i])));
    for (let p = 0; p < this.before.length; p += 1) if (this.before[p]) bytes.set(unlit.subarray(3 * p, 3 * p + 3), 3 * p);
    return bytes;
  }

  /** @override @param {Held} held @param {readonly object[]} replacements @param {number} turn */
  setUp(held, replacements, turn) {
    super.setUp(held, [...replacements, ...BENT], turn);
  }

  /** Moves its points, or those of some parts; what is drawn of them stays. @param {number} amount 0-1 @param {readonly string[]} [ids] */
  place(amount, ids = this.ids) {
    if (!this.mesh) return;
    const { points, parts } = this.mesh;
    parts.forEach((part, i) => {
      if (!ids.includes(part.id)) return;
      const own = points.subarray(3 * part.firstPoint, 3 * part.lastPoint);
      part.box = box(shifted(this.#healthy[i], this.#moved(part.id), this.amounts, amount, own));
    });
  }

  /** Notes where these parts touch those of another group, where they are placed now: so early on a way. @param {readonly string[]} ids @param {ChangeGroup} other @param {readonly string[]} others @param {number} to which amount the way leads @param {number} early 1: from the beginning of the way, 0: never */
  touch(ids, other, others, to, early) {
    if (!this.mesh || !other.mesh) return;
    const marks = new Uint8Array(this.mesh.points.length / 3);
    for (const part of this.mesh.parts.filter(({ id }) => ids.includes(id))) {
      for (const far of other.mesh.parts.filter(({ id }) => others.includes(id))) {
        markContact({ points: this.mesh.points, from: part.firstPoint, to: part.lastPoint }, { points: other.mesh.points, from: far.firstPoint, to: far.lastPoint }, marks);
      }
    }
    const touches = this.#touches.get(to) ?? new Float32Array(marks.length);
    this.#touches.set(to, touches.map((known, p) => Math.max(known, marks[p] * early)));
  }

  /** What touches on a way is known now. @param {number} to which amount it leads */
  lookedAt(to) {
    this.looked.add(to);
    this.#at = 0;
  }

  /** Bends its parts: the graphics card does, on the way from one amount to the next. @param {number} amount 0-1 */
  bend(amount) {
    if (!this.mesh) return;
    this.place(amount);
    this.mesh = { ...this.mesh }; // another one, for whoever compares
    const { to, share } = stretch(this.amounts, amount);
    const lays = to !== this.#at && (amount > 0 || this.#at > 0);
    for (const held of [this.held, this.ghost]) {
      if (!held) continue;
      if (lays) this.#lay(held, to);
      held.share = share;
    }
    if (lays) this.#at = to;
  }

  /** @override @param {import("./group.js").GroupMesh} mesh @param {Held} ghost */
  fillGhost(mesh, ghost) {
    super.fillGhost(mesh, ghost);
    this.#at = 0;
  }

  /** Gives the graphics card a way. @param {Held} held @param {number} to which amount it leads */
  #lay(held, to) {
    const [from, next] = [this.#shape(to - 1), this.#shape(to)];
    const count = from.points.length / 3;
    const touches = this.#touches.get(to);
    const shift = new Float32Array(4 * count);
    const turn = from.normals.map((value, i) => next.normals[i] - value);
    for (let p = 0; p < count; p += 1) {
      for (let axis = 0; axis < 3; axis += 1) shift[4 * p + axis] = next.points[3 * p + axis] - from.points[3 * p + axis];
      shift[4 * p + 3] = touches?.[p] ?? 0;
    }
    fill(held, from);
    attribute(held, "shift", shift, 4);
    attribute(held, "turn", turn, 3);
    held.data.modified();
  }

  /** Its points and their normals at one of its amounts, 0 is healthy. @param {number} stop */
  #shape(stop) {
    const known = this.#shapes.get(stop);
    if (known) return known;
    const amount = [0, ...this.amounts][stop];
    const points = new Float32Array(this.before.length * 3);
    let at = 0;
    this.ids.forEach((id, i) => {
      const length = this.#healthy[i].length;
      shifted(this.#healthy[i], this.#moved(id), this.amounts, amount, points.subarray(at, at + length));
      at += length;
    });
    const { triangles, parts } = /** @type {import("./group.js").GroupMesh} */ (this.mesh);
    const shape = { points, normals: normals({ points, triangles, parts }) };
    this.#shapes.set(stop, shape);
    return shape;
  }
}

/** How far a point lies ahead of a place, mm. @param {Float32Array} points @param {number} p @param {readonly number[]} place @param {readonly number[]} way */
const ahead = (points, p, place, way) => way.reduce((sum, part, axis) => sum + part * (points[3 * p + axis] - place[axis]), 0);
