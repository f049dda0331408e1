// What everything looks like: colours that hold for colour-blind eyes too, light, and the two shaders.

/** @typedef {import("./types.js").Colour} Colour */

/** @param {string} hex `#rrggbb` @returns {Colour} */
export function rgb(hex) {
  const all = parseInt(hex.slice(1), 16);
  return [all >> 16, (all >> 8) & 255, all & 255];
}

export const COLOURS = {
  skin: rgb("#e0a98a"),
  bone: rgb("#f3ead4"),
  disc: rgb("#9fb9c4"),
  nucleus: rgb("#c6dfe6"),
  ligament: rgb("#dccfa6"),
  muscle: rgb("#a8503f"),
  tendon: rgb("#dfe1dd"),
  artery: rgb("#c62f28"),
  vein: rgb("#4a72b0"),
  nerve: rgb("#f6c21c"),
  dura: rgb("#d5cfae"),
  line: rgb("#6b4fb8"),
  site: rgb("#d2472f"),
  region: rgb("#0f9a8c"),
  selected: rgb("#2f7fe6"),
  lit: rgb("#f07a13"),
  claimed: rgb("#9a5bd6"),
  quiet: rgb("#a3976c"),
  quietSite: rgb("#d8aba0"),
  quietRegion: rgb("#a9c4c0"),
  hollow: rgb("#f6f2fb"),
};

/**
 * Whether a set names an entry, or what a variant puts it in the place of.
 *
 * @param {ReadonlySet<string>} ids
 * @param {string} id
 * @param {readonly string[]} [old]
 */
export const meant = (ids, id, old) => ids.has(id) || Boolean(old?.some((one) => ids.has(one)));

/**
 * The colour of an entry, given what is chosen: accents for what is meant, quiet for the rest of the nerve.
 *
 * @param {{ id: string, kind: string, stands_for?: readonly string[] }} entry
 * @param {import("./types.js").Choice} choice
 * @returns {Colour}
 */
export function colourOf(entry, { selected, lit, claimed, first, also, site }) {
  if (entry.id === selected && entry.kind !== "skin") return COLOURS.selected;
  if (meant(lit, entry.id, entry.stands_for)) return COLOURS.lit;
  if (meant(claimed, entry.id, entry.stands_for)) return COLOURS.claimed;
  if (entry.kind === "region" && first.size + also.size) {
    return first.has(entry.id) || also.has(entry.id) ? COLOURS.claimed : COLOURS.quietRegion;
  }
  if (entry.kind === "nerve" && (lit.size || claimed.size)) return COLOURS.quiet;
  if (entry.kind === "site" && site) return COLOURS.quietSite;
  if (entry.kind === "disc" && entry.id.includes("nucleus")) return COLOURS.nucleus;
  return COLOURS[/** @type {keyof typeof COLOURS} */ (entry.kind)];
}

const SURFACES = {
  skin: { ambient: 0.34, diffuse: 0.68, specular: 0.06, specularPower: 16 },
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

/** A change in the shader of vtk.js. @param {string} originalValue @param {string} replacementValue */
const fragment = (originalValue, replacementValue) => ({
  shaderType: "Fragment",
  originalValue,
  replacementValue,
  replaceFirst: false,
  replaceAll: false,
});

// vtk.js weighs translucent layers by depth, and colours shift with every zoom (vtk-js #2386, pyvista #7199).
const EVEN = fragment("pow(max(1.1 - gl_FragCoord.z, 0.0), 2.0)", "1.0");

const AFTER_LIGHT = "//VTK::Light::Impl";

/** Skin is clearest where it faces the eye and closes towards its outline, as glass does. */
export const SKIN = [
  EVEN,
  fragment(
    AFTER_LIGHT,
    `  if (gl_FragData[0].a < 0.995) {
    float facing = abs(dot(normalize(normalVCVSOutput), normalize(-vertexVC.xyz)));
    float rim = pow(1.0 - facing, 1.6) * smoothstep(0.0, 0.22, facing);
    gl_FragData[0].a = clamp(gl_FragData[0].a * (0.62 + 3.2 * rim), 0.0, 0.92);
  }
  ${AFTER_LIGHT}`,
  ),
];

/** How opaque the dura is: the cauda equina shows through it. */
export const SHEER = 0.34;

export const PLAIN = [EVEN];

/** What glows lies in front of everything: its depth is squeezed to the near end, in order. */
export const GLOW = [
  fragment("pow(max(1.1 - gl_FragCoord.z, 0.0), 2.0)", "24.0"),
  fragment("//VTK::Depth::Impl", "gl_FragDepth = gl_FragCoord.z * 0.004;\n//VTK::Depth::Impl"),
];
