// Cuts what is drawn, and closes it with faces.

import { cross } from "../section/slice.js";
import { entry, get } from "../state/store.js";
import { Caps } from "./caps.js";
import { cutNow, planeOf } from "./cut.js";

/** @typedef {import("../section/types.js").Plane} Plane */
/** @typedef {import("./cut.js").Cut} Cut */
/** @typedef {import("./group.js").Group} Group */
/** @typedef {import("./types.js").Choice} Choice */
/** @typedef {import("./types.js").Held} Held */

export class Cutting {
  /** @type {Cut | null} */
  cut = null;
  /** The faces. @type {Caps | null} */
  caps = null;
  /** A plane as vtk.js asks for it, by layer. @type {Map<string, ReturnType<typeof bladeOf>>} */
  #blades = new Map();

  /** @param {Held | null} held what the faces are drawn with */
  setCaps(held) {
    this.caps = held && new Caps(held);
  }

  /** @param {readonly Group[]} groups @param {Choice} choice @param {Held | undefined} outline around what is chosen */
  follow(groups, choice, outline) {
    this.cut = cutNow();
    for (const { layer, held, ghost } of groups) this.#divide(layer, held, ghost);
    this.#divide(entry(choice.selected)?.layer ?? "", outline);
    this.caps?.follow(groups, this.cut, choice, get("opacity"));
  }

  /** Has vtk.js draw of a layer only what lies behind the cut. @param {string} layer @param {(Held | null | undefined)[]} all */
  #divide(layer, ...all) {
    const plane = planeOf(this.cut, layer);
    const blade = this.#blades.get(layer) ?? bladeOf();
    this.#blades.set(layer, blade);
    if (plane) blade.move(plane);
    for (const held of all) {
      if (!held || held.mapper.getClippingPlanes().includes(blade) === Boolean(plane)) continue;
      held.mapper.removeAllClippingPlanes();
      if (plane) held.mapper.addClippingPlane(blade);
    }
  }
}

/** vtk.js keeps what the normal points at. Its time does not pass: where the plane lies is asked for each picture anyway. */
function bladeOf() {
  /** @type {readonly number[]} */
  let origin = [0, 0, 0];
  /** @type {readonly number[]} */
  let normal = [0, 0, 1];
  return {
    move(/** @type {Plane} */ plane) {
      origin = plane.origin;
      normal = cross(plane.up, plane.right);
    },
    isA: (/** @type {string} */ name) => name === "vtkPlane",
    getOrigin: () => [...origin],
    getOriginByReference: () => origin,
    getNormal: () => [...normal],
    getNormalByReference: () => normal,
    getMTime: () => 0,
  };
}
