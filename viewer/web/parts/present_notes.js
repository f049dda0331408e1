// The presenter's own window: what is said in full, what comes next, and how long one has spoken.

import { fill } from "../words/fill.js";
import { words } from "../words/words.js";

/** @typedef {{ title: string, head: string, text: string, now: number, all: number }} Told */

/** @type {Window | null} */
let other = null;
let begun = 0;
/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;
/** @type {{ now: Told, next: string } | null} */
let last = null;

export const notes = {
  open() {
    other = window.open("", "atlas-notes", "popup,width=560,height=720");
    if (!other) return;
    begun = performance.now();
    const { body } = other.document;
    other.document.title = words.present.notes;
    Object.assign(body.style, { margin: "24px", font: "20px/1.5 system-ui, sans-serif", color: "#27221b", background: "#fffcf6" });
    body.replaceChildren(...["count", "head", "text", "next", "clock"].map((name) => made(other?.document ?? document, name)));
    clearInterval(clock);
    clock = setInterval(tick, 1000);
    tick();
    if (last) notes.write(last.now, last.next);
  },

  /** @param {Told} now @param {string} next */
  write(now, next) {
    last = { now, next };
    put("count", now.all ? `${now.title} · ${fill(words.story.count, { step: now.now, steps: now.all })}` : now.title);
    put("head", now.head);
    put("text", now.text);
    put("next", next ? fill(words.present.next, { title: next }) : "");
  },

  close() {
    clearInterval(clock);
    other?.close();
    other = null;
  },
};

/** @param {Document} page @param {string} name */
function made(page, name) {
  const one = page.createElement(name === "head" ? "h1" : "p");
  one.id = name;
  Object.assign(one.style, { margin: "0 0 14px", fontSize: name === "head" ? "28px" : name === "text" ? "22px" : "17px", lineHeight: "1.4" });
  return one;
}

/** @param {string} name @param {string} text */
function put(name, text) {
  const one = other && !other.closed ? other.document.getElementById(name) : null;
  if (one) one.textContent = text;
}

function tick() {
  if (!other || other.closed) return clearInterval(clock);
  const seconds = Math.floor((performance.now() - begun) / 1000);
  put("clock", fill(words.present.clock, { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` }));
}
