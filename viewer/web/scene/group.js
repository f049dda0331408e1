// One draw group in the browser: its mesh, its colours, which of its parts are drawn, and its glow.

import { load, take } from "./prefetch.js";
import { COLOURS, GLOW, PLAIN, SHEER, SKIN, surface } from "./appearance.js";
import { entry } from "../state/store.js";
import { patches, unpack, zoneColour } from "./skin_zones.js";

/** @typedef {import("../edition/types.js").Pack} Pack */
/** @typedef {import("./types.js").Choice} Choice */
/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Vtk} Vtk */
/** @typedef {import("./types.js").WithNormals} WithNormals */
/** @typedef {Omit<WithNormals, "parts"> & { parts: Part[], hollows?: Float32Array, weights?: Uint8Array }} GroupMesh */

// How dark a hollow gets.
/** @type {Readonly<Record<string, number>>} by layer */
const SHADE = { skin: 0.2, muscles: 0.4, ligaments: 0.4, bones: 0.62, vessels: 0.3, nerves: 0.3, sites: 0.2, "load-line": 0 };

export class Group {
  gone = false;
  /** @type {Held | null} */
  glow = null;
  /** @type {GroupMesh | null} */
  mesh = null;
  /** @type {readonly Part[]} */
  shownParts = [];
  /** @type {ReadonlySet<string>} those that keep their colour at their rim only */
  rings = new Set();
  #drawn = ""; // what its cells are made of
  #painted = "";
  /** @type {(mesh: GroupMesh) => void} */
  #done = () => {};

  /** Numbers of a colour. */
  get channels() {
    return 3;
  }

