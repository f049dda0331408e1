// The address holds the whole state of a page: as the query of `?...`, or after `#` where a page is one file.

import { FIELDS } from "./fields.js";
import { KINDS } from "./kinds.js";
import { saidOf } from "./notices.js";
import { fitted, startValues } from "./values.js";

/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Known} Known */
/** @typedef {import("./types.js").Values} Values */

/** What a newcomer's address may name: who they are, and in what light they look. */
const FIRST = ["body", "voice", "theme", "embed", "labels", "names", "way"];
const LONGEST = 4000; // characters of a field that are looked at

/** @param {string | URLSearchParams} query with or without its `?` or `#` */
const parameters = (query) => new URLSearchParams(typeof query === "string" ? query.replace(/^[?#]/, "") : query);

/**
 * The body an address asks for: what else it may name depends on that.
 *
 * @param {string | URLSearchParams} query
 * @param {Pick<Known, "bodies" | "home">} known
 */
export function bodyOf(query, { bodies, home }) {
  const asked = parameters(query).get("body");
  return asked !== null && bodies.has(asked) ? asked : home;
}

/**
 * Reads an address; anything may stand in it.
 * Where a story is told, what its step settles (`ofStory`) is for the step to say, and in a quiz for the question: the values
 * here are not it.
 *
 * @param {string | URLSearchParams} query
 * @param {Known} known
 * @returns {{ values: Values, notices: string[] }} a value for every field, and a sentence for each part that was not understood
 */
export function read(query, known, fields = FIELDS) {
  const asked = parameters(query);
  const values = startValues(known, fields);
  const understood = new Set();
  const notices = [];
  for (const field of fields) {
    const given = asked.getAll(field.key);
    if (!given.length) continue;
    const { value, notice } = KINDS[field.kind].read(given[0].slice(0, LONGEST), field, known, values);
    if (value !== undefined) {
      values[field.key] = value;
      understood.add(field.key);
    }
    const problem = notice || unread(field, given);
    if (problem) notices.push(problem);
  }
  if ("way" in values && !understood.has("way")) {
    const start = startValues(known, fields);
    const plain = (/** @type {any} */ value) => JSON.stringify(value ?? null);
    values.way = wayOf([...understood].filter((key) => key === "view" || plain(values[key]) !== plain(start[key])));
  }
  if (!understood.has("view")) values.view = viewOf(values);
  if (understood.has("camera")) values.view = ""; // it needs no name
  return { values: fitted(values, known, fields), notices };
}

/** The view of an address that names none: what is chosen is looked at itself. @param {Values} values */
const viewOf = ({ select, view }) => (select ? "" : view);

/** Where an address leads to something, the first visit is over. @param {readonly string[]} named the fields it names */
const wayOf = (named) => (named.every((key) => FIRST.includes(key)) ? "start" : "free");

/** @param {Field} field @param {readonly string[]} given */
function unread({ key }, given) {
  if (given.some((text) => text !== given[0])) return saidOf("twice", key);
  return given[0].length > LONGEST ? saidOf("long", key) : "";
}

/**
 * Writes a state as a query, without its `?` or `#`: what differs from an address that names nothing.
 *
 * @param {Readonly<Values>} state
 * @param {Known} known
 * @param {object} [how]
 * @param {boolean} [how.whole] for somebody else: it also names what is as it would be anyway, and is not embedded
 * @param {{ entries?: Iterable<string>, stories?: Iterable<string> }} [how.own]
 *   what is on this page only, as somebody's preview is: no address leads to it
 * @param {readonly string[]} [how.keep] fields that are named anyway: those the address named already
 */
export function write(state, known, { whole = false, own = {}, keep = [] } = {}, fields = FIELDS) {
  const there = without(known, own);
  const values = fitted(state, there, fields);
  const start = startValues(there, fields);
  start.view = viewOf({ ...start, select: values.select });
  const told = fields
    .filter((field) => !(values.story || values.quiz) || field.story === "own")
    .filter(({ key }) => key !== "camera" || !values.view)
    .map((field) => {
      const text = KINDS[field.kind].write(values[field.key], field, there);
      const usual = KINDS[field.kind].write(start[field.key], field, there);
      const anyway = keep.includes(field.key) || (whole && field.whole === "always");
      const wanted = field.key !== "way" && (anyway || text !== usual) && !(whole && field.whole === "never");
      return { key: field.key, text: wanted ? text : null };
    })
    .filter(({ text }) => text !== null);
  if (values.way && values.way !== "start" && values.way !== wayOf(told.map(({ key }) => key))) told.push({ key: "way", text: values.way });
  return told.map(({ key, text }) => `${key}=${encode(/** @type {string} */ (text))}`).join("&");
}

// Commas and colons are allowed in a query, and links are read by people.
const encode = (/** @type {string} */ text) => encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":");

/** @param {Known} known @param {{ entries?: Iterable<string>, stories?: Iterable<string> }} own @returns {Known} */
function without(known, { entries = [], stories = [] }) {
  const [ownEntries, ownStories] = [new Set(entries), new Set(stories)];
  return {
    ...known,
    entries: new Set([...known.entries.keys()].filter((id) => !ownEntries.has(id))),
    drawn: new Set([...known.drawn.keys()].filter((id) => !ownEntries.has(id))),
    stories: new Map([...known.stories].filter(([id]) => !ownStories.has(id))),
  };
}
