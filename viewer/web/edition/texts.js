// The words of the atlas: a file for each voice, fetched when the voice is first spoken. What somebody previews is asked of
// the server, text by text: it may change any card.

import { json, source } from "../source/source.js";
import { get } from "../state/store.js";

/** @type {Map<string, Record<string, any>>} by address */
const files = new Map();
/** @type {Map<string, Promise<Record<string, any>>>} */
const coming = new Map();
/** @type {Map<string, any>} of a preview, by name and voice */
let previewed = new Map();

/** Fetches the words of a voice, if they are not there yet. @param {import("./types.js").Voice} voice */
export function fetchWords(voice, atlas = get("atlas")) {
  const url = atlas.files.words[voice];
  const before = coming.get(url);
  if (before) return before;
  const file = json(url).then((words) => (files.set(url, words), words));
  file.catch(() => coming.delete(url));
  coming.set(url, file);
  return file;
}

/** Forgets the texts of a preview: another one has come, or another body. */
export const forgetPreviewed = () => (previewed = new Map());

/** A text that is there already; undefined where it is not. @param {string} name `card/KI3.left` */
export function textNow(name, voice = get("voice")) {
  if (get("preview")) return previewed.get(`${voice}/${name}`);
  const words = files.get(get("atlas").files.words[voice]);
  return words && whole(words[name]);
}

/** What a section of a card does not hold. */
const NOTHING = Object.freeze({ tone: "", text: [], bullets: [], items: [], links: [], pages: [], bodies: [], folded: false });

/** A text with the numbers of its sources, and with what the sections of a card leave out. @param {any} told */
function whole(told) {
  if (!told?.sources) return told;
  const sources = told.sources.map((/** @type {object} */ own, /** @type {number} */ i) => ({ ...own, number: i + 1 }));
  const sections = told.sections?.map((/** @type {object} */ own) => ({ ...NOTHING, ...own }));
  return sections ? { ...told, sources, sections } : { ...told, sources };
}

/** A server that was begun anew knows nothing of a preview until it is sent again. @param {any} told */
function known(told) {
  if (told === null) throw new Error("the server does not know this preview");
  return told;
}

/** A text, whatever it takes; null where there is none. @param {string} name @throws {Error} where it does not come */
export async function text(name, voice = get("voice")) {
  if (!get("preview")) return whole((await fetchWords(voice))[name]) ?? null;
  const key = `${voice}/${name}`;
  const own = previewed;
  if (!own.has(key)) own.set(key, known(await source.live?.ask("text", [name, voice])));
  return own.get(key);
}
