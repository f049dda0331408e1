// Draco's decoder and ours as the page has them in one file, and the bodies' own files as packs.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import vm from "node:vm";

const WEB = new URL("../../viewer/web/", import.meta.url);
const DRACO = new URL("vendor/draco/", WEB);
export const BODY = new URL("../../models/data/male/", import.meta.url);

/** @typedef {import("../../viewer/web/scene/types.js").Piece} Piece */
/** @typedef {import("../../viewer/web/scene/types.js").MeshPart} MeshPart */

/** @param {URL} url @returns {ArrayBuffer} */
export function bytes(url) {
  const { buffer, byteOffset, byteLength } = readFileSync(url);
  return /** @type {ArrayBuffer} */ (buffer.slice(byteOffset, byteOffset + byteLength));
}

/** As models/mesh.py joins files. @param {readonly ArrayBuffer[]} files @returns {Promise<ArrayBuffer>} */
export function pack(files) {
  return new Blob([new Uint32Array([files.length, ...files.map((file) => file.byteLength)]), ...files]).arrayBuffer();
}

export const WASM = bytes(new URL("draco_decoder_gltf.wasm", DRACO));

/** The decoder, as it runs on the page's own thread. @returns {Promise<(pack: ArrayBuffer) => Piece[]>} */
export async function decoder() {
  const scope = /** @type {any} */ (globalThis);
  Object.assign(scope, { require: createRequire(import.meta.url), __dirname: "" }); // Draco's own script asks for them in node
  const scripts = [new URL("draco_decoder_gltf_nodejs.js", DRACO), new URL("decoder.js", WEB)];
  vm.runInThisContext(scripts.map((url) => readFileSync(url, "utf8")).join("\n"));
  return scope.openDecoder(WASM);
}
