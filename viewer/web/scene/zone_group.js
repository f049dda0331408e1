// The draw group of zones.

import { Group } from "./group.js";
import { load } from "./prefetch.js";
import { painMark, patches, unpack, zoneColour } from "./skin_zones.js";

/** @typedef {import("../edition/types.js").Pack} Pack */
/** @typedef {import("./group.js").GroupMesh} GroupMesh */
/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./types.js").WithNormals} WithNormals */

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

  /** @override @param {unknown} _colourOf @param {unknown} _markOf @param {ReadonlySet<string>} lit */
  paint(_colourOf, _markOf, lit) {
    super.paint((id) => zoneColour(id, lit), painMark, lit);
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
