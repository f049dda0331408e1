// Labels at the margins of the picture: which of them fit, on which side and in which order, so that no leader crosses
// another and nothing is covered. Numbers in, numbers out.

import { columnOf } from "./margin_column.js";
import { COMES, STAYS, areApart, dotOf, isAlone, isCovered } from "./margin_rules.js";

/** @typedef {import("./leaders.js").Box} Box */
/** @typedef {import("./leaders.js").Leader} Leader */
/** @typedef {"left" | "right"} Column of the stage */

/**
 * What is to be named.
 *
 * @typedef {object} Anchor
 * @property {string} id
 * @property {number} x of what is named, on the stage, CSS pixels
 * @property {number} y
 * @property {number} wide of its words
 * @property {number} high
 * @property {number} weight the heavier stays where not all have room
 */

/**
 * Where labels may stand.
 *
 * @typedef {object} Frame
 * @property {number} left the left column begins here
 * @property {number} right the right column ends here
 * @property {number} top
 * @property {number} bottom
 * @property {number} gap between labels, pixels
 * @property {number} width of the stage
 * @property {readonly Box[]} [taken] what labels and leaders keep away from
 * @property {Column} [only] where there is room for one column
 * @property {number} [most] labels
 */

/** @typedef {{ id: string, side: Column, x: number, y: number, leader: Leader }} Label its words' upper left corner */
/** @typedef {Readonly<Record<Column, readonly Anchor[]>>} Columns from top to bottom */
/** @typedef {import("./margin_rules.js").Room} Room */
/** @typedef {Label & { rank: number }} Known where a label stood last time */

/** @type {readonly Column[]} */
const SIDES = ["left", "right"];
const MARGIN = 28; // pixels inward of its own words: nearer to the edge a label of this half hardly reaches it
const BACK = 40; // pixels inward of them from where on it is named from its own half again
const NEAR = 0.1; // of the width from the middle: either side will do
const PASSED = 0.13; // of the width beyond the middle: it belongs to the other side
const SWEEPS = 5;
const OUTWEIGHS = 2; // times as heavy as a label that stands already, something new may take its room

/**
 * Labels at the margins: the heavier before the lighter, as many as fit. Each column comes from top to bottom.
 *
 * @param {readonly Anchor[]} anchors
 * @param {Frame} frame
 * @param {readonly Label[]} [before] of the last time
 * @returns {Label[]}
 */
export function lay(anchors, frame, before = []) {
  const last = new Map(before.map((label, rank) => [label.id, { ...label, rank }]));
  const weigh = (/** @type {Anchor} */ { id, weight }) => (last.has(id) ? OUTWEIGHS * weight : weight);
  let { columns, labels } = begun(anchors, frame, last);
  const there = new Set(labels.map(({ id }) => id));
  for (const anchor of byWeight(anchors, weigh)) {
    if (labels.length >= (frame.most ?? Infinity)) break;
    if (there.has(anchor.id)) continue;
    if (isCovered(anchor, frame, COMES.taken) && !(last.has(anchor.id) && !isCovered(anchor, frame, STAYS.taken))) continue;
    const found = joined(columns, anchor, { frame, last, there });
    if (found) ({ columns, labels } = found);
  }
  return labels;
}

/**
 * The same labels while the camera moves: each keeps its side and its place in the order; those that would cross or
 * cover something are left out until they do no longer.
 *
 * @param {readonly Anchor[]} anchors those that are seen now
 * @param {Frame} frame
 * @param {readonly Label[]} before of the last rest
 * @returns {Label[]}
 */