  /** @param {Pack} pack @param {Held} held */
  constructor({ group, layer, variant, url, ids, size }, held) {
    this.group = group;
    this.layer = layer;
    this.variant = variant;
    this.url = url;
    this.ids = ids;
    this.size = size;
    this.held = held;
    this.sheer = entry(ids[0]).kind === "dura";
    this.ready = /** @type {Promise<GroupMesh>} */ (new Promise((done) => (this.#done = done)));
    this.setUp(held, layer === "skin" || this.sheer ? SKIN : PLAIN);
  }

  /** @param {Held} held @param {readonly object[]} replacements in its shaders */
  setUp(held, replacements) {
    held.property.set(surface(this.layer, this.sheer));
    held.property.setBackfaceCulling(this.layer !== "regions");
    held.mapper.setPopulateSelectionSettings(false);
    held.mapper.getViewSpecificProperties().OpenGL = { ShaderReplacements: replacements };
  }

  /** @param {Held} held */
  setGlow(held) {
    this.glow = held;
    this.setUp(held, GLOW);
    held.property.set({ ambient: 0.48, diffuse: 0.6, specular: 0 });
    held.actor.setForceTranslucent(true);
    if (this.mesh) this.fillGlow(this.mesh, held);
  }

  /** @param {() => void} progress */
  async load(progress) {
    const { parts, ...rest } = await this.read();
    if (this.gone) return;
    if (parts.length !== this.ids.length) throw new Error(`${this.url} holds ${parts.length} parts`);
    this.mesh = { ...rest, parts: parts.map((part, i) => ({ ...part, id: this.ids[i] })) };
    this.fill(this.mesh, this.held);
    if (this.glow) this.fillGlow(this.mesh, this.glow);
    this.#done(this.mesh);
    progress();
  }

  /** @returns {Promise<WithNormals>} */
  read() {
    return take(this.url);
  }

  /** @param {GroupMesh} mesh @param {Held} held */
  fill({ points, normals }, { data, mapper }) {
    data.getPoints().setData(points, 3);
    const normal = data.getPoints().newClone();
    normal.setData(normals, 3);
    normal.setName("Normals");
    data.getPointData().setNormals(normal);
    mapper.setInputData(data);
  }

  /** @param {GroupMesh} mesh @param {Held} glow */
  fillGlow(mesh, glow) {
    this.fill(mesh, glow);
    this.#painted = "";
    this.#drawn = "";
  }

  /**
   * Draws some of its parts.
   *
   * @param {(id: string) => boolean} visible
   * @param {number} opacity below one: see-through
   * @param {Choice} choice
   */
  show(visible, opacity, choice) {
    if (!this.mesh) return;
    const parts = this.mesh.parts.filter((part) => visible(part.id));
    const glowing = parts.filter((part) => this.glows(part.id, choice));
    const key = `${parts.map((part) => part.id)}|${glowing.map((part) => part.id)}`;
    if (key !== this.#drawn) {
      this.#drawn = key;
      this.shownParts = parts;
      this.put(this.mesh, this.held, parts);
      if (this.glow) this.put(this.mesh, this.glow, glowing);
    }
    this.held.property.setOpacity(this.sheer ? opacity * SHEER : opacity);
    if (this.glow) this.glow.property.setOpacity(0.5 * opacity);
  }

  /** The nerve always glows; a site too, unless another one is chosen; and whatever is chosen. @param {string} id @param {Choice} choice */
  glows(id, { selected, first, also, site }) {
    if (id === selected) return this.layer !== "skin" && !this.sheer;
    if (first.has(id) || also.has(id)) return true;
    if (this.layer === "load-line") return true;
    return (this.layer === "nerves" && !this.sheer) || (this.layer === "sites" && !site);
  }

  /** @param {GroupMesh} mesh @param {Held} held @param {readonly Part[]} parts */
  put({ triangles }, { data, actor }, parts) {
    const count = parts.reduce((total, part) => total + (part.last - part.first) / 3, 0);
    const cells = new Uint32Array(4 * count);
    let at = 0;
    for (const part of parts) {
      for (let i = part.first; i < part.last; i += 3) {
        cells[at] = 3;
        cells.set(triangles.subarray(i, i + 3), at + 1);
        at += 4;
      }
    }
    data.getPolys().setData(cells);
    data.modified();
    actor.setVisibility(count > 0);
  }

  /**
   * Gives every part its colour, darker in its hollows.
   *
   * @param {(id: string) => readonly number[]} colourOf
   * @param {ReadonlySet<string>} _lit zones, for whoever draws zones
   * @param {ReadonlySet<string>} [rings] those that keep their colour at their rim only
   */
  paint(colourOf, _lit, rings = new Set()) {
    if (!this.mesh) return;
    const colours = this.mesh.parts.map((part) => colourOf(part.id));
    this.rings = rings;
    const key = `${colours.join(";")}|${this.layer === "regions" ? [...rings] : ""}`;
    if (key === this.#painted) return;
    this.#painted = key;
    const bytes = this.tinted(this.mesh, colours);
    for (const held of [this.held, this.glow]) if (held) this.setColours(held.data, bytes);
  }

  /** @param {GroupMesh} mesh @param {readonly (readonly number[])[]} colours of its parts */
  tinted(mesh, colours) {
    const bytes = new Uint8Array(mesh.points.length);
    mesh.parts.forEach((part, i) => this.tint(bytes, mesh, part, colours[i]));
    return bytes;
  }

  /** @param {Uint8Array} bytes @param {GroupMesh} mesh @param {Part} part @param {readonly number[]} colour */
  tint(bytes, { points, hollows }, part, colour) {
    const rim = this.layer === "regions" ? rimOf(points, part) : null;
    const ring = this.rings.has(part.id) ? (rim ?? rimOf(points, part)) : null;
    for (let p = part.firstPoint; p < part.lastPoint; p += 1) {
      if (ring) bytes.set(ring(p) > 0.1 ? colour : COLOURS.hollow, 3 * p);
      else {
        const keep = 1 - (rim ? rim(p) : SHADE[this.layer] * (hollows?.[p] ?? 0));
        for (let i = 0; i < 3; i += 1) bytes[3 * p + i] = colour[i] * keep;
      }
    }
  }

  /** @param {Vtk} data @param {Uint8Array} bytes */
  setColours(data, bytes) {
    const colours = data.getPoints().newClone();
    colours.setData(bytes, this.channels);
    colours.setName("Colours");
    data.getPointData().setScalars(colours);
    data.modified();
  }
}

/** Zones: made of the skin's own triangles, so the skin must be there; see-through towards their edges. */
export class ZoneGroup extends Group {
  /** @param {Pack} pack @param {Held} held @param {() => Promise<WithNormals> | undefined} skin */
  constructor(pack, held, skin) {
    super(pack, held);
    this.skin = skin;
    held.actor.setForceTranslucent(true);
  }

  /** @override */
  get channels() {
    return 4;
  }

  /** @override */
  async read() {
    const zones = unpack(await load(this.url));
    const skin = await this.skin();
    if (!skin) throw new Error("there is no skin to draw zones on");
    return patches(zones, skin);
  }

  /** @override @param {unknown} _colourOf @param {ReadonlySet<string>} lit */
  paint(_colourOf, lit) {
    super.paint((id) => zoneColour(id, lit), lit);
  }

  /** @override @param {GroupMesh} mesh @param {readonly (readonly number[])[]} colours */
  tinted({ parts, weights = new Uint8Array() }, colours) {
    const bytes = new Uint8Array(4 * weights.length);
    parts.forEach(({ firstPoint, lastPoint }, i) => {
      const [red, green, blue, alpha] = colours[i];
      for (let p = firstPoint; p < lastPoint; p += 1) bytes.set([red, green, blue, (alpha * weights[p]) / 255], 4 * p);
    });
    return bytes;
  }
}

/** A disc is darker towards its rim, so that discs that overlap stay apart. @param {Float32Array} points @param {Part} part */
function rimOf(points, { firstPoint, lastPoint, box }) {
  const middle = [0, 1, 2].map((axis) => (box[2 * axis] + box[2 * axis + 1]) / 2);
  const apart = (/** @type {number} */ p) => Math.hypot(...middle.map((value, axis) => points[3 * p + axis] - value));
  let radius = 0;
  for (let p = firstPoint; p < lastPoint; p += 1) radius = Math.max(radius, apart(p));
  return (/** @type {number} */ p) => 0.42 * Math.max(0, Math.min(1, (apart(p) / radius - 0.7) / 0.2));
}
