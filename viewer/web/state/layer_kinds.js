// The two fields that say something of each layer: whether it is shown, and how opaque it is.

import { listed } from "./notices.js";

/** @typedef {import("./types.js").Kind} Kind */
/** @typedef {import("./types.js").Layer} Layer */

/**
 * @template Value
 * @param {readonly Layer[]} layers
 * @param {(layer: Layer) => Value} value
 * @returns {Record<string, Value>}
 */
const each = (layers, value) => Object.fromEntries(layers.map((layer) => [layer.id, value(layer)]));

/** @param {unknown} value @param {string} id */
const own = (value, id) =>
  typeof value === "object" && value !== null && Object.hasOwn(value, id) ? Reflect.get(value, id) : undefined;

/** Whether each layer is shown; the address names those that are. @type {Kind} */
export const layers = {
  start: (_field, known) => each(known.layers, (layer) => layer.shown),
  read(text, field, known) {
    const asked = text.split(",").map((name) => name.trim().toLowerCase()).filter(Boolean);
    const unknown = asked.filter((name) => !known.layers.some(({ id }) => id === name));
    const notice = unknown.length ? listed(field.key, unknown) : "";
    // Where nothing was understood, as much is shown as ever; an address may ask for nothing at all.
    if (asked.length && unknown.length === asked.length) return { notice };
    return { value: each(known.layers, ({ id }) => asked.includes(id)), notice };
  },
  fit: (value, _field, known) =>
    each(known.layers, ({ id, shown }) => (typeof own(value, id) === "boolean" ? own(value, id) : shown)),
  write: (value, _field, known) => known.layers.filter(({ id }) => value[id]).map(({ id }) => id).join(","),
};

/** How opaque each layer is, 0-1; the address names those that differ, in percent. @type {Kind} */
export const percents = {
  start: (_field, known) => each(known.layers, (layer) => layer.opacity),
  read(text, field, known) {
    const value = percents.start(field, known);
    const unread = [];
    for (const part of text.split(",").filter(Boolean)) {
      const [, id, percent] = /^([^:]*):([0-9]{1,3})$/.exec(part) ?? [];
      if (id !== undefined && Object.hasOwn(value, id) && Number(percent) <= 100) value[id] = Number(percent) / 100;
      else unread.push(part);
    }
    return { value, notice: unread.length ? listed(field.key, unread) : "" };
  },
  fit: (value, _field, known) =>
    each(known.layers, ({ id, opacity }) => (isShare(own(value, id)) ? own(value, id) : opacity)),
  write: (value, _field, known) =>
    known.layers
      .filter(({ id, opacity }) => value[id] !== opacity)
      .map(({ id }) => `${id}:${Math.round(value[id] * 100)}`)
      .join(","),
};

/** @param {unknown} value */
const isShare = (value) => typeof value === "number" && value >= 0 && value <= 1;
