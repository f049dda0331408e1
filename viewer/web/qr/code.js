// Square codes that a phone reads.

import { generate } from "../vendor/lean-qr/lean-qr.js";

const QUIET = 4; // empty squares around it, as its standard asks

/** The code of a text, as the address of a picture that is as large as it is shown. @param {string} text */
export function codeOf(text) {
  const code = generate(text);
  const size = code.size + 2 * QUIET;
  let path = "";
  for (let y = 0; y < code.size; y += 1) for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`)}`;
}
