// Questions made from what the atlas knows of a body: the same topic and seed give the same ones.

import { chain } from "../walk/path.js";
import { apart } from "./scoring.js";
import { chance, shuffled } from "./seed.js";

/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {import("./types.js").Kind} Kind */
/** @typedef {import("./types.js").Known} Known */
/** @typedef {import("./types.js").Listed} Listed */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Topic} Topic */

export const MANY = 10; // questions of a quiz
const NAMES = 4; // to choose from
const PLACES = 6; // with letters, A to F
const [SHORTEST, LONGEST] = [4, 6]; // of a path that is put in order
const OTHER_KIND = 1e4; // mm that something of another kind counts farther away
const SIZE = 100; // mm that it does for each factor e by which it is larger or smaller: what is large hides what is small
const OF_THE_LEG = /\b[LS]\d/; // the roots of a nerve
/** Bones, muscles and ligaments of the lower back and the leg. */
const PARTS = new RegExp(`^(?:l\\d-vertebra|sacrum|coccyx|hip-bone|femur|patella|tibia|fibula|talus|calcaneus|navicular|cuboid|${
  "[a-z]+-cuneiform|metatarsal-\\d|[a-z0-9-]+-disc|sacro[a-z]+-ligament|iliolumbar-ligament|calcaneal-tendon"})(?:\\.|$)`);

const OF_PARTS = new Set(["bone", "disc", "ligament", "tendon"]);

/** What can be asked of, by topic. @type {Readonly<Record<Exclude<Topic, "own">, readonly Kind[]>>} */
export const TOPICS = { nerve: ["name", "find", "order"], parts: ["name", "find"], causes: ["match"], points: ["point", "name"] };
/** @type {readonly Kind[]} */
export const KINDS = ["name", "find", "point", "order", "match"];

/** The kinds of question of a topic, or of all. @param {string} topic @returns {readonly Kind[]} */
export const kindsOf = (topic) => TOPICS[/** @type {keyof typeof TOPICS} */ (topic)] ?? KINDS;

/** What an address names: a topic, perhaps a kind, and a seed; null where it is none of these. @param {string} quiz @returns {Asked | null} */
export function asked(quiz) {
  const [topic, ...rest] = quiz.split(".");
  const seed = Number(rest.at(-1));
  const kind = rest.length > 1 ? rest[0] : "";
  const known = topic === "all" || topic in TOPICS;
  return known && rest.length && Number.isInteger(seed) && (!kind || kindsOf(topic).some((one) => one === kind)) ? { topic, kind, seed } : null;
}

/** The questions of a quiz. @param {Known} known @param {Asked} what @returns {Question[]} */
export function questions(known, { topic, kind, seed }) {
  const next = chance(seed);
  const rows = topics(topic).flatMap((one) => TOPICS[one].filter((own) => !kind || own === kind).map((own) => ({ topic: one, kind: own })));
  const heaps = shuffled(rows, next).map((row) => shuffled(things(known, row.topic, row.kind), next).map((thing) => ({ ...row, thing })));
  /** @type {Question[]} */
  const made = [];
  for (let i = 0; made.length < MANY && heaps.some((heap) => heap.length); i += 1) {
    const row = heaps[i % heaps.length].pop();
    const question = row && !made.some((one) => one.kind === row.kind && stem(one.thing) === stem(row.thing)) && of(known, row, next);
    if (question) made.push(question);
  }
  return made;
}

/** A thing without its side, or a path without its. @param {string} id */
const stem = (id) => id.replace(/\.(?:left|right)/g, "");

/** @param {string} topic @returns {(keyof typeof TOPICS)[]} */
const topics = (topic) => /** @type {(keyof typeof TOPICS)[]} */ (Object.keys(TOPICS)).filter((one) => topic === "all" || topic === one);

/** What can be asked about. @param {Known} known @param {Topic} topic @param {Kind} kind @returns {string[]} */
function things({ atlas, relations, walks }, topic, kind) {
  if (kind === "order") return Object.keys(walks.ends).flatMap((root) => Object.keys(walks.onward).filter((end) => !walks.onward[end].length && isPath(chain(walks, root, end))).map((end) => `${root}>${end}`));
  if (kind === "match") return pool(atlas, topic).filter((id) => pressedBy(relations, id));
  return pool(atlas, topic);
}

/** @param {readonly string[]} path */
const isPath = (path) => path.length >= SHORTEST && path.length <= LONGEST;

/** What belongs to a topic. @param {Listed} atlas @param {Topic} topic @returns {string[]} */
function pool({ entries, outline }, topic) {
  const ids = Object.keys(entries).filter((id) => !entries[id].variant);
  if (topic === "nerve") return outline.filter(({ way }) => way === "follow").flatMap(({ rows }) => rows.flatMap((row) => row.ids)).filter((id) => entries[id].kind === "nerve" && !entries[id].variant && OF_THE_LEG.test(entries[id].detail));
  if (topic === "parts") return ids.filter((id) => entries[id].kind === "muscle" || (OF_PARTS.has(entries[id].kind) && PARTS.test(id)));
  return ids.filter((id) => entries[id].kind === (topic === "causes" ? "site" : "region"));
}

