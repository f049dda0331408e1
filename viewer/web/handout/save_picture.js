// What is seen, as a picture file: with its names, and whose it is below.

import { fullName } from "../parts/labels.js";
import { entry, get } from "../state/store.js";
import { fill } from "../words/fill.js";
import { photo } from "./photo.js";
import { words } from "./words.js";

/** @param {number} fine pixels per pixel of the page @returns {Promise<boolean>} whether there was anything to save */
export async function savePicture(fine) {
  const chosen = get("select");
  const name = chosen && entry(chosen) ? fullName(chosen) : get("atlas").bodies.find(({ id }) => id === get("atlas").body)?.title ?? "";
  const made = photo({ fine, foot: fill(words.credit, { name }) });
  const file = made && (await new Promise((/** @type {(file: Blob | null) => void} */ then) => made.toBlob(then, "image/png")));
  if (!file) return false;
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: url, download: `sciatica-atlas-${chosen || "body"}.png` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return true;
}
