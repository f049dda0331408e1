// The page's state, a row a field. What is read from an address and written into it, kept for a step back,
// brought back by Back and Forward, settled by a story's step, reset and redrawn: all of it follows from here.
// types.js says what the columns mean. viewer/fields.py reads the table too, so it is strictly JSON.

/** @type {readonly import("./types.js").Field[]} */
export const FIELDS = [
  { "key": "body", "kind": "id", "of": "bodies", "default": null,
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": ["scene", "zones", "camera"], "whole": "always",
    "says": "This link asks for the body “{}”, which is not installed here." },

  { "key": "story", "kind": "id", "of": "stories", "default": "",
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": ["scene", "zones"], "whole": "changed",
    "says": "This link plays the story “{}”, which this atlas does not have." },

  { "key": "step", "kind": "step", "default": 0,
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": [], "whole": "changed",
    "says": "This link asks for the step “{}”; the story starts at its first one.",
    "beyond": "This link asks for step {}; the last one is shown." },

  { "key": "select", "kind": "id", "of": "entries", "anyCase": true, "default": "",
    "story": "step", "undo": false, "history": true, "reset": true, "redraws": ["scene", "zones"], "whole": "changed",
    "says": "This link points to “{}”, which this atlas does not have." },

  { "key": "show", "kind": "layers", "default": null,
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene", "zones"], "whole": "changed",
    "says": "This link shows layers this atlas does not have: {}." },

  { "key": "opacity", "kind": "percents", "default": null,
    "story": "step", "stepKeys": ["skin"],
    "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed",
    "says": "This link asks for opacities that cannot be read: {}." },

  { "key": "view", "kind": "view", "of": "views", "default": "back",
    "story": "step", "undo": false, "history": true, "reset": true, "redraws": ["camera"], "whole": "always",
    "says": "This link asks for the view “{}”, which this atlas does not have." },

  { "key": "camera", "kind": "camera", "default": null,
    "story": "step", "stepKeys": [],
    "undo": false, "history": true, "reset": true, "redraws": ["camera"], "whole": "changed",
    "says": "The camera in this link {}; the named view is shown." },

  { "key": "side", "kind": "choice", "values": ["both", "left", "right"], "default": "both",
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed",
    "says": "This link asks for the side “{}”; both are shown." },

  { "key": "variant", "kind": "id", "of": "variants", "default": "",
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed",
    "says": "This link asks for the variant “{}”, which this body does not have." },

  { "key": "zones", "kind": "choice", "values": ["dermatome", "nerve"], "default": "dermatome",
    "story": "step", "undo": false, "history": true, "reset": true, "redraws": ["scene", "zones"], "whole": "changed",
    "says": "This link asks for zones by “{}”; those of the roots are shown." },

  { "key": "voice", "kind": "choice", "values": ["patient", "student", "clinician"], "default": "student",
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": [], "whole": "changed",
    "says": "This link speaks to “{}”; the words for students are shown." },

  { "key": "hide", "kind": "ids", "of": "drawn", "default": [],
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed",
    "says": "This link names parts this atlas does not have: {}." },

  { "key": "only", "kind": "ids", "of": "drawn", "default": [],
    "story": "step", "undo": true, "history": true, "reset": true, "redraws": ["scene"], "whole": "changed",
    "says": "This link names parts this atlas does not have: {}." },

  { "key": "theme", "kind": "choice", "values": ["auto", "light", "dark"], "default": "auto",
    "story": "own", "undo": false, "history": false, "reset": false, "redraws": ["scene"], "whole": "changed",
    "says": "This link asks for the theme “{}”; yours is kept." },

  { "key": "open", "kind": "choice", "values": ["evidence", "method", "safety", "red-flags", "about"], "default": "",
    "story": "own", "undo": false, "history": true, "reset": false, "redraws": [], "whole": "changed",
    "says": "This link opens the page “{}”, which this atlas does not have." },

  { "key": "embed", "kind": "flag", "default": false,
    "story": "own", "undo": false, "history": false, "reset": false, "redraws": [], "whole": "never",
    "says": "This link says “{}” for embed, which only 1 switches on." }
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
