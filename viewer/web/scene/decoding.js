// Geometry is decoded in a worker, so that the page answers meanwhile; where a browser refuses workers, on the page's own thread.

import { edition, source } from "../source/source.js";

/** @typedef {import("./types.js").Piece} Piece */
/** @typedef {(pack: ArrayBuffer) => Promise<Piece[]>} Decode */

/** @type {Promise<Decode> | null} */
let opened = null;

/** Makes ready to decode. @returns {Promise<Decode>} */
export function openDecoder() {
  if (!opened) {
    opened = open();
    opened.catch(() => (opened = null)); // the next one tries again
  }
  return opened;
}

/** The meshes of a pack. @param {ArrayBuffer} pack @throws {Error} where it is none, or nothing decodes */
export async function decode(pack) {
  return (await openDecoder())(pack);
}

/** Whether anything can be decoded: some browsers and some sites refuse WebAssembly. */
export function canDecode() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))); // the smallest there is
  } catch {
    return false;
  }
}

/** @returns {Promise<Decode>} */
async function open() {
  const wasm = source.read(edition.wasm); // it comes while the worker starts
  wasm.catch(() => {}); // who waits for it hears of it
  const script = await source.script(edition.decoder);
  return (await inWorker(script, wasm)) ?? onPage(script, await wasm);
}

/** A worker that decodes; null where there can be none. @param {string} script @param {Promise<ArrayBuffer>} wasm @returns {Promise<Decode | null>} */
async function inWorker(script, wasm) {
  /** @type {Worker | null} */
  let worker = null;
  try {
    worker = new Worker(script);
    const ask = asking(worker);
    await ask({ wasm: await wasm });
    return (pack) => ask({ pack }, [pack]);
  } catch (error) {
    worker?.terminate();
    console.info(`Geometry is decoded without a worker: ${/** @type {Error} */ (error).message}`);
    return null;
  }
}

/** Asks a worker, and has its answers. @param {Worker} worker @returns {(question: object, moved?: Transferable[]) => Promise<Piece[]>} */
function asking(worker) {
  /** @type {Map<number, { done: (pieces: Piece[]) => void, fail: (error: Error) => void }>} */
  const waiting = new Map();
  let count = 0;
  /** @type {Error | null} */
  let broken = null; // it may be refused before anything is asked
  worker.addEventListener("message", ({ data: { number, pieces, failed } }) => {
    const { done, fail } = waiting.get(number) ?? {};
    waiting.delete(number);
    if (failed) fail?.(new Error(failed));
    else done?.(pieces);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault(); // whoever asks says it
    broken = new Error(event.message || "there can be no worker here");
    for (const { fail } of waiting.values()) fail(broken);
    waiting.clear();
  });
  return (question, moved = []) =>
    new Promise((done, fail) => {
      if (broken) return fail(broken);
      waiting.set((count += 1), { done, fail });
      worker.postMessage({ ...question, number: count }, moved);
    });
}

/** The same script in the page. @param {string} script @param {ArrayBuffer} wasm @returns {Promise<Decode>} */
async function onPage(script, wasm) {
  const element = Object.assign(document.createElement("script"), { src: script });
  await new Promise((done, fail) => {
    element.addEventListener("load", done);
    element.addEventListener("error", () => fail(new Error("what decodes geometry did not come")));
    document.head.append(element);
  });
  const decodeAll = await window.openDecoder(wasm);
  return async (pack) => decodeAll(pack);
}
