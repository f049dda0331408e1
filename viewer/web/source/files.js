// Files beside the page, on whatever serves them.

export const files = {
  /** @param {string} url */
  async read(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} for ${url}`);
    return response.arrayBuffer();
  },

  /** @param {string} url */
  script: async (url) => url,

  /** @param {string} url */
  picture: async (url) => url,
};
