// The state a page opens with: the fields as the address asks for them, and what the page itself is doing.

import { FIELDS } from "./fields.js";

/** @typedef {import("./types.js").State} State */

/** What is not a field: what follows from the fields, and what is under way. @satisfies {Partial<State>} */
const BESIDE = {
  card: null,
  related: { lit: [], claimed: [], paired: { first: [], also: [] }, zones: [], served: [], tags: [], close_ups: [], construction: null, reached: null, needle: null },
  red_flags: { lines: [], sources: [] },
  caveats: {},
  pages: {},
  telling: null,
  kept: [],
  keptTitle: "",
  keptBefore: null,
  keptShown: 0,
  pinning: 0,
  pins: [],
  preview: null,
  cause: null,
  courses: { url: "", lines: {} },
  pained: { causes: [], roots: [], nerves: [], regions: [] },
  served: [],
  brush: "point", // of the hand that shows where it hurts
  painAll: false, // whether all causes of the painful places are listed
  laying: null,
  methodTold: null,
  fits: { first: [], also: [] },
  walking: null,
  walked: [],
  walkTold: null,
  gauge: null,
  needle: null,
  blank: false, // the screen, while something is presented
  speaking: false,
  playing: false,
  around: false,
  narrow: false,
  sheet: "half",
  seen: "",
  asking: null,
  answered: {}, // of quizzes, by their names
  asked: [], // what a question marks on the body
  measuring: null,
  stepLit: -1, // of the way to a region
  sure: false, // whether it is drawn how exactly a region is known
  query: "",
  results: [],
  found: "",
  active: -1,
  loading: { done: 0, all: 0, bytes: 0, size: 0, failed: [] },
  undoable: 0,
  webgl: true,
  drawing: 0, // how often a drawing was begun; vtk.js has come with the first
  context: "", // "lost" while the browser has taken the drawing away
  fetched: [],
  copied: false,
  going: { to: "", failed: "" },
  troubles: null,
  sending: "",
  dragging: false,
  forgotten: false,
  canPreview: false,
  newer: false,
};

/**
 * Everything the page knows, under the names its template uses.
 *
 * @param {State["atlas"]} atlas
 * @param {import("./types.js").Values} values of the fields
 * @param {readonly string[]} notices
 */
export function opening(atlas, values, notices) {
  const fields = Object.fromEntries(FIELDS.map(({ key }) => [key, values[key]]));
  return /** @type {State} */ (/** @type {unknown} */ ({ ...fields, ...BESIDE, atlas, notices }));
}
