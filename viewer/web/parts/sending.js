// Files on their way to the server: read, sent in parts over the page's own connection, and checked there.

import { source } from "../source/source.js";
import { words } from "../words/words.js";
import { fill } from "../words/fill.js";

/** @typedef {{ name: string, size: number, content: Uint8Array<ArrayBuffer> | null }} Sent a file; too large to be sent: without its content */
/** @typedef {{ most: number, all: number, part: number, largest: number }} Bounds files, and bytes of all, of a part, of a file */

export const PATIENCE = 60000; // ms in which the server has checked files, and put them on a body

/** @type {readonly Sent[]} the files that are shown: kept in this page's memory alone */
let held = [];
/** @type {Promise<unknown>} */
let last = Promise.resolve();

/** What is asked of the server; only a page that has one offers previews. @param {string} name @param {unknown} argument @param {number} [patience] */
export async function ask(name, argument, patience) {
  if (!source.live) throw new Error("there is no server");
  return source.live.ask(name, argument, patience);
}

/** Keeps the files that are shown, or none. @param {readonly Sent[]} files */
export const hold = (files) => (held = files);

export const holdsFiles = () => held.length > 0;

/** One after the other: the server has one set of files for a page, on one body at a time. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
export function inTurn(work) {
  const done = last.then(work, work);
  last = done;
  return done;
}

/**
 * What the files that are shown add to a body. A server that does not know them gets them again: it may be a new one.
 *
 * @param {() => string} body asked for when its turn has come
 * @returns {Promise<import("../edition/types.js").Added | null>}
 */
export const addedTo = (body) =>
  inTurn(async () => {
    const added = await ask("previewed", body(), PATIENCE);
    if (added || !held.length) return added;
    const { problems } = await send(held);
    return problems.length ? null : ask("previewed", body(), PATIENCE);
  });

export class Unreadable extends Error {}

/** @param {File} file @returns {Promise<Sent>} */
export async function read(file) {
  const { largest } = await bounds();
  try {
    // What is too large to be read is not sent: its size is enough to say so.
    const content = file.size > largest ? null : new Uint8Array(await file.arrayBuffer());
    return { name: file.name, size: content?.length ?? file.size, content };
  } catch {
    throw new Unreadable(fill(words.preview.no_file, file));
  }
}

/** Sends files in parts over the page's own connection, and waits for every problem that was found in them. @param {readonly Sent[]} files */
export async function send(files) {
  const { most, all, part } = await bounds();
  const head = new TextEncoder().encode(`${JSON.stringify(files.map(({ name, size }) => ({ name: name.slice(0, 200), size })))}\n`);
  const bodies = files.map((file) => file.content ?? new Uint8Array());
  const fits = files.length <= most && bodies.reduce((total, body) => total + body.length, 0) <= all;
  const whole = new Uint8Array(await new Blob(fits ? [head, ...bodies] : [head]).arrayBuffer());
  let problems = await give({ bytes: whole.length });
  // One after the other: trame does not promise to keep the order of what is sent at once.
  for (let at = 0; at < whole.length && !problems; at += part) {
    const patience = at + part < whole.length ? undefined : PATIENCE; // only the last one is answered with what was found
    problems = await give(letters(whole.subarray(at, at + part)), patience);
  }
  if (!problems) throw new Error("no answer");
  return { problems };
}

/** @param {string | { bytes: number }} part @param {number} [patience] @returns {Promise<readonly string[] | null>} */
const give = (part, patience) => ask("preview", part, patience);

/** How much may be sent, as the server says. @returns {Promise<Bounds>} */
async function bounds() {
  if (!source.live) throw new Error("there is no server");
  return (await source.live.state()).get("previewing");
}

/** @param {Uint8Array} bytes */
const letters = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
