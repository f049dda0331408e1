// What of the picture is worth a name at its margin, and how much: what is chosen, what it means, and what is near.

import { VIEW_ANGLE } from "../camera/frame.js";
import { pointOf } from "../kept/views.js";
import { ballOf } from "../scene/spots.js";
import { scene } from "../scene/scene.js";
import { entry, get } from "../state/store.js";
import { constructionNow } from "./construction.js";
import { letter } from "./fit.js";
import { fullName } from "./labels.js";
import { isFirst } from "./ways.js";
import { words } from "../words/words.js";

/** @typedef {import("../edition/types.js").Entry} Entry */
/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {import("../scene/group.js").Group} Group */
/** @typedef {import("../scene/types.js").Part} Part */
/** @typedef {{ group: Group, part: Part, x: number, y: number, large: number }} Drawn `large`: pixels from end to end */
/** @typedef {{ id: string, text: string, note: string, weight: number, drawn: Drawn | null, at: Point | null }} Named `at`: where its word points, where that is settled */

const SHORT = 28; // letters of a note
const SAME = 60; // pixels: twins of which neither is larger by this are as large as each other
/** The nerve from the back to the toes. */
const PATH = [
  "sciatic", "tibial", "common-fibular", "l5-root", "s1-root", "l4-root", "lumbosacral-trunk", "s2-root", "superficial-fibular", "deep-fibular",
  "sural", "medial-plantar", "lateral-plantar", "s3-root",
];
/** By kind: how much it matters, from how many pixels on it is notable, and how many of it are enough. */
const KINDS = /** @type {const} */ ({
  nerve: { weight: 220, least: 40, most: 5 },
  site: { weight: 300, least: 0, most: 2 },
  region: { weight: 280, least: 16, most: 4 },
  disc: { weight: 190, least: 44, most: 2 },
  bone: { weight: 160, least: 70, most: 3 },
  muscle: { weight: 170, least: 70, most: 3 },
  tendon: { weight: 140, least: 60, most: 1 },
  ligament: { weight: 140, least: 50, most: 1 },
  artery: { weight: 130, least: 80, most: 1 },
  vein: { weight: 120, least: 80, most: 1 },
  dura: { weight: 130, least: 80, most: 1 },
  womb: { weight: 180, least: 60, most: 1 },
  child: { weight: 200, least: 40, most: 1 },
  zone: { weight: 100, least: 60, most: 2 },
});
const WEIGHT = { pin: 1200, chosen: 1000, mark: 900, lit: 640, claimed: 560, zone: 500, path: 400, first: 900 };
const ENOUGH = { related: 4, cause: 6, near: 4, nerves: 2 };

/** What tells where one is in a picture of the spine. */
const BESIDE = ["dural-sac"];

/** @param {string} id */
const stem = (id) => id.split(".")[0];

/** Pixels a millimetre has where one looks. */
const scaleNow = () => scene.orbit.size.height / 2 / Math.tan((VIEW_ANGLE * Math.PI) / 360) / scene.orbit.pose.distance;

/** Whether the four sentences of the first visit are said. */
export const isWelcome = () => isFirst(get("way"), get("select"), get("telling"), get("embed"));

/** Where everything is that is drawn, as far as its box tells. @returns {Map<string, Drawn>} */
function drawnNow() {
  const scale = scaleNow();
  const { width, height } = scene.orbit.size;
  const opacity = get("opacity");
  /** @type {Map<string, Drawn>} */
  const drawn = new Map();
  for (const group of scene.groups.values()) {
    if (group.layer === "skin" || group.layer === "load-line" || !(opacity[group.layer] > 0.1)) continue;
    for (const part of group.shownParts) {
      if (!entry(part.id)) continue; // of another body, on its way out
      const { middle, reach } = ballOf(part.box);
      const at = scene.orbit.project(middle);
      const far = reach * scale;
      if (!at || at.x < -far || at.y < -far || at.x > width + far || at.y > height + far) continue;
      drawn.set(part.id, { group, part, ...at, large: 2 * far });
    }
  }
  return drawn;
}

