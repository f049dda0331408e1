// What the modules of a class share, for the type checker and for readers.

/** @typedef {import("../edition/types.js").Point} Point */

/**
 * A question as everybody is told it; which region is right comes once it is revealed.
 *
 * @typedef {object} Asked
 * @property {"tap" | "poll"} kind
 * @property {string} title
 * @property {readonly string[]} options of a poll
 * @property {string} [target] the region that is right
 */

/** @typedef {{ taps?: readonly Point[], counts?: readonly number[] }} Revealed */

/**
 * A class as this page takes part in it.
 *
 * @typedef {object} Lesson
 * @property {"" | "lead" | "follow"} role
 * @property {string} code
 * @property {string} secret that leads it
 * @property {string} where phones find the page; empty where they cannot
 * @property {string} link that joins
 * @property {"coming" | "open" | "lost" | "unknown" | "busy" | "over" | "type"} line
 * @property {number} following
 * @property {number} around how many look around
 * @property {number} answers so far
 * @property {number} n of the question
 * @property {Asked | null} asked
 * @property {Revealed | null} revealed
 * @property {boolean} free whether this page looks around
 * @property {boolean} wondering whether it asks to look around
 * @property {Point | null} own where this page pressed
 * @property {number} chosen answer of a poll, or -1
 * @property {boolean} missed the last press met no skin
 * @property {boolean} large whether the code is shown large
 * @property {boolean} ending whether it is asked if the class is to end
 * @property {{ title: string, options: string, wrong: boolean } | null} poll that is being written
 */

export {};
