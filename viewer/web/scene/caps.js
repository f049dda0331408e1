// The flat faces of a cut: what is solid is closed where the plane meets it, with a thin dark edge.

import { faces } from "../section/faces.js";
import { area, isWithin } from "../section/outline.js";
import { inBody, normalOf, slice } from "../section/slice.js";
import { array } from "./dataset.js";
import { COLOURS, faceColour } from "./appearance.js";
import { before, planeOf, spanOf } from "./cut.js";
import { TURN, compare } from "./depth.js";
import { ribbon } from "./edge.js";
import { FACE } from "./shaders.js";
import { entry } from "../state/store.js";

/** @typedef {import("../camera/types.js").Ray} Ray */
/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {import("../section/types.js").Face} Face */
/** @typedef {import("../section/types.js").Loop} Loop */
/** @typedef {import("../section/types.js").Plane} Plane */
/** @typedef {import("./cut.js").Cut} Cut */
/** @typedef {import("./group.js").Group} Group */
/** @typedef {import("./types.js").Choice} Choice */
/** @typedef {import("./types.js").Held} Held */
/** @typedef {{ id: string, layer: string, plane: Plane, loops: Loop[], size: number, box: number[], level: number, solid: boolean, face?: Face }} Section of a part; `level`: how many others it may lie on; `face`: once it is drawn */
/** @typedef {{ points: number[], outward: number[], colours: number[], cells: number[] }} Drawing */

const SOLID = 0.6; // a layer that is clearer has edges only
const LIFT = 0.02; // mm that what lies within another is drawn before it
const CLOSED = new Set(["skin", "muscles", "ligaments", "bones", "vessels", "nerves"]);

export class Caps {
  /** @type {readonly Section[]} the largest first */
  #sections = [];
  /** What is known of a part, while neither it nor the plane changes. @type {Map<string, { mesh: unknown, key: string, section: Section }>} */
  #known = new Map();
  #drawn = "";
  #moved = false;

  /** @param {Held} held */
  constructor(held) {
    this.held = held;
    held.property.set({ ambient: 1, diffuse: 0, specular: 0 });
    held.mapper.getViewSpecificProperties().OpenGL = { ShaderReplacements: FACE };
    held.mapper.setPopulateSelectionSettings(false);
    compare(held, TURN.front); // after ghosts: nothing shines through a face
  }

  /**
   * Closes what is drawn.
   *
   * @param {readonly Group[]} groups
   * @param {Cut | null} cut
   * @param {Choice} choice
   * @param {Readonly<Record<string, number>>} opacity
   */
  follow(groups, cut, choice, opacity) {
    if (!cut) this.#known.clear();
    const found = groups.flatMap((group) => {
      const plane = CLOSED.has(group.layer) ? planeOf(cut, group.layer) : null;
      return plane ? group.shownParts.map((part) => this.#section(group, part, plane, opacity[group.layer] >= SOLID)) : [];
    });
    this.#sections = levelled(found.filter(({ loops }) => loops.length));
    this.held.actor.setVisibility(this.#sections.length > 0);
    const colours = this.#sections.map(({ id }) => faceColour({ ...entry(id), id }, choice));
    const key = this.#sections.map(({ id, solid }, i) => `${id}${solid}${colours[i]}`).join();
    if (key === this.#drawn && !this.#moved) return;
    this.#drawn = key;
    this.#moved = false;
    if (this.#sections.length) this.#draw(colours);
  }

  /** @param {Group} group @param {import("./types.js").Part} part @param {Plane} plane @param {boolean} solid @returns {Section} */
  #section({ group, layer, mesh }, part, plane, solid) {
    const key = JSON.stringify(plane);
    const name = `${group} ${part.id}`;
    const old = this.#known.get(name);
    if (old && old.mesh === mesh && old.key === key) return Object.assign(old.section, { solid });
    this.#moved = true;
    const loops = mesh ? slice(mesh, part, plane) : [];
    const section = { id: part.id, layer, plane, loops, size: area(loops), box: boxOf(loops), level: 0, solid };
    this.#known.set(name, { mesh, key, section });
    return section;
  }

  /** @param {readonly (readonly number[])[]} colours */
  #draw(colours) {
    /** @type {Drawing} */
    const to = { points: [], outward: [], colours: [], cells: [] };
    this.#sections.forEach((section, i) => {
      if (section.solid) fillIn(section, colours[i], to);
      for (const loop of section.loops) edge(section, loop, to);
    });
    const { data, mapper } = this.held;
    data.getPoints().setData(Float32Array.from(to.points), 3);
    data.getPointData().setNormals(array(data, "Normals", Float32Array.from(to.outward), 3));
    data.getPointData().setScalars(array(data, "Colours", Uint8Array.from(to.colours), 3));
    data.getPolys().setData(Uint32Array.from(to.cells));
    data.modified();
    mapper.setInputData(data);
  }

