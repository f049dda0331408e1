// What stands on a handout: a patient's words of what was looked at, what helps, and when to be seen.

/** @typedef {import("../edition/types.js").Card} Card */
/** @typedef {Card["sections"][number]} Section */
/** @typedef {{ term: string, text: string }} Help */
/** @typedef {{ urgency: string, signs: string[] }} Signs */
/** @typedef {{ title: string, text: string }} Part */

const HAPPENS = ["next", "common"]; // what a cause tells, in this order
const MOST_HELP = 4;
const OWN = "For this cause"; // what a treatment says of the cause itself
/** Where what to do begins, or more is told. */
const TO_DO = /[:,] (?=go to|call|see your|ring|let your)|[.!?](?= |$)/;
const SHORT = 2; // sentences of a part

/** The first sentences of a text. @param {string} text @param {number} most */
export function firstSentences(text, most = SHORT) {
  return text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).slice(0, most).join(" ");
}

/** @param {Section} section */
const textOf = ({ text }) => text.map((line) => line.text).join(" ");

/** What is told of a cause, or of anything else: its own sections. @param {Card} card @returns {Part[]} */
export function partsOf({ sections }) {
  const wanted = HAPPENS.map((key) => sections.find((one) => one.key === key)).filter((one) => one !== undefined);
  return wanted.filter((one) => textOf(one)).map((one) => ({ title: one.title, text: firstSentences(textOf(one)) }));
}

/** What helps: each with what it can do for this cause, or at all. @param {Card} card @returns {{ title: string, rows: Help[] }} */
export function helpOf({ sections }) {
  const section = sections.find(({ key }) => key === "treatments");
  const rows = (section?.items ?? []).map(({ term, lines }) => {
    const own = lines.find((line) => line.term === OWN) ?? lines[0];
    return { term, text: firstSentences(own?.text ?? "", 1) };
  });
  return { title: section?.title ?? "", rows: rows.filter(({ text }) => text).slice(0, MOST_HELP) };
}

/** Signs to act on, by how soon: what to do is said once, above them. @param {import("../edition/types.js").RedFlags} flags @returns {Signs[]} */
export function signsOf({ lines }) {
  const urgencies = [...new Set(lines.map(({ urgency }) => urgency))];
  return urgencies.map((urgency) => ({ urgency, signs: lines.filter((line) => line.urgency === urgency).map(({ text }) => text.split(TO_DO)[0]) }));
}

/** The address of a view for somebody else's phone. @param {string} base @param {string} look @param {string} body */
export function linkOf(base, look, body) {
  return `${base.replace(/[?#].*$/, "")}?body=${body}&voice=patient&${look}`;
}

/** Whether an address leads anybody else here: not to the machine it is opened on, nor to a file. @param {string} base */
export function reachesOthers(base) {
  try {
    const { protocol, hostname } = new URL(base);
    return /^https?:$/.test(protocol) && !/^(localhost|127\.|0\.0\.0\.0|\[?::1)/.test(hostname);
  } catch {
    return false;
  }
}