export function keep(anchors, frame, before) {
  const now = new Map(anchors.map((anchor) => [anchor.id, anchor]));
  const placed = SIDES.flatMap((side) => {
    const ordered = before.filter((label) => label.side === side).flatMap(({ id }) => now.get(id) ?? []);
    return fitting(ordered, (those) => columnOf(side, those, frame, frame.taken ?? [], STAYS.taken));
  });
  const own = new Map(placed.map((label) => [label.id, label]));
  /** @type {Set<Label>} */
  const kept = new Set();
  for (const anchor of byWeight(anchors)) {
    const label = own.get(anchor.id);
    if (label && isAlone(label, now, frame, STAYS) && [...kept].every((other) => areApart(label, other, now, STAYS))) kept.add(label);
  }
  return placed.filter((label) => kept.has(label));
}

/** @param {readonly Anchor[]} anchors @param {(anchor: Anchor) => number} [weigh] */
const byWeight = (anchors, weigh = ({ weight }) => weight) => [...anchors].sort((a, b) => weigh(b) - weigh(a) || (a.id < b.id ? -1 : 1));

/**
 * What a layout begins with: those that stood last time and still may, unless something new outweighs one of them.
 *
 * @param {readonly Anchor[]} anchors
 * @param {Frame} frame
 * @param {ReadonlyMap<string, Known>} last
 * @returns {{ columns: Columns, labels: Label[] }}
 */
function begun(anchors, frame, last) {
  const known = anchors.flatMap((anchor) => ({ anchor, ...last.get(anchor.id) })).filter(({ side }) => side);
  const lightest = Math.min(...known.map(({ anchor }) => anchor.weight));
  const isOutweighed = anchors.some(({ id, weight }) => !last.has(id) && weight > OUTWEIGHS * lightest);
  const staying = isOutweighed ? [] : known.filter(({ anchor, side }) => !isCovered(anchor, frame, STAYS.taken) && staysOn(anchor, frame, side));
  let those = byWeight(staying.map(({ anchor }) => anchor)).slice(0, frame.most);
  const ordered = staying.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const found = (/** @type {readonly Anchor[]} */ some) => {
    const on = (/** @type {Column} */ column) => ordered.filter(({ anchor, side }) => side === column && some.includes(anchor)).map(({ anchor }) => anchor);
    const columns = { left: on("left"), right: on("right") };
    const labels = settled(columns, frame, last);
    return labels && { columns, labels };
  };
  for (;;) {
    const fewer = those.map((one) => those.filter((other) => other !== one)).reverse();
    for (const some of [those, ...fewer]) {
      const layout = found(some);
      if (layout) return layout;
    }
    those = those.slice(0, -1);
  }
}

/** As many as fit, the lightest left out first. @param {readonly Anchor[]} ordered @param {(those: readonly Anchor[]) => Label[] | null} place */
function fitting(ordered, place) {
  for (let those = ordered; those.length; ) {
    const found = place(those);
    if (found) return found;
    const lightest = byWeight(those).at(-1);
    those = those.filter((one) => one !== lightest);
  }
  return [];
}

/**
 * The layout with one label more; null where it does not fit beside the heavier ones.
 *
 * @param {Columns} columns
 * @param {Anchor} anchor
 * @param {{ frame: Frame, last: ReadonlyMap<string, Known>, there: ReadonlySet<string> }} given `there`: those that keep their order
 */
function joined(columns, anchor, { frame, last, there }) {
  for (const side of sidesOf(anchor, frame, last.get(anchor.id))) {
    const order = inserted(columns[side], anchor, last);
    const stay = (/** @type {readonly Anchor[]} */ some) => some.filter(({ id }) => there.has(id)).map(({ id }) => id).join();
    for (const ordered of new Set([order, swept(side, order, frame)])) {
      if (stay(ordered) !== stay(order)) continue;
      const next = { ...columns, [side]: ordered };
      const labels = settled(next, frame, last);
      if (labels) return { columns: next, labels };
    }
  }
  return null;
}

/** In which half something lies, and how far from the middle and from that half's margin. @param {Anchor} anchor @param {Frame} frame */
function halfOf({ x }, { left, right }) {
  const off = x - (left + right) / 2;
  return off < 0 ? { half: SIDES[0], other: SIDES[1], off: -off, inside: x - left } : { half: SIDES[1], other: SIDES[0], off, inside: right - x };
}