/** @param {string} id @param {number} weight @param {Drawn | null} [drawn] @returns {Named} */
function named(id, weight, drawn = null) {
  const { name, detail } = entry(id);
  const note = detail.length <= SHORT && !name.toLowerCase().includes(detail.toLowerCase()) ? detail : "";
  return { id, text: id === get("select") ? fullName(id) : name, note, weight, drawn, at: null };
}

/** How much something matters by itself; 0 where it is not worth a name. @param {Entry} known @param {string} id @param {Drawn} drawn */
function worth({ kind, stands_for: old }, id, { large, x, y }) {
  const of = KINDS[/** @type {keyof typeof KINDS} */ (kind)];
  if (!of || large < of.least) return 0;
  const rank = kind === "nerve" ? PATH.indexOf(stem(old?.[0] ?? id)) : -1;
  if (rank >= 0) return WEIGHT.path - 6 * rank;
  const { width, height } = scene.orbit.size;
  return of.weight + Math.min(large, 400) / 10 - (90 * Math.hypot(x - width / 2, y - height / 2)) / height;
}

/** The sentences of the first visit. @returns {Named[]} */
function welcome() {
  const drawn = drawnNow();
  const places = get("atlas").first;
  return words.first.labels
    .filter((/** @type {{ id: string }} */ { id }) => entry(id) && places[id])
    .map((/** @type {{ id: string, text: string, note: string }} */ one, /** @type {number} */ i) => (
      { ...one, weight: WEIGHT.first - i, drawn: drawn.get(one.id) ?? null, at: places[one.id] }
    ));
}

/** What is chosen and all that is drawn for it, without what has a tag of its own. @param {ReadonlyMap<string, Drawn>} drawn @returns {Named[]} */
function related(drawn) {
  const { lit, claimed, zones, paired, tags } = get("related");
  const chosen = get("select");
  const tagged = new Set(tags.flatMap(({ ids }) => ids));
  const some = (/** @type {readonly string[]} */ ids, /** @type {number} */ weight, most = ENOUGH.related) =>
    [...new Set(ids)].filter((id) => id !== chosen && drawn.has(id) && !tagged.has(id)).slice(0, most).map((id, i) => named(id, weight - i, drawn.get(id)));
  const cause = get("cause");
  if (cause?.id === chosen) return some([...cause.facts.presser, ...cause.facts.pressed, ...lit.slice(0, 1), ...BESIDE], WEIGHT.chosen, ENOUGH.cause);
  const known = entry(chosen);
  const own = drawn.get(chosen);
  const first = known?.layer && !["skin", "variant"].includes(known.kind) ? [{ ...named(chosen, WEIGHT.chosen, own), at: own ? null : known.centre }] : [];
  return [...first, ...some(lit, WEIGHT.lit), ...some([...paired.first, ...paired.also], WEIGHT.claimed), ...some(claimed, WEIGHT.claimed), ...some(zones, WEIGHT.zone)];
}

/** What a finger goes by on its way to the chosen region, as its card calls it. @returns {Named[]} */
function marks() {
  const [built, card] = [constructionNow(), get("card")];
  const steps = card?.id === get("select") && "steps" in card ? (card.steps ?? []) : [];
  return (built?.steps ?? []).flatMap(({ at }, i) =>
    at.flatMap((point, j) => {
      const mark = steps[i]?.marks[j];
      return mark ? { id: `mark ${i} ${j}`, text: mark.name, note: mark.note, weight: WEIGHT.mark - i, drawn: null, at: point } : [];
    }),
  );
}

/** Of a thing and its other side the larger one; of nerves the one at the right, of all else the one at the left. @param {Drawn} one @param {Drawn} other @param {string} kind */
function isRather(one, other, kind) {
  if (Math.abs(one.large - other.large) > SAME) return one.large > other.large;
  return kind === "nerve" ? one.x > other.x : one.x < other.x;
}

