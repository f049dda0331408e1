// The views that were kept, in order: what can be done with the list.

/** @typedef {import("./types.js").KeptView} KeptView */
/** @typedef {import("./types.js").Pin} Pin */
/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {{ centre: Point, reach: number }} Extent */

export const MOST = 40; // steps of a story

/** @param {readonly KeptView[]} views @param {Omit<KeptView, "key">} view @returns {readonly KeptView[]} */
export const withView = (views, view) => (views.length < MOST ? [...views, { ...view, key: 1 + Math.max(0, ...views.map(({ key }) => key)) }] : views);

/** @param {readonly KeptView[]} views @param {number} key */
export const withoutView = (views, key) => views.filter((one) => one.key !== key);

/** @param {readonly KeptView[]} views @param {number} key @param {Partial<KeptView>} values */
export const changedView = (views, key, values) => views.map((one) => (one.key === key ? { ...one, ...values, key } : one));

/** A view goes one place up or down. @param {readonly KeptView[]} views @param {number} key @param {-1 | 1} by */
export function movedView(views, key, by) {
  const from = views.findIndex((one) => one.key === key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= views.length) return views;
  const moved = [...views];
  [moved[from], moved[to]] = [moved[to], moved[from]];
  return moved;
}

/** Where a place lies beside a thing's middle, in shares of how far it extends. @param {Point} point @param {Extent} thing @returns {[number, number, number]} */
export function shareOf(point, { centre, reach }) {
  const share = (/** @type {number} */ axis) => Math.min(3, Math.max(-3, (point[axis] - centre[axis]) / (reach || 1)));
  return [share(0), share(1), share(2)];
}

/** The place itself, on this body. @param {readonly [number, number, number]} at @param {Extent} thing @returns {Point} */
export const pointOf = (at, { centre, reach }) => [centre[0] + at[0] * reach, centre[1] + at[1] * reach, centre[2] + at[2] * reach];
