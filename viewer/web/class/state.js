// The class this page takes part in. It is no part of what a page shows: no address tells of it but by its code.

/** @typedef {import("./types.js").Lesson} Lesson */

/** @type {Lesson} */
const NONE = {
  role: "", code: "", secret: "", where: "", link: "", line: "coming", following: 0, around: 0, answers: 0, n: 0, asked: null,
  revealed: null, free: false, wondering: false, own: null, chosen: -1, missed: false, large: false, ending: false, poll: null,
};

/** @type {Lesson} */
export const lesson = window.Vue.reactive({ ...NONE });

export const forget = () => Object.assign(lesson, NONE);

/** A code as it is spoken: two fours. @param {string} code */
export const spoken = (code) => `${code.slice(0, 4)} · ${code.slice(4)}`;
