// Following a class: this page shows what the teacher's shows, until its owner looks around, and answers what is asked.

import { scene } from "../scene/scene.js";
import { keep } from "../state/history.js";
import { get, set } from "../state/store.js";
import { halt } from "./glide.js";
import { Line } from "./line.js";
import { wear } from "./look.js";
import { spotAt } from "./spot.js";
import { forget, lesson } from "./state.js";
import { listen } from "./touch.js";

/** How the line is while this page takes part. */
export const TAKING_PART = ["coming", "open", "lost"];

/** @type {Line | null} */
let line = null;
let unlisten = () => {};
/** What the teacher's page shows. */
let look = "";
let seq = -1;
let me = "";
let agreed = false; // that it looks around: asked once

export const following = {
  /** Joins the class of a code. @param {string} code */
  join(code) {
    line?.end();
    unlisten();
    forget();
    me = "";
    [look, seq, agreed] = ["", -1, false];
    Object.assign(lesson, { role: "follow", code, line: "coming" });
    line = new Line({
      hello: () => ({ do: "join", code, ...(me && { me }) }),
      heard,
      lost: () => TAKING_PART.includes(lesson.line) && (lesson.line = "lost"),
    });
    unlisten = listen({ press: following.press, wonder: following.wonder });
    if (get("way") === "start") set("way", "free");
  },

  /** Asks for the code of a class. */
  type() {
    line?.end();
    forget();
    Object.assign(lesson, { role: "follow", line: "type" });
  },

  /** A hand is on the body: whether its owner looks around is asked once. */
  wonder() {
    if (!TAKING_PART.includes(lesson.line)) return;
    if (agreed) following.free();
    else lesson.wondering = true;
  },

  /** Looks around: the class goes on. */
  free() {
    agreed = true;
    halt();
    Object.assign(lesson, { free: true, wondering: false });
    line?.say({ do: "around", on: true });
  },

  /** Back to what the teacher shows. */
  rejoin() {
    Object.assign(lesson, { free: false, wondering: false });
    line?.say({ do: "around", on: false });
    if (look) wear(look, { whole: true });
  },

  /** Leaves the class; the page goes on by itself. */
  leave() {
    line?.end();
    line = null;
    unlisten();
    halt();
    forget();
    set("class", "");
    keep();
    scene.draw();
    document.getElementById("stage")?.focus({ preventScroll: true });
  },

  /** A press on the body where a spot is asked for; true where it was one. @param {number} x of the stage @param {number} y */
  press(x, y) {
    if (lesson.asked?.kind !== "tap" || lesson.revealed) return false;
    const at = spotAt(x, y);
    lesson.missed = !at;
    if (at) {
      lesson.own = at;
      line?.say({ do: "tap", n: lesson.n, at });
      scene.draw();
    }
    return true;
  },

  /** @param {number} option */
  choose(option) {
    if (lesson.revealed) return;
    lesson.chosen = option;
    line?.say({ do: "choose", n: lesson.n, option });
  },
};

/** @param {import("./line.js").Message} message */
function heard({ do: what, ...news }) {
  if (what === "joined") {
    me = news.me;
    Object.assign(lesson, { code: news.code, line: "open" });
    seq = -1;
    if (lesson.free) line?.say({ do: "around", on: true });
  } else if (what === "look") {
    if (news.seq <= seq) return;
    const first = seq < 0;
    [look, seq] = [news.look, news.seq];
    if (look && !lesson.free) wear(look, { whole: first });
  } else if (what === "question") {
    const other = news.n !== lesson.n;
    Object.assign(lesson, { ...news, revealed: news.revealed ?? null }, other && { own: null, chosen: -1, missed: false });
    if (news.revealed && news.asked?.target) set("sure", true);
    scene.draw();
  } else if (what === "count") {
    Object.assign(lesson, news);
  } else if (what === "refused" || what === "end") {
    lesson.line = what === "end" ? "over" : news.why;
    line?.end();
    unlisten();
    Object.assign(lesson, { asked: null, revealed: null, own: null, wondering: false });
    scene.draw();
  }
}