  /** Where a word may point at the face of an entry: in the largest of its triangles on which nothing else lies. @param {string} id @returns {Point | null} */
  placeOn(id) {
    const section = this.#sections.find((one) => one.id === id && one.solid);
    if (!section) return null;
    const { plane, level } = section;
    const over = this.#sections.filter((one) => one.level > level && one.solid && meets(section, one));
    const place = middles(faceOf(section)).find(([x, y]) => !over.some(({ loops }) => isWithin(loops, x, y)));
    return place ? inBody(plane, place[0], place[1]) : null;
  }

  /** The face a ray meets, and how far away; of those that lie on each other the uppermost. @param {Ray} ray @returns {{ id: string, distance: number } | null} */
  meet(ray) {
    /** @type {{ id: string, distance: number, level: number } | null} */
    let best = null;
    for (const { id, plane, loops, level, solid } of this.#sections) {
      const [distance] = spanOf(ray, plane);
      if (!solid || !(distance > 0) || distance === Infinity) continue;
      if (best && (distance > best.distance + 1e-6 || (Math.abs(distance - best.distance) < 1e-6 && level < best.level))) continue;
      const [x, y] = inPlane(plane, ray, distance);
      if (isWithin(loops, x, y)) best = { id, distance, level };
    }
    return best;
  }
}

/** The middles of the triangles of a face, of the largest first. @param {Face} face */
function middles({ points, triangles }) {
  const all = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => points.subarray(2 * triangles[t + k], 2 * triangles[t + k] + 2));
    const size = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    all.push({ size, middle: [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3] });
  }
  return all.sort((one, other) => other.size - one.size).map(({ middle }) => middle);
}

/** @param {Section} section */
const faceOf = (section) => (section.face ??= faces(section.loops));

/** Where a ray meets a plane, in its own coordinates. @param {Plane} plane @param {Ray} ray @param {number} distance */
function inPlane({ origin, right, up }, ray, distance) {
  const from = origin.map((value, i) => ray.origin[i] + distance * ray.direction[i] - value);
  return [right, up].map((axis) => axis[0] * from[0] + axis[1] * from[1] + axis[2] * from[2]);
}

/** @param {readonly Loop[]} loops @returns {number[]} least and most of x and of y */
function boxOf(loops) {
  const box = [Infinity, -Infinity, Infinity, -Infinity];
  for (const loop of loops) {
    loop.forEach((value, i) => {
      const axis = 2 * (i % 2);
      if (value < box[axis]) box[axis] = value;
      if (value > box[axis + 1]) box[axis + 1] = value;
    });
  }
  return box;
}

/** What may lie within something larger is drawn on it. @param {Section[]} sections */
function levelled(sections) {
  sections.sort((one, other) => other.size - one.size);
  sections.forEach((section, i) => {
    section.level = sections.slice(0, i).reduce((level, other) => (meets(section, other) ? Math.max(level, other.level + 1) : level), 0);
  });
  return sections;
}

/** @param {Section} one @param {Section} other */
function meets({ box: a, plane }, { box: b, plane: other }) {
  const apart = Math.abs(before(plane, other.origin)) > 1; // mm
  return !apart && a[0] <= b[1] && a[1] >= b[0] && a[2] <= b[3] && a[3] >= b[2];
}

/** @param {Section} section @param {readonly number[]} colour @param {Drawing} to */
function fillIn(section, colour, to) {
  const { plane, level } = section;
  const { points, triangles } = faceOf(section);
  const first = to.points.length / 3;
  for (let i = 0; i < points.length; i += 2) add(to, plane, points[i], points[i + 1], LIFT * level, [0, 0, 0], colour);
  for (let t = 0; t < triangles.length; t += 3) to.cells.push(3, first + triangles[t], first + triangles[t + 1], first + triangles[t + 2]);
}

/** @param {Section} section @param {Loop} loop @param {Drawing} to */
function edge({ plane, level }, loop, to) {
  const first = to.points.length / 3;
  const { right, up } = plane;
  const { outward, triangles } = ribbon(loop);
  for (let i = 0; i < loop.length; i += 2) {
    const [x, y] = [outward[i], outward[i + 1]];
    const way = [0, 1, 2].map((axis) => x * right[axis] + y * up[axis]);
    for (const sign of [1, -1]) add(to, plane, loop[i], loop[i + 1], LIFT * (level + 0.5), way.map((value) => sign * value), COLOURS.edge);
  }
  for (let t = 0; t < triangles.length; t += 3) to.cells.push(3, first + triangles[t], first + triangles[t + 1], first + triangles[t + 2]);
}

/** @param {Drawing} to @param {Plane} plane @param {number} x @param {number} y @param {number} lift @param {readonly number[]} outward @param {readonly number[]} colour */
function add(to, plane, x, y, lift, outward, colour) {
  const place = inBody(plane, x, y);
  const normal = normalOf(plane);
  to.points.push(place[0] + lift * normal[0], place[1] + lift * normal[1], place[2] + lift * normal[2]);
  to.outward.push(outward[0], outward[1], outward[2]);
  to.colours.push(colour[0], colour[1], colour[2]);
}
