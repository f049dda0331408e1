// Every word of the interface stands in its table: in the templates and in the parts of the page there are none.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { said } from "../../viewer/web/quiz/en.js";
import { words } from "../../viewer/web/words/en.js";

const VIEWER = fileURLToPath(new URL("../../viewer/", import.meta.url));
const DOCUMENTS = ["document.html", "live.html"]; // what stands in them is said before any script has come
const read = (/** @type {string} */ path) => readFileSync(join(VIEWER, path), "utf8");
const inFolder = (/** @type {string} */ folder, /** @type {string} */ end) =>
  readdirSync(join(VIEWER, folder)).filter((name) => name.endsWith(end)).map((name) => `${folder}/${name}`);

const TEMPLATES = inFolder("ui", ".html").filter((path) => !DOCUMENTS.some((name) => path.endsWith(name)));
const NO_WORDS = [
  "web/parts/keys.js", // what is printed on keys is no word
  "web/scene/shaders.js", // speaks to the graphics card
  "web/watch.js", // says that no module comes, so it cannot take its words from one
  "web/search/vocabulary.js", "web/search/synonyms.js", "web/search/question.js", "web/search/channels.js", "web/search/points.js", // what people type
  "web/quiz/en.js", // the table of the quiz
];
const FOLDERS = ["web/parts", "web/state", "web/search", "web/scene", "web/camera", "web/source", "web/edition", "web/quiz", "web"];
const PARTS = FOLDERS.flatMap((folder) => inFolder(folder, ".js")).filter((path) => !NO_WORDS.includes(path));
/** Words that stand in a template of a component. @param {string} code */
const templatesOf = (code) => [...code.matchAll(/template: (`(?:[^`\\]|\\.)*`|'[^']*')/g)].map(([, text]) => text.slice(1, -1).replaceAll("\\`", "`"));

const SAID = /[A-Za-z]{2}/;
const SPOKEN = ["aria-label", "title", "placeholder", "alt", "label"];

/** What a template says by itself, beside what it takes from the table. @param {string} template */
function saidIn(template) {
  const plain = template.replace(/<!--[^]*?-->/g, "").replace(/<svg[^]*?<\/svg>/g, "").replace(/\{\{[^]*?\}\}/g, "");
  const between = [...plain.replace(/="[^"]*"/g, '=""').matchAll(/>([^<>]*)</g)].map(([, text]) => text.replace(/&nbsp;/g, "").trim());
  const spoken = [...plain.matchAll(/\s([a-z-]+)="([^"]*)"/g)].filter(([, name]) => SPOKEN.includes(name)).map(([, , text]) => text);
  const bound = [...template.matchAll(/\{\{([^]*?)\}\}|\s(?::|v-)[a-z:-]+="([^"]*)"/g)].flatMap(([, inner = "", value = ""]) => stringsIn(inner + value));
  return [...between, ...spoken, ...bound.filter(isSentence)].filter((text) => SAID.test(text));
}

/** @param {string} code */
const stringsIn = (code) => [...code.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(([, one, other, third]) => one ?? other ?? third);

/** A text a visitor would read: words with a space between them, or one with a capital and letters after it. @param {string} text */
const isSentence = (text) => /[A-Za-z’]{2,}[,:]? [A-Za-z]/.test(text) && !/[{}=#[\]<>|&]|^\.|px|^[a-z-]+ [a-z-]+$/.test(text.replace(/\$\{[^}]*\}/g, ""));

/** What code says by itself; comments, the console, errors and queries of the page say nothing to a visitor. @param {string} code */
function saidBy(code) {
  const bare = code.replace(/\/\*[^]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1").replace(/template: (`(?:[^`\\]|\\.)*`)/g, "");
  const spoken = bare.split("\n").filter((line) => !/console\.|new Error\(|^import|querySelector|matchMedia|closest\(|isOn\(/.test(line)).join("\n");
  return stringsIn(spoken).filter(isSentence);
}

for (const path of TEMPLATES) {
  test(`${path} takes its words from the table`, () => assert.deepEqual(saidIn(read(path)), []));
}

for (const path of PARTS) {
  test(`${path} takes its words from the table`, () => {
    const code = read(path);
    assert.deepEqual([...templatesOf(code).flatMap(saidIn), ...saidBy(code)], []);
  });
}

test("words outside the table are noticed", () => {
  assert.deepEqual(saidIn('<p>Hello there {{ words.page.close }}</p>'), ["Hello there"]);
  assert.deepEqual(saidIn('<button aria-label="Close it">×</button>'), ["Close it"]);
  assert.deepEqual(saidIn("<p>{{ open ? 'It is open' : words.page.close }}</p>"), ["It is open"]);
  assert.deepEqual(saidBy('note("The body did not come.");'), ["The body did not come."]);
  assert.deepEqual(saidBy('note(`The story ${id} did not come.`);'), ["The story ${id} did not come."]);
});

/** Every key with its words. @param {any} table @param {string} [above] @returns {[string, string][]} */
const entriesOf = (table, above = "") =>
  Object.entries(table).flatMap(([key, value]) => (typeof value === "object" ? entriesOf(value, `${above}${key}.`) : [[`${above}${key}`, value]]));

/** Holds a table against the code that takes words from it. @param {any} table @param {string} name it is called by in code @param {string} code */
function heldAgainst(table, name, code) {
  const there = new Set(entriesOf(table).map(([key]) => key));
  const bare = code.replace(/\/\*[^]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1").replace(/^import .*$/gm, "");
  const used = [...bare.matchAll(new RegExp(`(?<![.\\w/])${name}((?:\\.[a-z_]+)+)`, "g"))].map(([, path]) => path.slice(1));
  const isThere = (/** @type {string} */ path) => there.has(path) || [...there].some((key) => key.startsWith(`${path}.`) || path.startsWith(`${key}.`));
  assert.deepEqual(used.filter((path) => !isThere(path)), []);
  const asked = (/** @type {string} */ key) => used.some((path) => key === path || key.startsWith(`${path}.`));
  const never = [...there].filter((key) => !asked(key) && !key.startsWith("language."));
  // A whole group is asked for by a name that is made: words.menu[id], words.card[`all_${way}`].
  const groups = [...code.matchAll(new RegExp(`\\b${name}\\.([a-z_]+)\\[`, "g"))].map(([, group]) => group);
  assert.deepEqual(never.filter((key) => !groups.includes(key.split(".")[0])), []);
}

test("every key of the table is used, and every key that is used is there", () => {
  heldAgainst(words, "words", [...TEMPLATES, ...PARTS].map(read).filter((text) => !text.startsWith("//") || text.includes("words/words.js")).join("\n"));
});

test("so is every key of the quiz's own", () => {
  heldAgainst(said, "said", ["ui/quiz.html", ...PARTS.filter((path) => path.startsWith("web/quiz/"))].map(read).join("\n"));
});
