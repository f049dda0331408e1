// Files within the page: gzipped and written as base64, so that one HTML file is all there is.

export const held = {
  /** @param {string} url */
  async read(url) {
    const packed = document.querySelector(`script[data-file="${CSS.escape(url)}"]`)?.textContent;
    if (!packed) throw new Error(`nothing for ${url}`);
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  },

  /** @param {string} url */
  script: async (url) => URL.createObjectURL(new Blob([await held.read(url)], { type: "text/javascript" })),

  /** @param {string} url */
  picture: async (url) => URL.createObjectURL(new Blob([await held.read(url)], { type: "image/webp" })),
};
