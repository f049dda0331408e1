// Words people use for words the atlas uses. Names of single things belong to those things; here is what holds for all.

import { stem } from "./likeness.js";

/** Words for the same: each finds the others. */
const ALIKE = [
  ["disc", "disk"],
  ["numb", "dead", "asleep"],
  ["weak", "paralysed", "paralyzed"],
  ["burning", "hot", "fire"],
  ["tingling", "prickling", "tingly"],
  ["shock", "zap", "lightning"],
  ["buttock", "bum", "butt", "glute", "gluteal", "bottom"],
  ["belly", "abdomen"],
  ["back", "spine", "spinal"],
  ["lumbar", "lumbago"],
  ["sit", "seated", "sat"],
  ["stand", "stood"],
  ["herniated", "herniation", "hernia"],
  ["prolapsed", "prolapse"],
  ["narrow", "stenosis"],
  ["big", "great"],
  ["little", "small", "pinky", "pinkie"],
  ["toe", "hallux"],
  ["foot", "feet"],
  ["vertebra", "vertebrae"],
  ["fibular", "peroneal"],
  ["channel", "meridian"],
  ["inner", "inside", "medial"],
  ["outer", "outside", "lateral"],
  ["injection", "shot", "jab"],
  ["pill", "tablet", "drug", "medicine", "medication"],
  ["exercise", "workout"],
  ["physio", "physiotherapist", "physiotherapy"],
  ["pregnant", "pregnancy"],
  ["needle", "needling"],
];
const SAME = 0.92;

/** What people write for the one thing the atlas is about: names of other things must not take it. */
export const MENDED = new Map([
  ["siatica", "sciatica"],
  ["syatica", "sciatica"],
  ["cyatica", "sciatica"],
  ["ciatica", "sciatica"],
  ["ischialgia", "sciatica"],
]);

/** A part for the whole it belongs to: who asks for a tingling foot is answered by the leg. */
const PART_OF = {
  calf: ["leg"], shin: ["leg"], thigh: ["leg"], foot: ["leg"],
  toe: ["foot", "leg"], heel: ["foot", "leg"], sole: ["foot", "leg"], ankle: ["foot", "leg"],
};
const WHOLE = 0.6;

/** Said often and telling little: they help to choose and are never missed. */
export const WEAK = words(`
  pain pains painful hurt hurts hurting ache aches sore healthy normal bad severe
  point points acupoint location nerve side one down up
`);

/** Who says one of these tells of a complaint. */
export const FELT = words(`
  pain pains painful hurt hurts hurting ache aches aching sore cramp my i cant cannot feel feels
  numb numbness weak weakness burning tingling shooting sharp stabbing searing
`);

/** Said without telling anything: looked at only where nothing else was typed. */
export const EMPTY = words(`
  a an and any are at be but can cant cannot could do dont feel feels for from get gets getting got has have having how
  i if im in into is it its like me my no not of off on or over so than that the their there this to too trouble very
  was what when where which while why with you your
`);

/** @param {string} text */
function words(text) {
  return new Set(text.trim().split(/\s+/));
}

/** @type {Map<string, [string, number][]>} by the stem of what is typed */
export const MEANING = new Map();

/**
 * @param {string} typed
 * @param {string} meant
 * @param {number} likeness
 */
function means(typed, meant, likeness) {
  const known = MEANING.get(stem(typed)) ?? [];
  MEANING.set(stem(typed), [...known, [meant, likeness]]);
}

for (const alike of ALIKE)
  for (const typed of alike) for (const meant of alike) if (typed !== meant) means(typed, meant, SAME);
for (const [part, wholes] of Object.entries(PART_OF)) for (const whole of wholes) means(part, whole, WHOLE);