/** The one nerve a cause presses, and the zones in which that is felt; of several at once nothing is asked. A branch that has left before is not pressed. @param {Known["relations"]} relations @param {string} site */
function pressedBy(relations, site) {
  const [nerve = "", ...onward] = relations[site]?.lit ?? [];
  const zonesOf = (/** @type {string} */ id) => relations[id]?.zones ?? [];
  const zones = nerve.includes("-root.") ? zonesOf(nerve) : onward.flatMap(zonesOf);
  const all = [...zonesOf(nerve), ...(nerve.includes("-root.") ? [] : zones)];
  return nerve.endsWith(`.${site.split(".")[1]}`) && zones.length && zonesOf(nerve).length ? { nerve, zones, all } : null;
}

/** @param {Known} known @param {Pick<Question, "kind" | "topic" | "thing">} row @param {() => number} next @returns {Question | null} */
function of(known, { kind, topic, thing }, next) {
  const { atlas } = known;
  if (kind === "order") {
    const order = chain(known.walks, ...ends(thing));
    return { kind, topic, thing: order[order.length - 1], order, choices: mixed(order, next) };
  }
  if (kind === "match") return match(known, topic, thing, next);
  const many = kind === "name" ? NAMES : PLACES;
  const others = near(atlas, thing, pool(atlas, topic), kind === "name").slice(0, many - 1);
  return others.length ? { kind, topic, thing, choices: shuffled([thing, ...others], next) } : null;
}

/** @param {string} path @returns {[string, string]} */
function ends(path) {
  const [root, end] = path.split(">");
  return [root, end];
}

/** In another order than the right one. @param {readonly string[]} order @param {() => number} next */
function mixed(order, next) {
  const given = shuffled(order, next);
  return given.every((id, i) => id === order[i]) ? [...given.slice(1), given[0]] : given;
}

/** @param {Known} known @param {Topic} topic @param {string} site @param {() => number} next @returns {Question | null} */
function match({ atlas, relations }, topic, site, next) {
  const found = pressedBy(relations, site);
  if (!found) return null;
  const { nerve, zones, all } = found;
  const alike = (/** @type {string} */ id) => atlas.entries[id].kind === "nerve" && !atlas.entries[id].variant && /-root\.|^(?:sciatic|tibial|common-fibular|superficial-fibular|sural)\./.test(id);
  const nerves = near(atlas, nerve, Object.keys(atlas.entries).filter(alike), true).slice(0, NAMES - 1);
  const [right] = zones;
  const skins = Object.keys(atlas.entries).filter((id) => atlas.entries[id].kind === "zone" && !all.includes(id));
  const felt = near(atlas, right, skins, true).slice(0, NAMES - 1);
  return { kind: "match", topic, thing: site, nerve, choices: shuffled([nerve, ...nerves], next), felt: { right, choices: shuffled([right, ...felt], next) } };
}

/** Others like a thing, of its side, the nearest first; of one kind before the rest. @param {Listed} atlas @param {string} thing @param {readonly string[]} ids @param {boolean} named whether they differ by name */
function near({ entries }, thing, ids, named) {
  const { centre, kind, side, name, reach } = entries[thing];
  const other = side === "left" ? "right" : "left";
  const fits = ids.filter((id) => id !== thing && (!named || entries[id].name !== name) && (side === "midline" || entries[id].side !== other));
  const unlike = (/** @type {string} */ id) => (entries[id].kind === kind ? 0 : OTHER_KIND) + apart(entries[id].centre, centre) + SIZE * Math.abs(Math.log(entries[id].reach / reach));
  const sorted = [...fits].sort((a, b) => unlike(a) - unlike(b));
  return named ? sorted.filter((id, i) => sorted.findIndex((one) => entries[one].name === entries[id].name) === i) : sorted;
}

/** Somebody's own questions: what they leave open is filled in, always the same. @param {Listed} atlas @param {readonly import("./types.js").Told[]} told @returns {Question[]} */
export function ownQuestions(atlas, told) {
  const topic = /** @type {const} */ ("own");
  return told.map(({ felt = "", ...one }, i) => {
    const { kind, thing, nerve = "", order = [], choices: others = [] } = one;
    const next = chance(i + 1);
    const alike = (/** @type {string} */ id, many = NAMES) => near(atlas, id, Object.keys(atlas.entries).filter((other) => atlas.entries[other].kind === atlas.entries[id].kind && !atlas.entries[other].variant), many === NAMES).slice(0, many - 1);
    if (kind === "order") return { ...one, topic, choices: mixed(order, next) };
    if (kind === "match") return { ...one, topic, choices: shuffled([nerve, ...alike(nerve)], next), felt: { right: felt, choices: shuffled([felt, ...alike(felt)], next) } };
    return { ...one, topic, choices: shuffled([thing, ...(others.length ? others : alike(thing, kind === "name" ? NAMES : PLACES))], next) };
  });
}
