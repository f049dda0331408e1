// The words of this room, for the type checker and for readers; nothing here runs.

/** @typedef {import("../edition/types.js").Point} Point */
/** @typedef {"name" | "find" | "point" | "order" | "match"} Kind */
/** @typedef {"nerve" | "parts" | "causes" | "points" | "own"} Topic */
/** @typedef {"right" | "close" | "off"} Mark */

/**
 * What is asked; the words come with it only where somebody wrote them.
 *
 * @typedef {object} Question
 * @property {Kind} kind
 * @property {Topic} topic
 * @property {string} thing the entry it is about: of an order its last one
 * @property {readonly string[]} choices entries to choose from: of `find` and `point` those at the lettered places, of `order` as they lie at first
 * @property {readonly string[]} [order] entries as they follow each other
 * @property {{ choices: readonly string[], right: string }} [felt] of `match`: zones to choose from
 * @property {string} [nerve] of `match`: what is pressed
 * @property {string} [asks] in somebody's own words
 * @property {import("../edition/types.js").Line} [because] in somebody's own words
 */

/**
 * What was answered.
 *
 * @typedef {object} Answer
 * @property {Mark} mark
 * @property {string} [chosen] an entry; of a press what lies there
 * @property {Point} [at] where it was pressed
 * @property {number} [apart] mm from the right place
 * @property {number} [cun] the same in cun of that limb
 * @property {readonly string[]} [order]
 * @property {string} [felt] a zone
 */

/** @typedef {Pick<import("../edition/types.js").Atlas, "entries" | "outline">} Listed what a body has */
/** @typedef {Readonly<Record<string, Partial<import("../edition/types.js").Relations>>>} RelationsById */
/** @typedef {{ atlas: Listed, relations: RelationsById, walks: import("../walk/types.js").Walks }} Known all that questions are made from */
/** @typedef {{ topic: string, kind: string, seed: number }} Asked which questions; `kind` is empty for all kinds */
/** @typedef {Pick<Question, "kind" | "thing"> & Partial<Pick<Question, "choices" | "order" | "nerve" | "asks" | "because">> & { felt?: string }} Told a question as it is written in a map file */
/** @typedef {{ id: string, title: string, questions: readonly Question[], sources: readonly import("../edition/types.js").Source[] }} Set somebody's own questions */

/**
 * The quiz that is on.
 *
 * @typedef {object} Asking
 * @property {object} part the component that asks
 * @property {string} quiz its name in the address
 * @property {string} title
 * @property {readonly Question[]} questions
 * @property {readonly import("../edition/types.js").Source[]} sources of somebody's own questions
 * @property {readonly (Answer | undefined)[]} answers
 * @property {number} at the question that is asked, from 0; as many as there are: the end
 * @property {boolean} open whether one has still to be answered: nothing is named meanwhile
 * @property {(spot: readonly [number, number], slack: number) => void} press on the body
 * @property {(event: KeyboardEvent) => boolean} key false: it does what it does anyway
 * @property {() => void} leave
 */

export {};
