// What is said of a question and of an answer: first how it went, then why, in the words of the cards with their sources.

import { text } from "../edition/texts.js";
import { fullName } from "../parts/labels.js";
import { inWords } from "../parts/measure.js";
import { entry, get } from "../state/store.js";
import { fill } from "../words/fill.js";
import { spotOf, radiusOf } from "./pressing.js";
import { said } from "./words.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("../edition/types.js").Line} Line */
/** @typedef {import("../edition/types.js").Source} Source */
/** @typedef {{ lines: readonly Line[], steps: readonly { title: string, text: string }[], sources: readonly Source[] }} Because */

const CM = 10; // mm

/** What is asked. @param {Question} question */
export const asks = ({ kind, thing, asks: own }) => own ?? fill(said.asks[kind], { name: named(thing) });

/** A cause has an everyday name and a technical one; which side it is on is the body's. @param {string} id */
export const named = (id) => (entry(id) ? fullName(id) : id);

/** How it went, in a word and a sentence or two. @param {Question} question @param {Answer} answer */
export function verdict(question, { mark, chosen = "", apart, cun = 0, order = [], felt }) {
  const { kind, thing, nerve = "", felt: skin } = question;
  const head = said.marks[mark];
  const right = mark === "right";
  if (kind === "name") return { head, text: `${right ? "" : `${fill(said.was, { name: named(chosen) })} `}${fill(said.is, { name: named(thing) })}` };
  if (kind === "match") {
    const was = right ? "" : `${fill(said.chosen_both, { nerve: named(chosen), zone: named(felt ?? "") })} `;
    return { head, text: `${was}${fill(said.both, { nerve: named(nerve), zone: named(skin?.right ?? "") })}` };
  }
  if (kind === "order") return { head, text: right ? "" : swapped(order, question.order ?? []) };
  const sentences = [kind === "find" ? onWhat(thing, chosen) : "", distance(question, apart ?? 0, cun)];
  return { head, text: sentences.filter(Boolean).join(" ") };
}

/** @param {string} thing @param {string} chosen */
function onWhat(thing, chosen) {
  if (chosen === thing) return said.on_it;
  return entry(chosen)?.kind === "skin" ? said.skin : fill(said.on, { name: named(chosen) });
}

/** How far away it was; a press on a structure needs no number. @param {Question} question @param {number} apart mm @param {number} cun */
function distance({ kind, thing }, apart, cun) {
  if (kind === "point") return fill(said.apart_point, { distance: inWords(apart), cun: cun.toFixed(1), radius: Math.round(radiusOf(thing)) });
  return apart ? fill(said.apart, { distance: inWords(apart) }) : "";
}

/** The first two that stand the wrong way round. @param {readonly string[]} given @param {readonly string[]} order */
function swapped(given, order) {
  const at = given.findIndex((id, i) => i > 0 && order.indexOf(given[i - 1]) > order.indexOf(id));
  return at < 0 ? "" : fill(said.swapped, { one: named(given[at]), other: named(given[at - 1]) });
}

/** Why it is so: what the cards say of the right one, and of the one that was chosen, in the voice that is spoken. @param {Question} question @param {Answer} answer @param {readonly Source[]} own of somebody's own words @returns {Promise<Because>} */
export async function because(question, answer, own) {
  const { kind, thing, nerve = "", because: words } = question;
  const about = kind === "order" ? misplaced(question, answer) : kind === "match" ? [thing, nerve] : [thing, ...(kind === "name" && answer.mark !== "right" ? [answer.chosen ?? ""] : [])];
  const cards = await Promise.all(about.filter(Boolean).map((id) => text(`card/${id}`)));
  const leads = cards.flatMap((card) => (card?.lead ? [{ lead: card.lead, sources: card.sources ?? [], name: card.title }] : []));
  /** @type {Source[]} */
  const sources = [];
  const number = (/** @type {Source} */ source) => {
    const there = sources.find((one) => one.text === source.text);
    if (!there) sources.push({ ...source, number: sources.length + 1 });
    return there?.number ?? sources.length;
  };
  const first = words ? [{ ...words, refs: words.refs.map((ref) => number(own[ref - 1])) }] : [];
  const lines = leads.map(({ lead, sources: all, name }) => ({ term: kind === "order" || leads.length > 1 ? name : "", text: lead.text, refs: lead.refs.map((/** @type {number} */ ref) => number(all[ref - 1])) }));
  return { lines: [...first, ...lines], steps: kind === "point" ? (cards[0]?.steps ?? []) : [], sources };
}

/** What stood in the wrong place first. @param {Question} question @param {Answer} answer */
function misplaced({ order = [] }, { order: given = [] }) {
  const wrong = order.findIndex((id, i) => given[i] !== id);
  return [order[Math.max(0, wrong)]];
}

/** Where a lettered place lies, in words that name nothing. @param {string} id */
export function placeOf(id) {
  const [x, y, z] = spotOf(id);
  const { bounds } = get("atlas");
  const cm = (/** @type {number} */ far) => Math.round(Math.abs(far) / CM);
  const aside = cm(x) ? fill(x > 0 ? said.left : said.right, { far: cm(x) }) : said.middle;
  const behind = y - (bounds[2] + bounds[3]) / 2;
  const deep = cm(behind) ? fill(behind > 0 ? said.back : said.front, { far: cm(behind) }) : said.level;
  return fill(said.place, { height: cm(z - bounds[4]), aside, deep });
}
