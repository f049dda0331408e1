// A small atlas for the tests: what an address may name on its page. And numbers by chance, the same in every run.

const layer = (/** @type {string} */ id, shown = true, opacity = 1) => ({ id, shown, opacity });

/** @type {import("../../viewer/web/state/types.js").Known} */
export const KNOWN = {
  bodies: new Set(["male", "female"]),
  entries: new Set(["KI3.left", "sciatic.right", "sacrum", "exercise"]),
  drawn: new Set(["KI3.left", "sciatic.right", "sacrum"]),
  views: new Set(["back", "knee"]),
  variants: new Set(["bifurcation-high"]),
  stories: new Map([["the-path", 4]]),
  layers: [layer("skin", true, 0.24), layer("zones", false, 0.85), layer("muscles", false), layer("bones"), layer("nerves")],
  home: "male",
};

/** Numbers from 0 to 1. */
export function chance(seed = 1) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
