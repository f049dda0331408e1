// Chance that can be repeated: the same seed draws the same, on every machine.

/** A source of numbers from 0 to below 1: mulberry32 by Tommy Ettinger. @param {number} seed @returns {() => number} */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same things in another order. @template Thing @param {readonly Thing[]} things @param {() => number} next @returns {Thing[]} */
export function shuffled(things, next) {
  const all = [...things];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
