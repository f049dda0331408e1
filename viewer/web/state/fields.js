// The page's state, a row a field. What is read from an address and written into it, kept for a step back,
// brought back by Back and Forward, settled by a story's step, reset and redrawn: all of it follows from here.
// types.js says what the columns mean. viewer/fields.py reads the table too, so it is strictly JSON.

/** @type {readonly import("./types.js").Field[]} */
export const FIELDS = [
  { "key": "body", "kind": "id", "of": "bodies", "default": null,
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": ["scene", "zones", "camera"], "whole": "always" },

  { "key": "story", "kind": "id", "of": "stories", "default": "",
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": ["scene", "zones"], "whole": "changed" },

  { "key": "step", "kind": "step", "default": 0,
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": [], "whole": "changed" },

  { "key": "select", "kind": "id", "of": "entries", "anyCase": true, "default": "",
    "story": "step", "undo": false, "history": true, "reset": true, "redraws": ["scene", "zones"], "whole": "changed" },

  { "key": "amount", "kind": "number", "least": 0, "most": 100, "default": 0,
    "story": "step", "undo": false, "history": true, "reset": true, "redraws": [], "whole": "changed" },

  { "key": "beside", "kind": "flag", "default": false,
    "story": "step", "undo": false, "history": true, "reset": true, "redraws": [], "whole": "changed" },

  { "key": "walk", "kind": "ids", "of": "drawn", "default": [],
    "story": "step", "stepKeys": [],
    "undo": false, "history": true, "reset": true, "redraws": [], "whole": "changed" },

  { "key": "along", "kind": "number", "least": 0, "most": 40, "digits": 2, "default": 0,
    "story": "step", "stepKeys": [],
    "undo": false, "history": true, "reset": true, "redraws": [], "whole": "changed" },

  { "key": "hurts", "kind": "ids", "of": "entries", "default": [],
    "story": "step", "stepKeys": [],
    "undo": false, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed" },

  { "key": "method", "kind": "text", "pattern": "|[a-z][a-z0-9-]{0,60}\\.(left|right)", "default": "",
    "story": "step", "stepKeys": [],
    "undo": false, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed" },

  { "key": "system", "kind": "number", "least": 0, "most": 99, "default": 0,
    "story": "step", "stepKeys": [],
    "undo": false, "history": true, "reset": true, "redraws": [], "whole": "changed" },

  { "key": "show", "kind": "layers", "default": null,
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene", "zones"], "whole": "changed" },

  { "key": "opacity", "kind": "percents", "default": null,
    "story": "step", "stepKeys": ["skin"],
    "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed" },

  { "key": "view", "kind": "view", "of": "views", "default": "back",
    "story": "step", "undo": false, "history": true, "reset": true, "redraws": ["camera"], "whole": "always" },

  { "key": "camera", "kind": "camera", "default": null,
    "story": "step", "stepKeys": [],
    "undo": false, "history": true, "reset": true, "redraws": ["camera"], "whole": "changed" },

  { "key": "side", "kind": "choice", "values": ["both", "left", "right"], "default": "both",
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed" },

  { "key": "variant", "kind": "id", "of": "variants", "default": "",
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed" },

  { "key": "cut", "kind": "text", "pattern": "|none|(axial|sagittal|coronal):-?[0-9]{1,4}(\\.[0-9])?|nerve:[a-z0-9.-]{1,60}:[0-9]{1,4}(\\.[0-9])?", "default": "",
    "story": "step", "stepKeys": [],
    "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed" },

  { "key": "zones", "kind": "choice", "values": ["dermatome", "nerve"], "default": "dermatome",
    "story": "step", "undo": false, "history": true, "reset": true, "redraws": ["scene", "zones"], "whole": "changed" },

  { "key": "voice", "kind": "choice", "values": ["patient", "student", "clinician"], "default": "student",
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": [], "whole": "changed" },

  { "key": "hide", "kind": "ids", "of": "drawn", "default": [],
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed" },

  { "key": "only", "kind": "ids", "of": "drawn", "default": [],
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed" },

  { "key": "way", "kind": "choice", "values": ["start", "free", "follow", "hurts", "presses", "points", "all", "kept"], "default": "start",
    "story": "own", "undo": false, "history": true, "reset": true, "redraws": [], "whole": "changed" },

  { "key": "quiz", "kind": "text", "pattern": "|choose|[a-z]{1,20}(\\.[a-z]{1,20})?\\.[0-9]{1,6}|own\\.[a-z0-9-]{1,80}", "default": "",
    "story": "own", "undo": false, "history": true, "reset": true, "redraws": [], "whole": "changed" },

  { "key": "question", "kind": "number", "least": 0, "most": 101, "default": 0,
    "story": "own", "undo": false, "history": true, "reset": true, "redraws": [], "whole": "changed" },

  { "key": "labels", "kind": "flag", "default": true,
    "story": "own", "undo": false, "history": false, "reset": false, "redraws": ["scene"], "whole": "changed" },

  { "key": "names", "kind": "flag", "default": true,
    "story": "own", "undo": false, "history": false, "reset": false, "redraws": ["scene"], "whole": "changed" },

  { "key": "theme", "kind": "choice", "values": ["auto", "light", "dark"], "default": "auto",
    "story": "own", "undo": false, "history": false, "reset": false, "redraws": ["scene"], "whole": "changed" },

  { "key": "open", "kind": "choice", "values": ["evidence", "method", "safety", "red-flags", "about", "keys", "causes"], "default": "",
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": [], "whole": "changed" },

  { "key": "present", "kind": "flag", "default": false,
    "story": "own", "undo": false, "history": false, "reset": false, "redraws": ["scene"], "whole": "never" },

  { "key": "class", "kind": "text", "pattern": "|[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}-?[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}", "default": "",
    "story": "own", "undo": false, "history": false, "reset": false, "redraws": [], "whole": "never" },

  { "key": "embed", "kind": "flag", "default": false,
    "story": "own", "undo": false, "history": false, "reset": false, "redraws": [], "whole": "never" }
];

/** @typedef {import("./types.js").Field} Field */

/** What a step back brings back. */
export const remembered = (fields = FIELDS) => keys(fields, ({ undo }) => undo);

/** What a story's step settles; it is as it was before when the story ends. */
export const ofStory = (fields = FIELDS) => keys(fields, ({ story }) => story === "step");

/** What the browser's Back and Forward bring back. */
export const ofHistory = (fields = FIELDS) => keys(fields, ({ history }) => history);

/**
 * Whatever draws this part of the page anew.
 *
 * @param {import("./types.js").Part} part
 */
export const redrawn = (part, fields = FIELDS) => keys(fields, ({ redraws }) => redraws.includes(part));

/**
 * @param {readonly Field[]} fields
 * @param {(field: Field) => boolean} wanted
 */
const keys = (fields, wanted) => fields.filter(wanted).map(({ key }) => key);
