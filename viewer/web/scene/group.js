// One draw group in the browser: its mesh, its colours, which of its parts are drawn, and its ghost.

import { take } from "./prefetch.js";
import { SHEER, liesInFront, surface } from "./appearance.js";
import { TURN, compare } from "./depth.js";
import { details, rounds, tint } from "./colouring.js";
import { array, attribute, fill } from "./dataset.js";
import { GHOST, plain } from "./shaders.js";
import { entry } from "../state/store.js";

/** @typedef {import("../edition/types.js").Pack} Pack */
/** @typedef {import("./types.js").Choice} Choice */
/** @typedef {import("./types.js").Discs} Discs */
/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Vtk} Vtk */
/** @typedef {import("./types.js").WithNormals} WithNormals */
/** @typedef {Omit<WithNormals, "parts"> & { parts: Part[], occlusion?: Uint8Array, tissue?: Uint8Array | null, weights?: Uint8Array }} GroupMesh */
/** @typedef {(id: string) => readonly number[]} ColourOf */
/** @typedef {(id: string) => number} MarkOf */

/** @type {Discs} */
const NO_DISCS = { rings: new Set(), chosen: "", core: 1 };

export class Group {
  gone = false;
  /** @type {Held | null} */
  ghost = null;
  /** @type {GroupMesh | null} */
  mesh = null;
  /** @type {readonly Part[]} */
  shownParts = [];
  #drawn = ""; // what its cells are made of
  #painted = "";
  #detailed = false;
  /** Where a part that is lit from some place on is not lit yet: 1 of each point. @type {Uint8Array | null} */
  before = null;
  /** @type {(mesh: GroupMesh) => void} */
  #done = () => {};

  /** Numbers of a colour. */
  get channels() {
    return 3;
  }

  /** @param {Pack} pack @param {Held} held @param {boolean} [sheer] whether one sees through it anyway, as through the dura */
  constructor({ group, layer, variant, url, ids, size }, held, sheer = entry(ids[0]).kind === "dura") {
    this.group = group;
    this.layer = layer;
    this.variant = variant;
    this.url = url;
    this.ids = ids;
    this.size = size;
    this.held = held;
    this.sheer = sheer;
    this.ready = /** @type {Promise<GroupMesh>} */ (new Promise((done) => (this.#done = done)));
    this.setUp(held, plain(layer, this.sheer), liesInFront(layer) ? TURN.front : TURN.hides);
    if (layer === "regions") held.actor.setForceTranslucent(true); // however opaque: some are rings
  }

  /** @param {Held} held @param {readonly object[]} replacements in its shaders @param {number} turn when it is drawn */
  setUp(held, replacements, turn) {
    held.property.set(surface(this.layer, this.sheer));
    held.property.setBackfaceCulling(this.layer !== "regions");
    held.mapper.setPopulateSelectionSettings(false);
    held.mapper.getViewSpecificProperties().OpenGL = { ShaderReplacements: replacements };
    compare(held, turn, this.layer);
  }

  /** @param {Held} held */
  setGhost(held) {
    this.ghost = held;
    this.setUp(held, GHOST, TURN.ghost);
    held.property.set({ ambient: 0.48, diffuse: 0.6, specular: 0 });
    held.actor.setForceOpaque(true); // what is opaque has smooth edges
    if (this.mesh) this.fillGhost(this.mesh, held);
  }

  /** @param {() => void} progress */
  async load(progress) {
    const { parts, ...rest } = await this.read();
    if (this.gone) return;
    if (parts.length !== this.ids.length) throw new Error(`${this.url} holds ${parts.length} parts`);
    this.mesh = { ...rest, parts: parts.map((part, i) => ({ ...part, id: this.ids[i] })) };
    fill(this.held, this.mesh);
    if (this.ghost) this.fillGhost(this.mesh, this.ghost);
    this.#done(this.mesh);
    progress();
  }

  /** @returns {Promise<WithNormals>} */
  read() {
    return take(this.url);
  }

  /** @param {GroupMesh} mesh @param {Held} ghost */
  fillGhost(mesh, ghost) {
    fill(ghost, mesh);
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
    const hidden = parts.filter((part) => this.hasGhost(part.id, choice));
    const key = `${parts.map((part) => part.id)}|${hidden.map((part) => part.id)}`;
    if (key !== this.#drawn) {
      this.#drawn = key;
      this.shownParts = parts;
      this.put(this.mesh, this.held, parts);
      if (this.ghost) this.put(this.mesh, this.ghost, hidden);
    }
    this.held.property.setOpacity(this.sheer ? opacity * SHEER : opacity);
  }

  /** What shines through what hides it: what is chosen, and where the skin is not closed the nerve, and a site unless another one is chosen. @param {string} id @param {Choice} choice */
  hasGhost(id, { selected, first, also, felt, site, covered }) {
    if (id === selected) return this.layer !== "skin" && !this.sheer;
    if (first.has(id) || also.has(id) || felt.has(id)) return true;
    if (covered) return false;
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
        for (let corner = 0; corner < 3; corner += 1) cells[at + 1 + corner] = triangles[i + corner];
        at += 4;
      }
    }
    data.getPolys().setData(cells);
    data.modified();
    actor.setVisibility(count > 0);
  }

  /**
   * Gives every part its colour, darker where little light comes, and its mark.
   *
   * @param {ColourOf} colourOf
   * @param {MarkOf} markOf
   * @param {ReadonlySet<string>} _lit zones, for whoever draws zones
   * @param {Discs} [discs] how regions are drawn
   */
  paint(colourOf, markOf, _lit, discs = NO_DISCS) {
    if (!this.mesh) return;
    const colours = this.mesh.parts.map((part) => colourOf(part.id));
    const marks = this.mesh.parts.map((part) => markOf(part.id));
    const round = this.layer === "regions";
    const key = `${colours.join(";")}|${marks}|${round ? [...discs.rings, discs.chosen, discs.core] : ""}`;
    if (key === this.#painted) return;
    this.#painted = key;
    const bytes = this.tinted(this.mesh, colours);
    this.#detailed ||= Boolean(this.mesh.tissue) || marks.some(Boolean); // once there it stays, or the shader would read another's numbers
    const detail = round ? rounds(this.mesh, discs) : this.#detailed ? details(this.mesh, marks, this.before) : null;
    for (const held of [this.held, this.ghost]) if (held) this.setColours(held, bytes, detail);
  }

  /** @param {GroupMesh} mesh @param {readonly (readonly number[])[]} colours of its parts */
  tinted(mesh, colours) {
    const bytes = new Uint8Array(mesh.points.length);
    mesh.parts.forEach((part, i) => tint(bytes, mesh, part, { layer: this.layer, colour: colours[i] }));
    return bytes;
  }

  /** @param {Held} held @param {Uint8Array} bytes @param {Uint8Array | null} detail */
  setColours(held, bytes, detail) {
    const { data } = held;
    data.getPointData().setScalars(array(data, "Colours", bytes, this.channels));
    if (detail) attribute(held, "detail", detail, 3);
    data.modified();
  }
}
