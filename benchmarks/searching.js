// How long the search takes for a letter typed, over all questions of the table, letter by letter. From the root of the repository:
//   python -c 'import json; from point_maps import maps; from viewer.serving import library;
//   from viewer.edition.search_words import search_words as words; print(json.dumps(words(library.make("male", maps.load()))))' |
//   node benchmarks/searching.js

import { readFileSync } from "node:fs";
import { prepare } from "../viewer/web/search/rank.js";

const words = JSON.parse(readFileSync(0, "utf8"));
const table = JSON.parse(readFileSync(new URL("../tests/web/questions.json", import.meta.url), "utf8"));
const typed = Object.values(table).flatMap((rows) =>
  rows.flatMap(([question]) => Array.from(question, (_, at) => question.slice(0, at + 1))),
);

const made = performance.now();
const index = prepare(words);
const ready = performance.now() - made;
// Time of this process alone: others on the machine do not count.
const taken = typed.map((question) => {
  const before = process.cpuUsage();
  index.find(question);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
});
taken.sort((a, b) => a - b);
const share = (/** @type {number} */ part) => taken[Math.floor(part * (taken.length - 1))].toFixed(2);
console.log(`${words.things.length} things made ready in ${ready.toFixed(0)} ms; ${typed.length} keystrokes, ms of CPU:`);
console.log(`median ${share(0.5)}, 95% within ${share(0.95)}, 99% within ${share(0.99)}, most ${share(1)}`);
