// A picture of what is seen, with its names: drawn anew as fine as is asked for, and cut to what no panel covers.

import { scene } from "../scene/scene.js";
import { frameNow } from "../parts/margin_frame.js";

/** @typedef {{ fine?: number, foot?: string }} How `fine`: pixels per CSS pixel; `foot`: a line below it */

const FOOT = 30; // CSS pixels of the line below

/** @param {How} [how] @returns {HTMLCanvasElement | null} null where nothing is drawn */
export function photo({ fine = 2, foot = "" } = {}) {
  const margins = /** @type {HTMLElement | null} */ (document.querySelector('[data-part="margins"]'));
  const stage = document.getElementById("stage");
  if (!margins || !stage || !scene.view) return null;
  const { left, right, top, bottom } = frameNow(margins);
  const [wide, high] = [right - left, bottom - top].map(Math.floor);
  const made = Object.assign(document.createElement("canvas"), { width: wide * fine, height: (high + (foot ? FOOT : 0)) * fine });
  const pen = /** @type {CanvasRenderingContext2D} */ (made.getContext("2d"));
  const rim = getComputedStyle(/** @type {Element} */ (margins.querySelector(".margin-halo"))).stroke;
  pen.fillStyle = rim;
  pen.fillRect(0, 0, made.width, made.height);
  scene.screen.at(fine, (canvas) => pen.drawImage(canvas, left * fine, top * fine, wide * fine, high * fine, 0, 0, wide * fine, high * fine));
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, wide * fine, high * fine);
  pen.clip();
  pen.scale(fine, fine);
  pen.translate(-left, -top);
  for (const path of /** @type {NodeListOf<SVGPathElement>} */ (margins.querySelectorAll("svg path[d]"))) drawPath(pen, path);
  for (const label of /** @type {NodeListOf<HTMLElement>} */ (margins.querySelectorAll(".margin-label:not([hidden]) > :not([hidden])"))) drawWords(pen, label, stage.getBoundingClientRect(), rim);
  pen.restore();
  scene.draw(); // as it was
  if (foot) {
    pen.scale(fine, fine);
    pen.fillStyle = getComputedStyle(stage).color;
    pen.font = "12px sans-serif";
    pen.fillText(foot, 10, high + 20, wide - 20);
  }
  return made;
}

/** @param {CanvasRenderingContext2D} pen @param {SVGPathElement} path */
function drawPath(pen, path) {
  if (path.closest("[hidden]")) return;
  const style = getComputedStyle(path);
  const line = new window.Path2D(path.getAttribute("d") ?? "");
  pen.save();
  pen.globalAlpha = Number(style.opacity);
  pen.lineCap = /** @type {CanvasLineCap} */ (style.strokeLinecap);
  pen.lineWidth = parseFloat(style.strokeWidth);
  pen.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[ ,]+/).map(parseFloat));
  if (style.fill !== "none" && style.fill !== "rgb(0, 0, 0)") {
    pen.fillStyle = style.fill;
    pen.fill(line);
  }
  if (style.stroke !== "none") {
    pen.strokeStyle = style.stroke;
    pen.stroke(line);
  }
  pen.restore();
}

/** The words of a label, broken as on the page, with a rim that parts them from what lies under. @param {CanvasRenderingContext2D} pen @param {HTMLElement} label @param {DOMRect} stage @param {string} rim its colour */
function drawWords(pen, label, stage, rim) {
  const style = getComputedStyle(label);
  const text = label.firstChild;
  if (!text) return;
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = parseFloat(style.fontSize) / 4;
  pen.strokeStyle = rim;
  pen.fillStyle = style.color;
  for (const { words, rect } of linesOf(text)) {
    const [x, y] = [rect.left - stage.left, rect.top - stage.top + rect.height / 2];
    pen.strokeText(words, x, y);
    pen.fillText(words, x, y);
  }
}

/** What of a text stands on one line, and where. @param {ChildNode} text @returns {{ words: string, rect: DOMRect }[]} */
function linesOf(text) {
  const range = document.createRange();
  /** @type {{ words: string, rect: DOMRect }[]} */
  const lines = [];
  let at = 0;
  for (const word of (text.textContent ?? "").split(/(?<=\s|-)/)) {
    range.setStart(text, at);
    range.setEnd(text, at + word.trimEnd().length || at + 1);
    at += word.length;
    const rect = range.getBoundingClientRect();
    const last = lines[lines.length - 1];
    if (last && Math.abs(last.rect.top - rect.top) < 3) last.words += word;
    else lines.push({ words: word, rect });
  }
  return lines.map(({ words, rect }) => ({ words: words.trimEnd(), rect }));
}
