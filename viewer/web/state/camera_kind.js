// The camera where it has no name: azimuth, elevation, distance, and the point looked at.

import { said, saidBeyond } from "./notices.js";

const NUMBER = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$/i;
const MOST = [360, 90, 20000, 5000, 5000, 5000]; // degrees twice, then mm
const NEAREST = 10; // mm from what is looked at to the eye
const DISTANCE = 2; // its place among the six

/** @param {readonly number[]} six */
const inRange = (six) => six.every((value, i) => Math.abs(value) <= MOST[i]) && six[DISTANCE] >= NEAREST;

const tenth = (/** @type {number} */ value) => Math.round(value * 10) / 10;

/** To the tenth that an address holds; the azimuth within half a turn. @param {readonly number[]} six */
function rounded(six) {
  const [azimuth, ...rest] = six.map(tenth);
  return [tenth(((((azimuth + 180) % 360) + 360) % 360) - 180), ...rest];
}

/** @type {import("./types.js").Kind} */
export const camera = {
  start: () => null,
  read(text, { key }) {
    const parts = text.split(",").map((part) => part.trim());
    const read = parts.length === MOST.length && parts.every((part) => NUMBER.test(part));
    if (!read) return { notice: said(key, text) };
    const six = parts.map(Number);
    return inRange(six) ? { value: six } : { notice: saidBeyond(key, text) };
  },
  fit(value) {
    const six = Array.isArray(value) && value.length === MOST.length && value.every(Number.isFinite) ? value : null;
    return six && inRange(rounded(six)) ? [...six] : null;
  },
  write: (value) => value && rounded(value).join(","),
};