/** What is notable by itself: each name once, and not too many of a kind. @param {ReadonlyMap<string, Drawn>} drawn @param {ReadonlySet<string>} without @param {ReadonlySet<string>} before what is named already @returns {Named[]} */
function notable(drawn, without, before) {
  /** @type {Map<string, Named & { drawn: Drawn, kind: string }>} by name */
  const best = new Map();
  const side = entry(get("select") || get("walk")[0])?.side;
  for (const [id, at] of drawn) {
    const known = entry(id);
    const weight = without.has(id) ? 0 : worth(known, id, at);
    if (!weight || !known.name) continue;
    const twin = best.get(known.name);
    const rank = (/** @type {string} */ one) => Number(entry(one).side === side) * 2 + Number(before.has(one));
    const isBetter = !twin || rank(id) > rank(twin.id) || (rank(id) === rank(twin.id) && isRather(at, twin.drawn, known.kind));
    if (isBetter) best.set(known.name, { ...named(id, weight, at), drawn: at, kind: known.kind });
  }
  /** @type {Record<string, number>} */
  const count = {};
  return [...best.values()].sort((a, b) => b.weight - a.weight).filter(({ kind }) => (count[kind] = (count[kind] ?? 0) + 1) <= KINDS[/** @type {keyof typeof KINDS} */ (kind)].most);
}

/** The painful places with their letters, and what serves them. @param {ReadonlyMap<string, Drawn>} drawn @param {ReadonlySet<string>} before */
function hurting(drawn, before) {
  const places = get("hurts").filter((id) => drawn.has(id)).map((id) => {
    const i = get("hurts").indexOf(id);
    return { ...named(id, WEIGHT.chosen - i, drawn.get(id)), text: `${letter(i)} ${fullName(id)}`, note: "" };
  });
  const serving = get("served").filter((id) => drawn.has(id)).slice(0, ENOUGH.related).map((id, i) => named(id, WEIGHT.lit - i, drawn.get(id)));
  return [...places, ...(serving.length ? serving : notable(drawn, new Set(get("hurts")), before))];
}

/** Own words that stand on the body. @returns {Named[]} */
const pins = () => get("pins").filter(({ on }) => entry(on)).map(({ on, at, says }, i) => ({ id: `pin ${i}`, text: says, note: "", weight: WEIGHT.pin - i, drawn: null, at: pointOf(at, entry(on)) }));

/**
 * What may be named now, the weightiest first.
 *
 * @param {ReadonlySet<string>} before ids that have a label
 * @returns {Named[]}
 */
export function candidates(before) {
  if (!get("names") || !get("labels") || get("asking") || (get("beside") && get("narrow"))) return []; // two small pictures have no room for words
  return [...pins(), ...ofTheBody(before)];
}

/** @param {ReadonlySet<string>} before @returns {Named[]} */
function ofTheBody(before) {
  if (isWelcome()) return welcome();
  const drawn = drawnNow();
  if (!get("select") && get("way") === "hurts" && get("hurts").length) return hurting(drawn, before);
  if (!get("select") && get("method")) return get("fits").first.filter((id) => drawn.has(id)).slice(0, ENOUGH.related).map((id, i) => named(id, WEIGHT.lit - i, drawn.get(id)));
  if (!get("select")) return notable(drawn, new Set(), before);
  const first = [...related(drawn), ...marks()];
  const names = new Set(first.map(({ id }) => entry(id)?.name)); // the other side of what is chosen is not near
  const tagged = get("related").tags.flatMap(({ ids }) => ids);
  const middle = drawn.get(get("select")) ?? { x: scene.orbit.size.width / 2, y: scene.orbit.size.height / 2 };
  const near = notable(drawn, new Set([...first.map(({ id }) => id), ...tagged]), before)
    .filter(({ text }) => !names.has(text))
    .map((one) => ({ ...one, weight: Math.max(1, one.weight / 2 - Math.hypot((one.drawn?.x ?? 0) - middle.x, (one.drawn?.y ?? 0) - middle.y) / 6) }))
    .sort((a, b) => b.weight - a.weight);
  const nerves = near.filter(({ drawn: its }) => its?.group.layer === "nerves").slice(0, ENOUGH.nerves);
  const others = near.filter(({ drawn: its }) => its?.group.layer !== "nerves").slice(0, ENOUGH.near - nerves.length);
  return [...first, ...nerves, ...others];
}
