// What several painful places have in common: what serves them, what acts there, what the Balance Method pairs with them.
// Whatever reaches more of the places comes first.

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Group} Group */
/** @typedef {import("./types.js").Reached} Reached */
/** @typedef {import("./types.js").Regions} Regions */
/** @typedef {{ at: readonly boolean[] }} Fitting which of the places it reaches */

const STANDINGS = ["published", "traditional", "inferred", "disputed"];
const CHOICES = ["first", "also"];

/** @param {Fitting} row */
const count = ({ at }) => at.filter(Boolean).length;

/** What a kind of thing reaches, in the order in which it first comes; what reaches more stands before. @param {readonly Reached[]} places @param {"roots" | "nerves" | "sites"} kind */
function rows(places, kind) {
  const ids = [...new Set(places.flatMap((place) => place[kind]))];
  return ids.map((id) => ({ id, at: places.map((place) => place[kind].includes(id)) })).sort((a, b) => count(b) - count(a));
}

/** Regions of one channel on one side, over all places. @param {readonly Reached[]} places @returns {Regions[]} */
function regions(places) {
  /** @type {Map<string, { group: Group, place: number }[]>} */
  const found = new Map();
  places.forEach(({ groups }, place) => {
    for (const group of groups) {
      const key = `${group.channel}.${group.side}`;
      found.set(key, [...(found.get(key) ?? []), { group, place }]);
    }
  });
  return [...found].map(([key, all]) => {
    return {
      key,
      side: all[0].group.side,
      limb: all[0].group.limb,
      choice: CHOICES.find((one) => all.some(({ group }) => group.choice === one)) ?? "",
      standings: STANDINGS.filter((one) => all.some(({ group }) => group.standing === one)),
      systems: [...new Set(all.flatMap(({ group }) => group.systems))].sort(),
      ids: [...new Set(all.flatMap(({ group }) => group.ids))],
      at: places.map((_, i) => all.some(({ place }) => place === i)),
    };
  }).sort((a, b) => count(b) - count(a) || CHOICES.indexOf(a.choice) - CHOICES.indexOf(b.choice) || STANDINGS.indexOf(a.standings[0]) - STANDINGS.indexOf(b.standings[0]));
}

/** @param {readonly Reached[]} places in the order in which they were chosen @returns {Answer} */
export function answer(places) {
  return { causes: rows(places, "sites"), roots: rows(places, "roots"), nerves: rows(places, "nerves"), regions: regions(places) };
}

/** The nerves and roots that serve as many of the places as any do. @param {Answer} found */
export function serving({ roots, nerves }) {
  const all = [...roots, ...nerves];
  const most = Math.max(0, ...all.map(count));
  return all.filter((row) => count(row) === most).map(({ id }) => id);
}

/** Codes in short: "KI3–7, LU9". @param {readonly string[]} ids of regions */
export function codes(ids) {
  const known = ids.map((id) => /^([A-Z]+)([0-9]+)\./.exec(id)).filter((one) => one !== null);
  const others = ids.filter((id) => !/^[A-Z]+[0-9]+\./.test(id)).map((id) => id.split(".")[0]);
  const letters = [...new Set(known.map(([, channel]) => channel))];
  const runs = letters.map((channel) => `${channel}${inRuns(known.filter((one) => one[1] === channel).map((one) => Number(one[2])))}`);
  return [...runs, ...others].join(", ");
}

/** @param {readonly number[]} numbers */
function inRuns(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const starts = sorted.filter((number) => !sorted.includes(number - 1));
  const ends = sorted.filter((number) => !sorted.includes(number + 1));
  return starts.map((start, i) => (start === ends[i] ? `${start}` : `${start}\u2011${ends[i]}`)).join(", ");
}
