// Reads what viewer/edition/compact_json.py writes: JSON in which a value that stands more than once is written once.

/**
 * What a file holds. Values that stand in several places are one and the same, so nothing of it can be changed.
 *
 * @param {any[]} values of which the last is what the file holds; within them a whole number is the place of another one
 */
export function expanded(values) {
  /** @type {any[]} by place */
  const known = [];

  /** @param {number} place */
  function at(place) {
    const value = values[place];
    known[place] ??= Number.isInteger(value) ? value : whole(value);
    return known[place];
  }

  /** @param {any} value @returns {any} */
  function whole(value) {
    if (Number.isInteger(value)) return at(value);
    if (!value || typeof value !== "object") return value;
    for (const key of Object.keys(value)) value[key] = whole(value[key]);
    return Object.freeze(value);
  }

  return at(values.length - 1);
}
