// A cause that is drawn: its file is fetched when it is chosen, and what it changes bends with the amount.

import { decode } from "../change/decode.js";
import { scene } from "../scene/scene.js";
import { source } from "../source/source.js";
import { follow, get, set } from "../state/store.js";
import { hasCome, measure } from "./gauge.js";
import { need } from "./visibility.js";

/** @typedef {import("../change/types.js").Change} Change */
/** @typedef {import("../edition/types.js").Entry} Entry */

/**
 * A cause as it is drawn.
 *
 * @typedef {object} Drawn
 * @property {string} id
 * @property {import("../edition/types.js").CauseLook} look
 * @property {import("../change/types.js").Facts} facts
 * @property {readonly import("../change/types.js").Appearing[]} appearing
 * @property {Readonly<Record<string, Entry>>} entries of what appears
 * @property {readonly import("../scene/types.js").ChangePack[]} packs
 */

const SHEER = "sheer";

/** The files that have come, by address. @type {Map<string, Promise<Change>>} */
const files = new Map();

/** Follows what is chosen, and how far it is from healthy. */
export function followCause() {
  follow(["select", "atlas"], (id, atlas) => {
    const change = atlas.changes[id];
    if (get("cause")?.id !== id || !change) set("cause", null);
    if (change && get("webgl")) draw(id, atlas); // else there is its picture
  });
  follow(["amount", "cause"], bend);
  scene.came.push(() => {
    const cause = get("cause");
    if (!cause || hasCome(cause) || scene.complete) bend(); // not for each of its groups
  });
}

/** @param {string} id @param {import("../edition/types.js").Atlas} atlas */
async function draw(id, atlas) {
  const { url, look } = atlas.changes[id];
  look.layers.forEach(need);
  try {
    const { facts, moved, appearing } = await file(url);
    if (get("select") !== id || get("atlas") !== atlas) return;
    const entries = Object.fromEntries(appearing.map((one) => [one.id, entryOf(one, id)]));
    /** @type {Map<string, import("../scene/types.js").Bending>} */
    const bending = new Map([
      ...[...moved].map(([key, how]) => /** @type {const} */ ([key, { moved: how }])),
      ...appearing.map((one) => /** @type {const} */ ([one.id, { moved: one.moved, begins: { points: one.points, triangles: one.triangles, occlusion: null, tissue: null } }])),
    ]);
    set("cause", { id, look, facts, appearing, entries, packs: packsOf(atlas.changes[id], bending, facts, { ...atlas.entries, ...entries }) });
  } catch (error) {
    files.delete(url);
    console.warn(`The drawing of ${id} did not come: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {string} url */
function file(url) {
  const coming = files.get(url) ?? source.read(url).then(decode);
  files.set(url, coming);
  return coming;
}

/** One draw group for each layer, apart what one sees through: the dura that is not pressed, and what appears and does not press. @param {import("../edition/types.js").Change} change @param {ReadonlyMap<string, import("../scene/types.js").Bending>} bending @param {import("../change/types.js").Facts} facts @param {Readonly<Record<string, Entry>>} entries */
function packsOf({ url, look: { onward = {} } }, bending, { amounts, presser, pressed }, entries) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const [id, { begins }] of bending) {
    const { layer, kind } = entries[id];
    const isSheer = (kind === "dura" && !pressed.includes(id)) || (begins && !presser.includes(id));
    const name = isSheer ? `${layer}.${SHEER}` : layer;
    groups.set(name, [...(groups.get(name) ?? []), id]);
  }
  return [...groups].map(([name, ids]) => ({ group: `change.${name}`, layer: entries[ids[0]].layer, variant: "", url: `${url}#${name}`, ids, size: 0, changes: bending, amounts, sheer: name.endsWith(SHEER), onward }));
}

/** What the page must know of something that appears. @param {import("../change/types.js").Appearing} one @param {string} site @returns {Entry} */
function entryOf({ name, latin, system }, site) {
  const { side, centre, reach } = get("atlas").entries[site];
  return { name, detail: latin, side, kind: system, layer: LAYER_OF[system] ?? "muscles", centre, reach };
}

/** @type {Readonly<Record<string, string>>} as viewer/atlas/layers.py has it */
const LAYER_OF = { bone: "bones", disc: "bones", ligament: "ligaments", muscle: "muscles", tendon: "muscles", artery: "vessels", vein: "vessels", nerve: "nerves", dura: "nerves", womb: "ligaments", child: "ligaments" };

/** Draws the cause as far from healthy as the amount says, and measures it. */
export function bend() {
  scene.bendTo(get("amount") / 100);
  scene.draw();
  measure();
}
