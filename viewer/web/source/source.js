// Where the page gets what it shows. One port; live.js, files.js and held.js are what can be behind it.

import { expanded } from "./compact_json.js";
import { files } from "./files.js";
import { held } from "./held.js";
import { live } from "./live.js";

/**
 * What the document says of itself.
 *
 * @typedef {object} Edition
 * @property {"live" | "files" | "held"} source
 * @property {string} start the address of the first file
 * @property {string} vtk the address of trame-vtk's script
 * @property {string} decoder the address of the script that decodes geometry
 * @property {string} wasm what that script runs
 * @property {string} poster the address of a picture of the body as it is seen first
 * @property {string} query what is meant where the address says nothing
 * @property {readonly [layer: string, url: string][]} packs
 */

/**
 * @typedef {object} Source
 * @property {(url: string) => Promise<ArrayBuffer>} read the bytes of a file; throws where it does not come
 * @property {(url: string) => Promise<string>} script where a script can be loaded from
 * @property {(url: string) => Promise<string>} picture where a picture can be shown from
 * @property {import("./live.js").Live | null} live the server, where there is one
 */

/** @type {Edition} */
export const edition = JSON.parse(document.getElementById("edition")?.textContent ?? "{}");

/** @type {Source} */
export const source = { live: { ...files, live }, files: { ...files, live: null }, held: { ...held, live: null } }[edition.source];

/** What a file of JSON holds. @param {string} url */
export const json = async (url) => expanded(JSON.parse(new TextDecoder().decode(await source.read(url))));

/** @type {Map<string, Promise<any>>} by address */
const kept = new Map();

/** The same, fetched once; what did not come is asked for anew. @param {string} url */
export function jsonOnce(url) {
  const coming = kept.get(url) ?? json(url);
  kept.set(url, coming);
  coming.catch(() => kept.delete(url));
  return coming;
}
