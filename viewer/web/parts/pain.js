// Where it hurts: places pressed or painted on the body, or chosen from a list; and what they have in common.

import { needRelations, relationsNow } from "../edition/relations.js";
import { answer, codes, serving } from "../pain/answer.js";
import { placeAt } from "../scene/place.js";
import { scene } from "../scene/scene.js";
import { keep } from "../state/history.js";
import { entry, follow, get, set, update } from "../state/store.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";
import { letter } from "./fit.js";
import { fullName } from "./labels.js";
import { note, unnote } from "./notices.js";
import { need } from "./visibility.js";

/** @typedef {import("../pain/types.js").Answer} Answer */

const MOST = 6; // places: more letters and patterns are not told apart
const FIRST = 5; // rows of a kind, before the rest is asked for

export const pain = {
  /** @param {string} id of a painful place */
  toggle(id) {
    put(get("hurts").includes(id) ? without(id) : [...get("hurts"), id]);
  },

  clear: () => put([]),

  /** A press on the body. @param {import("./hands.js").Spot} spot */
  press(spot) {
    const id = placeAt(scene, ...spot);
    if (!id) return note(words.pain.nothing);
    unnote(words.pain.nothing);
    if (get("brush") === "erase") put(without(id));
    else pain.toggle(id);
  },

  /** A stroke over the body adds what it comes over, or takes it away. @param {import("./hands.js").Spot} spot */
  paint(spot) {
    const id = placeAt(scene, ...spot);
    if (!id || get("hurts").includes(id) === (get("brush") === "paint")) return;
    put(get("brush") === "paint" ? [...get("hurts"), id] : without(id));
  },

  /** The painful places of one side. @param {string} side @param {import("../edition/types.js").Atlas} atlas */
  places: (side, { entries }) => Object.keys(entries).filter((id) => entries[id].kind === "territory" && entries[id].side === side),

  letter,

  /** What the places have in common. @param {readonly string[]} hurts @param {Answer} found */
  told: (hurts, found) => (hurts.length > 1 && found.causes.some(({ at }) => at.every(Boolean)) ? fill(words.pain.all, { count: hurts.length }) : hurts.length > 1 ? words.pain.some : words.pain.one),

  /** The first rows, or all of them. @template Row @param {readonly Row[]} rows @param {boolean} all @returns {readonly Row[]} */
  some: (rows, all) => (all ? rows : rows.slice(0, FIRST)),

  most: FIRST,
  codes,

  /** What of the answer is spoken: what is read without opening more. @param {readonly string[]} hurts @param {Answer} found @returns {string[]} */
  spoken: (hurts, found) => [
    hurts.map((id) => fullName(id)).join(", "),
    words.pain.care,
    pain.told(hurts, found),
    ...(found.causes.length ? names(found.causes) : [words.pain.no_cause]),
    words.pain.serves,
    ...names([...found.roots, ...found.nerves]),
    words.pain.pairs,
    ...(found.regions.length ? pain.some(found.regions, false).map(spokenRegions) : [words.pain.no_region]),
    words.pain.claim,
  ],

  /** Where regions are and by what they are paired. @param {import("../pain/types.js").Regions} regions */
  where: ({ side, limb, systems, choice, standings }) => ({
    /** @type {string} */
    place: fill(words.pain.limbs[/** @type {keyof typeof words.pain.limbs} */ (limb)] ?? words.pain.limbs.other, { side }),
    known: fill(systems.length > 1 ? words.pain.systems : words.pain.system, { systems: systems.join(", "), standing: standings.join(words.pain.and), also: choice === "also" ? words.pain.also : "" }),
  }),
};

/** The names of the first rows. @param {readonly { id: string }[]} rows */
const names = (rows) => pain.some(rows, false).map(({ id }) => entry(id).name);

/** @param {import("../pain/types.js").Regions} row */
function spokenRegions(row) {
  const { place, known } = pain.where(row);
  return `${codes(row.ids)} ${place}, ${known}`;
}

/** @param {string} id */
const without = (id) => get("hurts").filter((one) => one !== id);

/** @param {readonly string[]} hurts */
function put(hurts) {
  if (hurts.length > MOST) return note(fill(words.pain.most, { most: MOST }));
  set("hurts", hurts);
  keep();
}

/** What is said of the places follows them, and comes when it is there. */
export function followPain() {
  follow(["hurts", "way", "atlas", "related"], async (hurts, way) => {
    const known = hurts.filter((/** @type {string} */ id) => entry(id)?.kind === "territory");
    if (known.length < hurts.length) return set("hurts", known);
    if (hurts.length && (way === "hurts" || get("method"))) need("zones"); // the places are patches of skin
    lay(hurts, way);
    try {
      const came = await Promise.all(hurts.map(needRelations));
      if (came.some(Boolean) && hurts === get("hurts")) lay(hurts, get("way"));
    } catch (error) {
      console.warn(`What goes with the painful places did not come: ${/** @type {Error} */ (error).message}`);
    }
  });
}

/** Lays what is known of places over each other. @param {readonly string[]} hurts @param {string} way */
function lay(hurts, way) {
  const places = hurts.map((id) => relationsNow(id).reached).filter((one) => one !== null);
  const found = answer(places);
  update({ pained: found, served: way === "hurts" ? serving(found) : [] });
}
