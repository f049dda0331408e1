// The keyboard's map: a row for each thing a key does. Another key is another row.

/**
 * @typedef {object} Row
 * @property {readonly string[]} keys as events name them; of letters the capital
 * @property {string} do what it does, by name; `words.keys` says it
 * @property {"page" | "stage" | "story"} where: anywhere, while the stage has the focus, or while a story is told or the nerve is followed
 * @property {string} shown on the key
 * @property {"shift" | "control"} [with] what is held down; control is Command on a Mac
 * @property {boolean} [repeats] while it is held down
 * @property {boolean} [slides] a slider that has the focus has this key for itself
 */

/** @typedef {"altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "repeat" | "isComposing" | "defaultPrevented"} Asked of an event */
/** @typedef {Pick<KeyboardEvent, "key"> & Partial<Pick<KeyboardEvent, Asked>>} Press */
/** @typedef {{ typing?: boolean, dialog?: boolean, stage?: boolean, story?: boolean, slider?: boolean }} Context where the focus is, and whether a story is told */

/**
 * For the camera's `turn` and `pan`: the eye goes the arrow's way, as when a hand drags the body the other way.
 *
 * @type {Readonly<Record<string, readonly [dx: number, dy: number]>>}
 */
export const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** In the order in which they are told. @type {readonly Row[]} */
export const KEYS = [
  { keys: ["/"], do: "search", where: "page", shown: "/" },
  { keys: Object.keys(ARROWS), do: "turn", where: "stage", shown: "← → ↑ ↓", repeats: true },
  { keys: Object.keys(ARROWS), do: "pan", where: "stage", shown: "Shift ← → ↑ ↓", with: "shift", repeats: true },
  { keys: ["+", "="], do: "closer", where: "page", shown: "+", repeats: true },
  { keys: ["-"], do: "farther", where: "page", shown: "−", repeats: true },
  { keys: ["0"], do: "fit", where: "page", shown: "0" },
  { keys: ["1"], do: "back", where: "page", shown: "1" },
  { keys: ["2"], do: "left", where: "page", shown: "2" },
  { keys: ["3"], do: "front", where: "page", shown: "3" },
  { keys: ["4"], do: "right", where: "page", shown: "4" },
  { keys: ["L"], do: "labels", where: "page", shown: "L" },
  { keys: ["Y"], do: "layers", where: "page", shown: "Y" },
  { keys: ["S"], do: "side", where: "page", shown: "S" },
  { keys: ["X"], do: "other-side", where: "page", shown: "X" },
  { keys: ["O"], do: "other-body", where: "page", shown: "O" },
  { keys: ["T"], do: "muscles", where: "page", shown: "T" },
  { keys: ["U"], do: "copy-link", where: "page", shown: "U" },
  { keys: ["C"], do: "cut", where: "page", shown: "C" },
  { keys: ["A"], do: "show-all", where: "page", shown: "A" },
  { keys: ["D"], do: "measure", where: "page", shown: "D" },
  { keys: ["K"], do: "keep-view", where: "page", shown: "K" },
  { keys: ["Q"], do: "quiz", where: "page", shown: "Q" },
  { keys: ["F"], do: "present", where: "page", shown: "F" },
  { keys: ["B"], do: "blank", where: "page", shown: "B" },
  { keys: ["J"], do: "class", where: "page", shown: "J" },
  { keys: ["R"], do: "reveal", where: "page", shown: "R" },
  { keys: ["]"], do: "more", where: "page", shown: "]", repeats: true },
  { keys: ["["], do: "less", where: "page", shown: "[", repeats: true },
  { keys: [" "], do: "play", where: "stage", shown: "Space" },
  { keys: ["H"], do: "beside", where: "page", shown: "H" },
  { keys: ["N", "PageDown"], do: "next", where: "story", shown: "N", slides: true },
  { keys: ["P", "PageUp"], do: "previous", where: "story", shown: "P", slides: true },
  { keys: ["Z"], do: "undo", where: "page", shown: "Ctrl Z", with: "control", repeats: true },
  { keys: ["?"], do: "keys", where: "page", shown: "?" },
  { keys: ["Escape"], do: "escape", where: "page", shown: "Esc" },
];

/** What keys do, in the order in which it is told. */
export const ORDER = KEYS.map((row) => row.do);

/** Where one types, and letters are letters. */
export const TYPING = "textarea, select, [contenteditable]:not([contenteditable=false]), "
  + "input:not([type=range], [type=radio], [type=checkbox], [type=button], [type=submit], [type=reset], [type=color], [type=file])";
export const SLIDER = "input[type=range], [role=slider]";

/**
 * What a press of a key asks for; "" where that is nothing, or something the focus does itself.
 *
 * @param {Press} event
 * @param {Context} context
 */
export function actionOf(event, context) {
  // Some browsers say that a key was pressed, and not which, when they fill in a field.
  if (event.defaultPrevented || event.isComposing || !event.key || context.typing || context.dialog) return "";
  const row = KEYS.find((one) => isFor(one, event) && isHere(one, context));
  return row && (row.repeats || !event.repeat) && !(row.slides && context.slider && event.key.length > 1) ? row.do : "";
}

/** @param {Row} row @param {Context} context */
const isHere = ({ where }, { stage = false, story = false }) => ({ page: true, stage, story })[where];

/** @param {Row} row @param {Press} event */
function isFor({ keys, with: held }, event) {
  if (!keys.some((key) => key.toLowerCase() === event.key.toLowerCase())) return false;
  const control = Boolean(event.ctrlKey) !== Boolean(event.metaKey);
  if (event.altKey || (held === "control" ? !control : event.ctrlKey || event.metaKey)) return false;
  return isSign(event.key) || Boolean(event.shiftKey) === (held === "shift");
}

/** A sign may need Shift, and which one does is the keyboard's affair: a German / and a French 1 do. @param {string} key */
const isSign = (key) => key.trim().length === 1 && key.toLowerCase() === key.toUpperCase();
