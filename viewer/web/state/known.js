// What an address may name on this page, as the codec of addresses asks for it.

import { get } from "./store.js";

/** @param {import("./types.js").State["atlas"]} [atlas] @returns {import("./types.js").Known} */
export function knownNow(atlas = get("atlas")) {
  const entries = Object.entries(atlas.entries);
  return {
    bodies: new Set(atlas.bodies.map(({ id }) => id)),
    entries: new Set(entries.map(([id]) => id)),
    drawn: new Set(entries.filter(([, { layer }]) => layer).map(([id]) => id)),
    views: new Set(Object.keys(atlas.views)),
    variants: new Set(atlas.variants.map(({ id }) => id).filter(Boolean)),
    stories: new Map(atlas.stories.map(({ id, steps }) => [id, steps.length])),
    layers: atlas.layers,
    home: atlas.home,
  };
}
