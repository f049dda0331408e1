// Chinese names in other hands: with tone numbers (tai4xi1), or in Wade's and Giles's letters (T'ai-hsi).

const WITH_TONE = /^([a-z]+)[1-5]$/;

/**
 * The words without tone numbers, where every one of them has one.
 *
 * @param {string[]} words
 * @returns {string[] | null}
 */
export function toneless(words) {
  const bare = words.map((word) => WITH_TONE.exec(word)?.[1] ?? "");
  return words.length > 0 && bare.every(Boolean) ? bare : null;
}

/**
 * What the two ways to write a name have in common: the same letters for taixi and t'ai hsi.
 *
 * Wade and Giles mark with h and an apostrophe, which people leave out, what pinyin tells by another letter.
 *
 * @param {string} name joined, as `fold` leaves it
 * @returns {string}
 */
export function skeleton(name) {
  return name
    .replace(/zh|ch|ts|tz|[jqz]/g, "c")
    .replace(/hs|sh|x/g, "s")
    .replace(/ong/g, "ung")
    .replace(/ien/g, "ian")
    .replace(/g(?!$|[bcdfgklmnpstw])/g, "k")
    .replace(/h/g, "")
    .replace(/d/g, "t")
    .replace(/b/g, "p");
}
