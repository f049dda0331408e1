// The page's modules lie in rooms; a room knows those before it and none after it, and no module is long.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const WEB = fileURLToPath(new URL("../../viewer/web/", import.meta.url));

/** Each knows those before it; those of one line know nothing of each other. */
const ORDER = [["words"], ["source"], ["state"], ["search", "edition"], ["camera", "section", "change"], ["walk", "pain", "laid", "kept"], ["scene"], ["parts", "qr"], ["quiz", "handout", "class"], ["start.js"]];
const ALONE = ["watch.js", "decoder.js"]; // scripts of their own, and no modules
const MADE = ["template.js", "quiz/template.js"]; // by the server
const OTHERS = ["vendor/earcut/earcut.js", "vendor/lean-qr/lean-qr.js"]; // which anybody may use
const LONGEST = 250; // lines

/** @typedef {Map<string, string[]>} Imports of each module, relative to viewer/web */

const IMPORT = /^(?:import|export)\b[^;"']*?\bfrom "([^"]+)";|^import "([^"]+)";|\bimport\("([^"]+)"\)/gm;

/** @param {string} code */
const named = (code) => [...code.matchAll(IMPORT)].map(([, from, bare, later]) => from ?? bare ?? later);

/** Its imports without those that only the type checker reads. @param {string} path @param {string} code */
const importsOf = (path, code) => named(code.replace(/\/\*[^]*?\*\//g, "")).map((other) => normalize(join(dirname(path), other)));

const modules = readdirSync(WEB, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js") && !ALONE.includes(path) && !path.startsWith("vendor/"));

/** @type {Imports} */
const IMPORTS = new Map(modules.map((path) => [path, importsOf(path, readFileSync(join(WEB, path), "utf8"))]));

/** @param {string} path */
const roomOf = (path) => path.split("/")[0];

/** @param {string} path */
const placeOf = (path) => ORDER.findIndex((rooms) => rooms.includes(roomOf(path)));

/** @param {Imports} imports */
function againstTheOrder(imports) {
  const found = [];
  for (const [path, others] of imports) {
    for (const other of others) {
      const isKnown = roomOf(other) === roomOf(path) || placeOf(other) < placeOf(path);
      if (![...MADE, ...OTHERS].includes(other) && !isKnown) found.push(`${path} imports ${other}`);
    }
  }
  return found;
}

/** A way from a module back to itself, if there is one. @param {Imports} imports */
function circle(imports) {
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} path @param {readonly string[]} way @returns {string[] | null} */
  const walk = (path, way) => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const other of imports.get(path) ?? []) {
      const found = walk(other, [...way, path]);
      if (found) return found;
    }
    done.add(path);
    return null;
  };
  for (const path of imports.keys()) {
    const found = walk(path, []);
    if (found) return found.join(" -> ");
  }
  return null;
}

test("every module lies in a room, and what it imports is there", () => {
  assert.ok(modules.length > 50);
  assert.deepEqual(modules.filter((path) => placeOf(path) < 0), []);
  const imported = [...IMPORTS.values()].flat();
  assert.deepEqual(imported.filter((other) => !IMPORTS.has(other) && ![...MADE, ...OTHERS].includes(other)), []);
  assert.ok(imported.length > 150, "the imports were not read");
});

test("what is for the type checker only is not sent, and so imported by nobody", () => {
  const types = modules.filter((path) => path.endsWith("types.js"));
  assert.ok(types.length > 3);
  assert.deepEqual([...IMPORTS.values()].flat().filter((other) => types.includes(other)), []);
  for (const path of types) assert.deepEqual(IMPORTS.get(path), []);
});

test("no room knows one that comes after it", () => {
  assert.deepEqual(againstTheOrder(IMPORTS), []);
});

test("no modules import each other in a circle", () => {
  assert.equal(circle(IMPORTS), null);
});

test("a planted import against the order, and a planted circle, are noticed", () => {
  const planted = new Map(IMPORTS).set("scene/scene.js", ["parts/page.js"]);
  assert.deepEqual(againstTheOrder(planted), ["scene/scene.js imports parts/page.js"]);
  assert.match(circle(new Map([["parts/a.js", ["parts/b.js"]], ["parts/b.js", ["parts/a.js"]]])) ?? "", /parts\/a\.js -> parts\/b\.js -> parts\/a\.js/);
  const code = 'import {\n  b,\n} from "../scene/b.js";\n/** @type {import("../c.js").C} */\nexport * from "./d.js";\nconst e = import("./e.js");';
  assert.deepEqual(importsOf("parts/a.js", code), ["scene/b.js", "parts/d.js", "parts/e.js"]);
});

test("a module is near 100 lines, and at most 250", () => {
  const length = (/** @type {string} */ path) => readFileSync(join(WEB, path), "utf8").split("\n").length - 1;
  const told = (/** @type {string} */ path) => path.startsWith("words/"); // a table is as long as it is
  assert.deepEqual([...modules, ...ALONE].filter((path) => !told(path) && length(path) > LONGEST), []);
});
