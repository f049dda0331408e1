// Leading a class: what this page shows is told, questions are asked and revealed.

import { leaveLook, takeLook, wear } from "../parts/chosen_look.js";
import { need } from "../parts/visibility.js";
import { scene } from "../scene/scene.js";
import { entry, follow, get, set, update } from "../state/store.js";
import { fill } from "../words/fill.js";
import { Line } from "./line.js";
import { KEYS, lookNow } from "./look.js";
import { forget, lesson } from "./state.js";
import { said } from "./words.js";

const EVERY = 66; // ms between two looks: 15 a second
const TITLE = 200; // letters of a question
const OPTION = 80;
/** A spot is looked for on the skin, and nothing shines through it. */
const BARE = { layers: ["skin"], opacity: { skin: 1 } };

/** @type {Line | null} */
let line = null;
/** @type {(() => void)[]} */
let ends = [];
let told = "";
let last = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
/** What there was in the picture before a spot was asked for. @type {{ names: boolean, cut: string } | null} */
let before = null;

export const lead = {
  /** Opens a class, and leads it until it is ended. */
  open() {
    forget();
    Object.assign(lesson, { role: "lead", line: "coming" });
    line = new Line({
      hello: () => (lesson.code ? { do: "lead", code: lesson.code, secret: lesson.secret } : { do: "open" }),
      heard,
      lost: () => lesson.line === "open" && (lesson.line = "lost"),
    });
    scene.orbit.moved.push(tell);
    ends = [follow(KEYS, tell), () => scene.orbit.moved.splice(scene.orbit.moved.indexOf(tell), 1)];
  },

  /** Ends it for everybody. */
  end() {
    line?.say({ do: "end" });
    lead.close();
  },

  /** Takes part no longer. */
  close() {
    line?.end();
    line = null;
    clearTimeout(waiting);
    ends.forEach((end) => end());
    putAway();
    forget();
    scene.draw();
  },

  /** Asks for a spot: the chosen region, or any. */
  tap() {
    const target = entry(get("select"))?.kind === "region" ? get("select") : "";
    const title = target ? fill(said.where, { name: entry(target).name }) : said.anywhere;
    cover(target);
    line?.say({ do: "ask", kind: "tap", title, target });
  },

  /** Asks a question with answers to choose from; false where it is none. @param {{ title: string, options: readonly string[] }} question */
  poll({ title, options }) {
    const asked = title.trim();
    const all = options.map((option) => option.trim()).filter(Boolean);
    if (!asked || asked.length > TITLE || all.length < 2 || all.length > 6 || all.some((option) => option.length > OPTION)) return false;
    line?.say({ do: "ask", kind: "poll", title: asked, options: all });
    return true;
  },

  reveal() {
    if (lesson.asked && !lesson.revealed) line?.say({ do: "reveal" });
  },

  /** The same question anew. */
  again() {
    const { asked } = lesson;
    if (!asked) return;
    if (asked.kind === "poll") return void lead.poll(asked);
    cover(asked.target ?? "");
    line?.say({ do: "ask", kind: "tap", title: asked.title, target: asked.target ?? "" });
  },

  done: () => line?.say({ do: "done" }),
};

/** What tells where it is goes from the picture while it is asked; the picture stays where it is. @param {string} target */
function cover(target) {
  const hides = scene.orbit.pose.cut !== null; // the other leg stands before it
  before ??= { names: get("names"), cut: get("cut") };
  scene.orbit.leave();
  update({ select: "", names: false, ...(hides && { cut: entry(target)?.side === "left" ? "sagittal:-1" : "sagittal:1" }) });
  wear(BARE);
}

/** The question is put away. */
function putAway() {
  if (!before) return;
  update(before);
  before = null;
  if (!lesson.revealed) leaveLook();
}

/** The region that is right, with its ring and the way to it. @param {string} target */
function show(target) {
  set("names", before?.names ?? true);
  if (!entry(target)) return;
  need("regions");
  update({ select: target, amount: 0, around: false, names: true });
  takeLook(target);
  set("sure", true);
}

/** @param {import("./line.js").Message} message */
function heard({ do: what, ...news }) {
  if (what === "opened") {
    Object.assign(lesson, { ...news, line: "open" });
    told = "";
    tell();
  } else if (what === "question") {
    const revealing = news.revealed && !lesson.revealed && news.asked?.kind === "tap";
    if (!news.asked) putAway();
    Object.assign(lesson, { answers: 0, ...news, revealed: news.revealed ?? null });
    if (revealing) show(news.asked.target);
    scene.draw();
  } else if (what === "count") {
    Object.assign(lesson, lesson.asked && lesson.revealed ? { ...news, answers: lesson.answers } : news);
  } else if (what === "refused") {
    lead.close();
    Object.assign(lesson, { role: "lead", line: news.why });
  } else if (what === "end") {
    lead.close();
  }
}

/** Tells what is shown, not more often than can be followed; of many changes the last. */
function tell() {
  if (waiting !== undefined) return;
  waiting = setTimeout(() => {
    waiting = undefined;
    if (line?.slow) return tell();
    const look = lookNow();
    if (look === told || lesson.line !== "open") return;
    told = look;
    last = performance.now();
    line?.say({ do: "look", look });
  }, Math.max(0, last + EVERY - performance.now()));
}
