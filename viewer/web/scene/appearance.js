// What everything looks like: colours that hold for colour-blind eyes too, how light falls, and what marks what is meant.

/** @typedef {import("./types.js").Colour} Colour */

/** @param {string} hex `#rrggbb` @returns {Colour} */
export function rgb(hex) {
  const all = parseInt(hex.slice(1), 16);
  return [all >> 16, (all >> 8) & 255, all & 255];
}

export const COLOURS = {
  skin: rgb("#d9a184"),
  bone: rgb("#f3ead4"),
  cartilage: rgb("#d3e2ea"),
  disc: rgb("#9fb9c4"),
  nucleus: rgb("#c6dfe6"),
  ligament: rgb("#dccfa6"),
  muscle: rgb("#a8503f"),
  tendon: rgb("#dfe1dd"),
  artery: rgb("#c62f28"),
  vein: rgb("#4a72b0"),
  nerve: rgb("#fbcb1e"),
  dura: rgb("#d5cfae"),
  womb: rgb("#efc4ba"),
  child: rgb("#f7dcc6"),
  line: rgb("#6b4fb8"),
  site: rgb("#d2472f"),
  region: rgb("#0f9a8c"),
  selected: rgb("#2f7fe6"),
  lit: rgb("#f07a13"),
  claimed: rgb("#9a5bd6"),
  quiet: rgb("#a3976c"),
  quietSite: rgb("#d8aba0"),
  quietRegion: rgb("#a9c4c0"),
  contact: rgb("#a01a58"),
  placeA: rgb("#6b3594"),
  placeB: rgb("#0b6670"),
  placeC: rgb("#a01a58"),
  placeD: rgb("#8a5a00"),
  placeE: rgb("#3f4aa8"),
  placeF: rgb("#5d5547"),
  edge: rgb("#4b3d2a"),
};

/** What is cut looks like its inside, by kind: paler than its surface, so that a face is told from it. */
const INSIDE = {
  skin: rgb("#f0cdb2"),
  bone: rgb("#dfc893"),
  cartilage: rgb("#e2eef3"),
  disc: rgb("#bfdde8"),
  ligament: rgb("#cdb268"),
  muscle: rgb("#c77767"),
  tendon: rgb("#eceee9"),
  artery: rgb("#d9655f"),
  vein: rgb("#86a4d1"),
  dura: rgb("#fbf0cf"),
  womb: rgb("#e3aba3"),
  child: rgb("#f3d6bf"),
};
const INSIDE_NUCLEUS = rgb("#4f93a6");

/**
 * Whether a set names an entry, or what a variant puts it in the place of.
 *
 * @param {ReadonlySet<string>} ids
 * @param {string} id
 * @param {readonly string[]} [old]
 */
export const meant = (ids, id, old) => ids.has(id) || Boolean(old?.some((one) => ids.has(one)));

/** What tells apart what is meant, beside its colour: a pattern. What touches has one too: `BENT` in shaders.js gives it. */
export const MARKS = Object.freeze({ none: 0, lit: 1, claimed: 2, chosen: 3, contact: 9 });

/**
 * The mark of an entry, given what is chosen. Regions have none: the first choice are discs, the others rings.
 *
 * @param {{ id: string, kind: string, stands_for?: readonly string[] }} entry
 * @param {import("./types.js").Choice} choice
 * @returns {number} of `MARKS`
 */
export function markOf(entry, { selected, lit, pressed, claimed }) {
  if (entry.kind === "region") return MARKS.none;
  if (entry.id === selected) return MARKS.chosen;
  if (meant(lit, entry.id, entry.stands_for) || pressed.has(entry.id)) return MARKS.lit;
  return meant(claimed, entry.id, entry.stands_for) ? MARKS.claimed : MARKS.none;
}

/**
 * The colour of an entry, given what is chosen: its own for that, accents for what it means, quiet for the rest of the nerve.
 *
 * @param {{ id: string, kind: string, stands_for?: readonly string[] }} entry
 * @param {import("./types.js").Choice} choice
 * @returns {Colour}
 */
export function colourOf(entry, { selected, lit, pressed, claimed, first, also, site }) {
  const own = ownColour(entry);
  if (entry.id === selected) return own;
  if (meant(lit, entry.id, entry.stands_for) || pressed.has(entry.id)) return COLOURS.lit;
  if (meant(claimed, entry.id, entry.stands_for)) return COLOURS.claimed;
  if (entry.kind === "region" && first.size + also.size) {
    return first.has(entry.id) || also.has(entry.id) ? COLOURS.claimed : COLOURS.quietRegion;
  }
  if (entry.kind === "nerve" && (lit.size || claimed.size)) return COLOURS.quiet;
  return entry.kind === "site" && site ? COLOURS.quietSite : own;
}

