// How fields are read from an address and written into it, by their kind.

import { camera } from "./camera_kind.js";
import { layers, percents } from "./layer_kinds.js";
import { listed, said, saidBeyond } from "./notices.js";

/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Kind} Kind */
/** @typedef {import("./types.js").Known} Known */

/** @param {Field} field */
const asListed = (field) => field.default;

/** @param {Field} field @param {Known} known */
const names = ({ of = "entries" }, known) => known[of];

/** One of a few words. @type {Kind} */
const choice = {
  start: asListed,
  read: (text, { key, values }) => (values?.includes(text) ? { value: text } : { notice: said(key, text) }),
  fit: (value, field) => (field.values?.includes(value) ? value : field.default),
  write: (value) => value,
};

/** One of the names that are there; none where the default is none. @type {Kind} */
const id = {
  start: (field, known) => field.default ?? known.home,
  read(text, field, known) {
    if (names(field, known).has(text) || (text === "" && field.default === "")) return { value: text };
    const alike = field.anyCase ? inAnyCase(text, names(field, known)) : undefined;
    return alike === undefined ? { notice: said(field.key, text) } : { value: alike };
  },
  fit: (value, field, known) => (names(field, known).has(value) ? value : id.start(field, known)),
  write: (value) => value,
};

/** @param {string} text @param {import("./types.js").Names} among */
function inAnyCase(text, among) {
  const small = text.toLowerCase();
  return [...among.keys()].find((name) => name.toLowerCase() === small);
}

/** Several of the names that are there. @type {Kind} */
const ids = {
  start: (field) => [.../** @type {string[]} */ (field.default)],
  read(text, field, known) {
    const asked = text.split(",").filter(Boolean);
    const unknown = asked.filter((name) => !names(field, known).has(name));
    const value = ids.fit(asked, field, known, {});
    return unknown.length ? { value, notice: listed(field.key, unknown) } : { value };
  },
  fit: (value, field, known) =>
    Array.isArray(value) ? [...new Set(value)].filter((name) => names(field, known).has(name)) : ids.start(field, known),
  write: (value) => value.join(","),
};

/** A named view, of one side (`knee.left`) or of the one that is looked at; empty where there is another camera. @type {Kind} */
const view = {
  start: asListed,
  read: (text, field, known) => (isView(text, field, known) ? { value: text } : { notice: said(field.key, text) }),
  fit: (value, field, known) => (value === "" || isView(value, field, known) ? value : field.default),
  write: (value) => value || null,
};

/** @param {unknown} text @param {Field} field @param {Known} known */
function isView(text, field, known) {
  const [, name] = (typeof text === "string" && /^([^.]+)(\.left|\.right)?$/.exec(text)) || [];
  return name !== undefined && names(field, known).has(name);
}

/** On or off. @type {Kind} */
const flag = {
  start: asListed,
  read: (text, { key }) => (["", "0", "1"].includes(text) ? { value: text === "1" } : { notice: said(key, text) }),
  fit: (value, field) => (typeof value === "boolean" ? value : field.default),
  write: (value) => (value ? "1" : "0"),
};

/** A number between two others. @type {Kind} */
const number = {
  start: asListed,
  read(text, field, known) {
    const value = /^-?[0-9]{1,6}(\.[0-9]{1,6})?$/.test(text) ? Number(text) : NaN;
    return isBetween(value, field) ? { value: number.fit(value, field, known, {}) } : { notice: said(field.key, text) };
  },
  fit: (value, field) => (isBetween(value, field) ? Number(value.toFixed(field.digits ?? 0)) : field.default),
  write: (value) => String(value),
};

/** @param {unknown} value @param {Field} field */
const isBetween = (value, { least = -Infinity, most = Infinity }) =>
  typeof value === "number" && Number.isFinite(value) && least <= value && value <= most;

/** Whatever has the form of the field's pattern. @type {Kind} */
const patterned = {
  start: asListed,
  read: (asked, field) => (hasForm(asked, field) ? { value: asked } : { notice: said(field.key, asked) }),
  fit: (value, field) => (hasForm(value, field) ? value : field.default),
  write: (value) => value,
};

/** @param {unknown} value @param {Field} field */
const hasForm = (value, { pattern }) => typeof value === "string" && new RegExp(`^(?:${pattern})$`, "u").test(value);

/** A step of the story that is told, counted from 1; 0 without a story. @type {Kind} */
const step = {
  start: asListed,
  read(asked, { key }, known, { story }) {
    const steps = known.stories.get(story);
    if (steps === undefined) return {};
    const value = /^[0-9]{1,4}$/.test(asked) ? Number(asked) : 0;
    if (value < 1) return { value: 1, notice: said(key, asked) };
    return value > steps ? { value: steps, notice: saidBeyond(key, asked, { steps }) } : { value };
  },
  fit(value, _field, known, { story }) {
    const steps = known.stories.get(story);
    if (steps === undefined) return 0;
    return Number.isInteger(value) ? Math.min(Math.max(value, 1), steps) : 1;
  },
  write: (value) => String(value),
};

/** @type {Readonly<Record<import("./types.js").KindName, Kind>>} */
export const KINDS = { choice, id, ids, view, layers, percents, camera, flag, number, text: patterned, step };
