// Bytes that stand within the page as text: gzipped, seven bits of them in each letter.

const LOW = 127; // what a letter stands for; those that a page does not keep are written 128 higher

/** What `viewer/export/one_file.py` wrote. @param {string} text */
export function unpacked(text) {
  const bytes = new Blob([bytesOf(text)]);
  return new Response(bytes.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** @param {string} text */
function bytesOf(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8));
  for (let i = 0, to = 0, held = 0, bits = 0; i < text.length; i += 1) {
    held = (held << 7) | (text.charCodeAt(i) & LOW);
    bits += 7;
    if (bits < 8) continue;
    bits -= 8;
    bytes[to] = held >> bits;
    to += 1;
    held &= (1 << bits) - 1;
  }
  return bytes;
}
