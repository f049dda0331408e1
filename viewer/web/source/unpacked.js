// Bytes that stand within the page as text: gzipped, four of them as five of 85 letters, which end no element of HTML.

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~"; // as of RFC 1924, but for <
const LAST = LETTERS.length - 1;

/** What `viewer/export/one_file.py` wrote. @param {string} text */
export function unpacked(text) {
  const bytes = new Blob([bytesOf(text)]);
  return new Response(bytes.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** @param {string} text */
function bytesOf(text) {
  const values = new Uint8Array(128).fill(LAST); // also of what is not there: the last four bytes may be fewer
  for (let i = 0; i <= LAST; i += 1) values[LETTERS.charCodeAt(i)] = i;
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  for (let from = 0, to = 0; from < text.length; from += 5, to += 4) {
    let four = 0;
    for (let i = 0; i < 5; i += 1) four = four * 85 + (values[text.charCodeAt(from + i)] ?? LAST);
    for (let i = 3; i >= 0; i -= 1, four = Math.floor(four / 256)) bytes[to + i] = four;
  }
  return bytes;
}
