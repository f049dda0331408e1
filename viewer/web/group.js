// One draw group in the browser: its mesh, its colours, which of its parts are drawn, and its glow.

import { load, take } from "./early.js";
import { COLOURS, GLOW, PLAIN, SHEER, SKIN, surface } from "./look.js";
import { entry } from "./store.js";
import { patches, unpack, zoneColour } from "./zones.js";

// How dark a hollow gets.
const SHADE = { skin: 0.2, muscles: 0.4, ligaments: 0.4, bones: 0.62, vessels: 0.3, nerves: 0.3, sites: 0.2, "load-line": 0 };

export class Group {
  constructor(pack, held) {
    const sheer = entry(pack.ids[0]).kind === "dura";
    Object.assign(this, { ...pack, held, sheer, gone: false, glow: null, mesh: null, drawn: "", painted: "" });
    this.ready = new Promise((done) => (this.done = done));
    this.setUp(held, pack.layer === "skin" || sheer ? SKIN : PLAIN);
  }

  setUp(held, replacements) {
    held.property.set(surface(this.layer, this.sheer));
    held.property.setBackfaceCulling(this.layer !== "regions");
    held.mapper.setPopulateSelectionSettings(false);
    held.mapper.getViewSpecificProperties().OpenGL = { ShaderReplacements: replacements };
  }

  setGlow(held) {
    this.glow = held;
    this.setUp(held, GLOW);
    held.property.set({ ambient: 0.48, diffuse: 0.6, specular: 0 });
    held.actor.setForceTranslucent(true);
    if (this.mesh) this.fillGlow();
  }

  async load(progress) {
    const mesh = await this.read();
    if (this.gone) return;
    if (mesh.parts.length !== this.ids.length) throw new Error(`${this.url} holds ${mesh.parts.length} parts`);
    mesh.parts.forEach((part, i) => (part.id = this.ids[i]));
    this.mesh = mesh;
    this.fill(this.held);
    if (this.glow) this.fillGlow();
    this.done(mesh);
    progress();
  }

  read() {
    return take(this.url);
  }

  fill({ data, mapper }) {
    data.getPoints().setData(this.mesh.points, 3);
    const normal = data.getPoints().newClone();
    normal.setData(this.mesh.normals, 3);
    normal.setName("Normals");
    data.getPointData().setNormals(normal);
    mapper.setInputData(data);
  }

  fillGlow() {
    this.fill(this.glow);
    this.painted = "";
    this.drawn = "";
  }

  /** Draws the parts that `visible` names; with `opacity` below one, see-through. */
  show(visible, opacity, choice) {
    if (!this.mesh) return;
    const parts = this.mesh.parts.filter((part) => visible(part.id));
    const glowing = parts.filter((part) => this.glows(part.id, choice));
    const key = `${parts.map((part) => part.id)}|${glowing.map((part) => part.id)}`;
    if (key !== this.drawn) {
      this.drawn = key;
      this.shownParts = parts;
      this.put(this.held, parts);
      if (this.glow) this.put(this.glow, glowing);
    }
    this.held.property.setOpacity(this.sheer ? opacity * SHEER : opacity);
    if (this.glow) this.glow.property.setOpacity(0.5 * opacity);
  }

  /** The nerve always glows; a site too, unless another one is chosen; and whatever is chosen. */
  glows(id, { selected, first, also, site }) {
    if (id === selected) return this.layer !== "skin" && !this.sheer;
    if (first.has(id) || also.has(id)) return true;
    if (this.layer === "load-line") return true;
    return (this.layer === "nerves" && !this.sheer) || (this.layer === "sites" && !site);
  }

  put({ data, actor }, parts) {
    const count = parts.reduce((total, part) => total + (part.last - part.first) / 3, 0);
    const cells = new Uint32Array(4 * count);
    let at = 0;
    for (const part of parts) {
      for (let i = part.first; i < part.last; i += 3) {
        cells[at] = 3;
        cells.set(this.mesh.triangles.subarray(i, i + 3), at + 1);
        at += 4;
      }
    }
    data.getPolys().setData(cells);
    data.modified();
    actor.setVisibility(count > 0);
  }

  /** Gives every part its colour, darker in its hollows; those named by `rings` keep it at their rim only. */
  paint(colourOf, _, rings = new Set()) {
    if (!this.mesh) return;
    const colours = this.mesh.parts.map((part) => colourOf(part.id));
    this.rings = rings;
    const key = `${colours.join(";")}|${this.layer === "regions" ? [...rings] : ""}`;
    if (key === this.painted) return;
    this.painted = key;
    const bytes = this.tinted(colours);
    for (const held of [this.held, this.glow]) if (held) this.setColours(held.data, bytes);
  }

  tinted(colours) {
    const bytes = new Uint8Array(this.mesh.points.length);
    this.mesh.parts.forEach((part, i) => this.tint(bytes, part, colours[i]));
    return bytes;
  }

  tint(bytes, part, colour) {
    if (this.rings?.has(part.id)) {
      this.ring(bytes, part, colour);
      return;
    }
    const shade = this.layer === "regions" ? rimOf(this.mesh.points, part) : (p) => SHADE[this.layer] * this.mesh.hollows[p];
    for (let p = part.firstPoint; p < part.lastPoint; p += 1) {
      const keep = 1 - shade(p);
      bytes[3 * p] = colour[0] * keep;
      bytes[3 * p + 1] = colour[1] * keep;
      bytes[3 * p + 2] = colour[2] * keep;
    }
  }

  ring(bytes, part, colour) {
    const rim = rimOf(this.mesh.points, part);
    for (let p = part.firstPoint; p < part.lastPoint; p += 1) {
      bytes.set(rim(p) > 0.1 ? colour : COLOURS.hollow, 3 * p);
    }
  }

  setColours(data, bytes) {
    const colours = data.getPoints().newClone();
    colours.setData(bytes, this.channels);
    colours.setName("Colours");
    data.getPointData().setScalars(colours);
    data.modified();
  }
}

Group.prototype.channels = 3;

/** Zones: made of the skin's own triangles, so the skin must be there; see-through towards their edges. */
export class ZoneGroup extends Group {
  constructor(pack, held, skin) {
    super(pack, held);
    this.skin = skin;
    held.actor.setForceTranslucent(true);
  }

  async read() {
    const zones = unpack(await load(this.url));
    return patches(zones, await this.skin());
  }

  paint(_, lit) {
    super.paint((id) => zoneColour(id, lit));
  }

  tinted(colours) {
    const bytes = new Uint8Array(4 * this.mesh.weights.length);
    this.mesh.parts.forEach(({ firstPoint, lastPoint }, i) => {
      const [red, green, blue, alpha] = colours[i];
      for (let p = firstPoint; p < lastPoint; p += 1) bytes.set([red, green, blue, (alpha * this.mesh.weights[p]) / 255], 4 * p);
    });
    return bytes;
  }
}
ZoneGroup.prototype.channels = 4;

/** A disc is darker towards its rim, so that discs that overlap stay apart. */
function rimOf(points, { firstPoint, lastPoint, box }) {
  const middle = [0, 1, 2].map((axis) => (box[2 * axis] + box[2 * axis + 1]) / 2);
  const apart = (p) => Math.hypot(...middle.map((value, axis) => points[3 * p + axis] - value));
  let radius = 0;
  for (let p = firstPoint; p < lastPoint; p += 1) radius = Math.max(radius, apart(p));
  return (p) => 0.42 * Math.max(0, Math.min(1, (apart(p) / radius - 0.7) / 0.2));
}
