// Reads geometry as soon as the document names it, while the page is still talking with its server.

import { decode, hollows, merge, normals } from "./mesh.js";

const OWN = "preview/";

const reading = new Map();

/** Starts on every mesh that the document fetches ahead. */
export function begin() {
  for (const link of document.querySelectorAll('link[rel="preload"][as="fetch"][href$=".vtp"]')) {
    const url = link.getAttribute("href");
    const mesh = read(url);
    mesh.catch(() => {}); // who takes it hears of it
    reading.set(url, mesh);
  }
}

/** A mesh, ready to be drawn: the one that was started on, or a new try. */
export function take(url) {
  const mesh = reading.get(url) ?? read(url);
  reading.delete(url);
  return mesh;
}

async function read(url) {
  const mesh = merge(await decode(await load(url)));
  mesh.normals = normals(mesh);
  mesh.hollows = hollows(mesh, mesh.normals);
  return mesh;
}

/**
 * The bytes of a file: what somebody previews comes over the page's own connection, as nobody else may have it.
 * @throws {Error} where the server does not send it.
 */
export async function load(url) {
  if (url.startsWith(OWN)) {
    const content = await window.trame.trigger("geometry", [url]);
    if (!content) throw new Error(`nothing for ${url}`);
    return content.slice().buffer;
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response.arrayBuffer();
}
