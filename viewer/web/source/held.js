// Files within the page, so that one HTML file is all there is.

import { unpacked } from "./unpacked.js";

export const held = {
  /** @param {string} url */
  async read(url) {
    const packed = document.querySelector(`script[data-file="${CSS.escape(url)}"]`)?.textContent;
    if (!packed) throw new Error(`nothing for ${url}`);
    return unpacked(packed);
  },

  /** @param {string} url */
  script: async (url) => URL.createObjectURL(new Blob([await held.read(url)], { type: "text/javascript" })),

  /** @param {string} url */
  picture: async (url) => URL.createObjectURL(new Blob([await held.read(url)], { type: "image/webp" })),
};