/** The sides to try: the own half of the picture first, and the other one where that is near. @param {Anchor} anchor @param {Frame} frame @param {Known} [known] */
function sidesOf(anchor, frame, known) {
  if (frame.only) return [frame.only];
  const { half, other, off, inside } = halfOf(anchor, frame);
  if (known?.side === other && off < PASSED * frame.width) return [other, half];
  return off < NEAR * frame.width || inside < anchor.wide + MARGIN ? [half, other] : [half];
}

/** Whether what had its label on a side has not clearly left it: past the middle, or out of the other margin. @param {Anchor} anchor @param {Frame} frame @param {Column} [side] */
function staysOn(anchor, frame, side) {
  if (frame.only) return side === frame.only;
  const { half, off, inside } = halfOf(anchor, frame);
  return side === half || off < PASSED * frame.width || inside < anchor.wide + BACK;
}

/** A column with one label more, where it was before or at its own height. @param {readonly Anchor[]} column @param {Anchor} anchor @param {ReadonlyMap<string, Known>} last */
function inserted(column, anchor, last) {
  const rank = (/** @type {Anchor} */ one) => last.get(one.id)?.rank;
  const mine = rank(anchor);
  const isAfter = (/** @type {Anchor} */ one) => {
    const its = rank(one);
    return mine !== undefined && its !== undefined ? its > mine : one.y > anchor.y;
  };
  const at = column.findIndex(isAfter);
  return at < 0 ? [...column, anchor] : [...column.slice(0, at), anchor, ...column.slice(at)];
}

/**
 * An order without crossings: the uppermost leader goes where all else lies below its line, and so on downwards.
 *
 * @param {Column} side
 * @param {readonly Anchor[]} order
 * @param {Frame} frame
 */
function swept(side, order, frame) {
  let found = order;
  for (let i = 0; i < SWEEPS; i += 1) {
    const labels = columnOf(side, found, frame, frame.taken ?? [], COMES.taken);
    if (!labels) return order;
    const left = [...found];
    const next = labels.map(({ leader: [, [x, y]] }) => {
      const slope = (/** @type {Anchor} */ one) => (one.y - y) / Math.max(1, Math.abs(one.x - x));
      const uppermost = left.reduce((best, one) => (slope(one) < slope(best) ? one : best));
      left.splice(left.indexOf(uppermost), 1);
      return uppermost;
    });
    if (next.every((one, k) => one === found[k])) break;
    found = next;
  }
  return found.every((one, k) => one === order[k]) ? order : found;
}

/** Both columns as they stand then; null where something would cross or cover. @param {Columns} columns @param {Frame} frame @param {ReadonlyMap<string, Known>} last */
function settled(columns, frame, last) {
  const all = [...columns.left, ...columns.right];
  const anchors = new Map(all.map((anchor) => [anchor.id, anchor]));
  const taken = [...(frame.taken ?? []), ...all.map(dotOf)];
  const isKnown = (/** @type {Anchor | Label} */ one, /** @type {Column} */ side) => last.get(one.id)?.side === side;
  const [left, right] = SIDES.map((side) => {
    const stays = columns[side].every((one) => isKnown(one, side));
    const place = (/** @type {Room} */ room) => columnOf(side, columns[side], frame, taken, room.box);
    return place(COMES) ?? (stays ? place(STAYS) : null);
  });
  if (!left || !right) return null;
  const labels = [...left, ...right];
  const rooms = new Map(labels.map((label) => [label, isKnown(label, label.side) ? STAYS : COMES]));
  const roomOf = (/** @type {Label} */ label) => /** @type {Room} */ (rooms.get(label));
  const isFree = labels.every((label, i) => {
    const others = labels.slice(0, i);
    const mine = roomOf(label);
    return isAlone(label, anchors, frame, mine) && others.every((other) => areApart(label, other, anchors, mine === STAYS ? roomOf(other) : COMES));
  });
  return isFree ? labels : null;
}
