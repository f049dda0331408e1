// Which questions of a card are open: the first, until somebody opened or shut it; the page remembers which.

const KEPT = "sciatica-atlas-questions";

/** Whether each was left open, by kind of card and key of its question. @type {Record<string, boolean>} */
let left = read();

/** @returns {Record<string, boolean>} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") ?? {};
  } catch {
    return {}; // a page inside another one may be denied this storage
  }
}

/** @param {string} kind @param {string} key @param {number} index */
export const isOpen = (kind, key, index) => left[`${kind}.${key}`] ?? index === 0;

/** @param {string} kind @param {string} key @param {boolean} open */
export function opened(kind, key, open) {
  left = { ...left, [`${kind}.${key}`]: open };
  try {
    localStorage.setItem(KEPT, JSON.stringify(left));
  } catch (error) {
    console.info(`What was opened is not remembered here: ${/** @type {Error} */ (error).message}`);
  }
}
