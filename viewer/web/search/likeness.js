// How far a word is from another one: by its letters, and by how it sounds to somebody who has only heard it.

/**
 * How a word is written by ear: pyriformis, piriformis; osteophyte, ostiofite.
 *
 * @param {string} word
 * @returns {string}
 */
export function sound(word) {
  return word
    .replace(/ph/g, "f")
    .replace(/th/g, "t")
    .replace(/[ao]e/g, "e")
    .replace(/y/g, "i")
    .replace(/[cq]/g, "k")
    .replace(/z/g, "s")
    .replace(/(.)\1+/gu, "$1");
}

/**
 * Letters to put in, leave out, replace or swap with their neighbour until one word is the other.
 *
 * @param {string} a
 * @param {string} b
 * @param {number} most where it is more than this, `most + 1` is answered
 * @returns {number}
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = new Array(b.length + 1).fill(0);
  let last = Array.from(before, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[b.length], most + 1);
}

/**
 * So many slips are forgiven in a word of so many letters: short words with a slip are other words.
 *
 * @param {string} word
 * @returns {number}
 */
export function forgiven(word) {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 7 ? 1 : word.length < 11 ? 2 : 3;
}

/**
 * The part of a word that its forms share: numb of numbness, sit of sitting, disc of discs.
 *
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  if (/\d/.test(word) || word.length < 4) return word;
  const bare = word.replace(/(?:ations?|ated|ates?|ions?|ness|ings?|ed|ly|ers?|(?<![sui])s)$/, "");
  if (bare.length < 3) return word;
  return bare.replace(/([^aeious])\1$/, "$1").replace(/(?<=...)e$/, "");
}
