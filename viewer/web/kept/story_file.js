// A story of one's own as a map file: what `sciatica-atlas check` accepts, and what can be dropped onto a page again.

/** @typedef {import("./types.js").KeptView} KeptView */

const LICENCE = "As whoever made it says"; // a file must say how others may use it
const LONGEST = { title: 120, words: 1500, pin: 120 };
/** What a map file takes for markup, and the same sign for a reader. @type {readonly [RegExp, string][]} */
const MARKUP = [[/<(?=\s*[a-z/!?])/gi, "‹"], [/&(?=#?\w+;)/g, "& "], [/\]\(/g, "] ("], [/javascript:/gi, "javascript :"], [/\{\{/g, "{ {"]];

/** One line of plain words, as records are. @param {string} text @param {number} most letters */
export function plain(text, most) {
  // eslint-disable-next-line no-control-regex -- what no reader sees is taken out
  const line = text.normalize("NFC").replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "").trim();
  return MARKUP.reduce((told, [found, sign]) => told.replace(found, sign), line).slice(0, most).trim();
}

/** An id of small letters and hyphens. @param {string} title */
export function idOf(title) {
  const letters = title.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");
  return letters ? `own-${letters}` : "own-story";
}

// A string of JSON is one of TOML, as far as records' words go.
const quoted = (/** @type {string} */ text) => JSON.stringify(text);

/** @param {KeptView} view @param {number} number */
function stepOf({ title, words, look, pins }, number) {
  return [
    "[[story.step]]",
    `title = ${quoted(plain(title, LONGEST.title) || `${number}`)}`,
    ...(plain(words, LONGEST.words) ? [`own = ${quoted(plain(words, LONGEST.words))}`] : []),
    `look = ${quoted(look)}`,
    ...pins.filter(({ says }) => plain(says, LONGEST.pin)).flatMap(({ on, at, says }) => [
      "",
      "[[story.step.pin]]",
      `on = ${quoted(on)}`,
      `at = [${at.map((share) => share.toFixed(3)).join(", ")}]`,
      `says = ${quoted(plain(says, LONGEST.pin))}`,
    ]),
  ].join("\n");
}

/**
 * The text of the file.
 *
 * @param {string} title
 * @param {readonly KeptView[]} views
 */
export function storyFile(title, views) {
  const name = plain(title, LONGEST.title);
  const head = [`title = ${quoted(name)}`, 'version = "1"', `licence = ${quoted(LICENCE)}`, "", "[[story]]", `id = ${quoted(idOf(name))}`, `title = ${quoted(name)}`].join("\n");
  return `${[head, ...views.map((view, i) => stepOf(view, i + 1))].join("\n\n")}\n`;
}
