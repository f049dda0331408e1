// Reads geometry as soon as the document names it, while the page itself is still being fetched.

import { source } from "../source/source.js";
import { decode, openDecoder } from "./decoding.js";
import { merge, normals } from "./mesh.js";

/** @typedef {import("./types.js").BodyMesh} BodyMesh */

const OWN = "preview/";
const PATIENCE = 60000; // ms
const KEPT = 64e6; // bytes of meshes that were drawn before and are not decoded again: three bodies

/** @type {Map<string, Promise<BodyMesh>>} by address */
const reading = new Map();
/** What was drawn, by address, what was asked for last at the end. @type {Map<string, BodyMesh>} */
const kept = new Map();

/**
 * Starts on the meshes of some layers.
 *
 * @param {readonly [layer: string, url: string][]} packs
 * @param {(layer: string) => boolean} wanted
 */
export function prefetch(packs, wanted) {
  openDecoder().catch(() => {}); // who decodes hears of it
  for (const [layer, url] of packs) {
    if (!wanted(layer) || !url.endsWith(".pack") || reading.has(url) || kept.has(url)) continue;
    const mesh = read(url);
    mesh.catch(() => {}); // who takes it hears of it
    reading.set(url, mesh);
  }
}

/** A mesh, ready to be drawn: one that was drawn before, the one that was started on, or a new try. @param {string} url */
export async function take(url) {
  const coming = reading.get(url);
  reading.delete(url);
  const mesh = kept.get(url) ?? (await (coming ?? read(url)));
  keep(url, mesh);
  return mesh;
}

/** Remembers a mesh; what was not asked for the longest goes where it is too much. @param {string} url @param {BodyMesh} mesh */
function keep(url, mesh) {
  kept.delete(url);
  kept.set(url, mesh);
  let bytes = 0;
  for (const one of kept.values()) bytes += sizeOf(one);
  for (const [oldest, one] of kept) {
    if (bytes <= KEPT) return;
    kept.delete(oldest);
    bytes -= sizeOf(one);
  }
}

/** @param {BodyMesh} mesh */
const sizeOf = (mesh) => mesh.points.byteLength + mesh.normals.byteLength + mesh.triangles.byteLength;

/** @param {string} url @returns {Promise<BodyMesh>} */
async function read(url) {
  const mesh = merge(await decode(await load(url)));
  return { ...mesh, normals: normals(mesh) };
}

/**
 * The bytes of a file: what somebody previews comes over the page's own connection, as nobody else may have it.
 *
 * @param {string} url
 * @returns {Promise<ArrayBuffer>}
 * @throws {Error} where the server does not send it.
 */
export async function load(url) {
  if (url.startsWith(OWN)) {
    const content = await source.live?.ask("geometry", url, PATIENCE);
    if (!content) throw new Error(`nothing for ${url}`);
    return Uint8Array.from(content).buffer; // it comes from the frame of the connection, which has arrays of its own
  }
  return source.read(url);
}