/** The colour of what is lit from some place on, before that place. @param {{ kind: string }} entry @returns {Colour} */
export const unlitColour = ({ kind }) => (kind === "nerve" ? COLOURS.quiet : COLOURS[/** @type {keyof typeof COLOURS} */ (kind)]);

/** @param {{ id: string, kind: string }} entry @returns {Colour} */
function ownColour({ id, kind }) {
  if (kind === "disc" && id.includes("nucleus")) return COLOURS.nucleus;
  return COLOURS[/** @type {keyof typeof COLOURS} */ (kind)];
}

/** The colour of the face of an entry that is cut: what is meant by the choice has the colour of that, and what is quiet is not told apart. @param {Parameters<typeof colourOf>[0]} entry @param {import("./types.js").Choice} choice @returns {Colour} */
export function faceColour(entry, choice) {
  const own = ownColour(entry);
  const colour = colourOf(entry, { ...choice, pressed: new Set() }); // it may be cut before it is lit
  if (colour !== own && colour !== COLOURS.quiet) return colour;
  if (own === COLOURS.nucleus) return INSIDE_NUCLEUS;
  return INSIDE[/** @type {keyof typeof INSIDE} */ (entry.kind)] ?? own;
}

const SURFACES = {
  skin: { ambient: 0.4, diffuse: 0.68, specular: 0.06, specularPower: 16 },
  bone: { ambient: 0.34, diffuse: 0.8, specular: 0.08, specularPower: 18 },
  muscle: { ambient: 0.3, diffuse: 0.74, specular: 0.18, specularPower: 24 },
  nerve: { ambient: 0.42, diffuse: 0.68, specular: 0.2, specularPower: 26 },
  ligament: { ambient: 0.34, diffuse: 0.76, specular: 0.12, specularPower: 20 },
  vessel: { ambient: 0.34, diffuse: 0.7, specular: 0.3, specularPower: 30 },
  dura: { ambient: 0.36, diffuse: 0.66, specular: 0.16, specularPower: 22 },
  zone: { ambient: 0.5, diffuse: 0.56, specular: 0, specularPower: 1 },
  line: { ambient: 0.7, diffuse: 0.3, specular: 0, specularPower: 1 },
  site: { ambient: 0.5, diffuse: 0.55, specular: 0.2, specularPower: 30 },
  region: { ambient: 0.55, diffuse: 0.5, specular: 0.05, specularPower: 10 },
};
/** @type {Readonly<Record<string, keyof typeof SURFACES>>} by layer */
const KIND_OF = {
  skin: "skin", zones: "zone", muscles: "muscle", ligaments: "ligament", bones: "bone", vessels: "vessel",
  nerves: "nerve", sites: "site", regions: "region", "load-line": "line",
};

/** How light falls on a layer. @param {string} layer @param {boolean} sheer whether one sees through it anyway */
export const surface = (layer, sheer) => ({ ...SURFACES[sheer ? "dura" : KIND_OF[layer]], interpolation: 2 });

/** A key light above the viewer's left shoulder, a fill from the right, a little from behind. @param {import("./types.js").Vtk} renderer */
export function light(renderer) {
  renderer.removeAllLights();
  renderer.setAutomaticLightCreation(false);
  for (const [position, intensity, color] of [
    [[-0.55, 0.75, 1.0], 0.72, [1, 0.99, 0.96]],
    [[0.9, 0.1, 0.7], 0.34, [0.95, 0.97, 1]],
    [[0.1, -0.9, 0.4], 0.16, [0.9, 0.93, 1]],
  ]) {
    const lamp = renderer.makeLight();
    lamp.setLightTypeToCameraLight();
    lamp.set({ position, focalPoint: [0, 0, 0], intensity, color, positional: false });
    renderer.addLight(lamp);
  }
}

/** Whether a layer is what one looks for: seen through what hides it. @param {string} layer */
export const liesInFront = (layer) => ["nerves", "sites", "regions", "load-line"].includes(layer);

/** How opaque the dura is: the cauda equina shows through it. */
export const SHEER = 0.34;
