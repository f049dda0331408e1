// What is changed in the shaders of vtk.js: light from above, tissues, marks, ghosts and the outline.

import { COLOURS, MARKS } from "./appearance.js";

/** @typedef {import("./types.js").Colour} Colour */

const CAMERA = "//VTK::Camera::Dec";
const POSITION = "//VTK::PositionVC::Impl";
const BEFORE_LIGHT = "//VTK::Light::Dec";
const AFTER_LIGHT = "//VTK::Light::Impl";

/** @param {"Vertex" | "Fragment"} shaderType @param {string} originalValue @param {string} replacementValue @param {boolean} [replaceFirst] before vtk.js fills in its own */
const change = (shaderType, originalValue, replacementValue, replaceFirst = false) => ({ shaderType, originalValue, replacementValue, replaceFirst, replaceAll: false });

/** @param {string} text */
const declare = (text) => change("Fragment", BEFORE_LIGHT, `${text}\n${BEFORE_LIGHT}`, true);
/** @param {string} text */
const afterLight = (text) => change("Fragment", AFTER_LIGHT, `${text}\n  ${AFTER_LIGHT}`);
/** @param {Colour} colour */
const vec3 = (colour) => `vec3(${colour.map((value) => (value / 255).toFixed(4)).join(", ")})`;

// Of each point: how much it is of the other tissue, where it lies across the fibres or beside a crease, and its mark.
// A mesh without this array has zeros. `pixel` is a CSS pixel, so that patterns keep their size however fine the drawing is.
const DETAIL = [
  change("Vertex", CAMERA, `attribute vec3 detailMC;\nvarying vec3 detail;\n${CAMERA}`, true),
  change("Vertex", POSITION, `detail = detailMC;\n  ${POSITION}`, true),
  declare("varying vec3 detail;\nuniform float pixel;"),
];

// Open sky above the viewer, ground below: what faces down is a little darker and cooler, so that rounding shows everywhere.
const SKY = afterLight(
  "  gl_FragData[0].rgb *= mix(vec3(0.85, 0.84, 0.89), vec3(1.12, 1.11, 1.09), 0.5 + 0.5 * normalVCVSOutput.y);",
);

const MARKED = afterLight(`  if (detail.z > 5.0) {
    vec3 line = mod(gl_FragCoord.x + gl_FragCoord.y, 5.0 * pixel) < 2.6 * pixel ? ${vec3(COLOURS.contact)} : vec3(1.0);
    gl_FragData[0] = vec4(line * (0.55 + 0.45 * abs(normalVCVSOutput.z)), max(gl_FragData[0].a, 0.96));
  } else if (abs(detail.z - 2.0) < 0.5) {
    vec2 dot2 = fract(gl_FragCoord.xy / (6.0 * pixel)) - 0.5;
    if (dot(dot2, dot2) < 0.075) gl_FragData[0].rgb = mix(gl_FragData[0].rgb, vec3(1.0), 0.62);
  } else if (abs(detail.z - 1.0) < 0.5) {
    if (mod(gl_FragCoord.x - gl_FragCoord.y, 8.0 * pixel) < 2.4 * pixel) gl_FragData[0].rgb = mix(gl_FragData[0].rgb, vec3(1.0), 0.5);
  }`);

/** What a point looks like beside its colour, of its own kind of tissue. @param {string} text sets `own` */
const tissue = (text) => [
  declare(`vec3 surfaced(vec3 own) {\n${text}\n  return own;\n}`),
  change("Fragment", "diffuseColor = vertexColorVSOutput.rgb;", "diffuseColor = surfaced(vertexColorVSOutput.rgb);"),
  change("Fragment", "ambientColor = vertexColorVSOutput.rgb;", "ambientColor = diffuseColor;"),
];

/** Mixed into a colour as dark as that is; what is marked by another colour keeps it. @param {Colour} to @param {Colour} from */
const toward = (to, from) => `  if (detail.z < 0.5 || detail.z > 2.5) own = mix(own, ${vec3(to)} * own.r / ${vec3(from)}.r, detail.x / 255.0);`;

/** @type {Readonly<Record<string, readonly object[]>>} by layer */
const TISSUES = {
  // Bundles run from origin to insertion; seen from far away they are one tone, or they would shimmer.
  muscles: tissue(`  float turn = detail.y * 0.62;
  float near = 1.0 - smoothstep(0.5, 1.6, fwidth(turn));
  own *= 1.0 + near * (1.0 - 0.55 * detail.x / 255.0) * (0.075 * sin(turn) + 0.05 * sin(2.3 * turn + 1.0));
${toward(COLOURS.tendon, COLOURS.muscle)}`),
  bones: tissue(toward(COLOURS.cartilage, COLOURS.bone)),
  // A furrow of some millimetres, soft: from far away it is as dark as what is left of it in a pixel.
  skin: tissue(`  float apart = abs(detail.y - 128.0) / 8.0; // mm
  float blurred = max(1.6, fwidth(detail.y) / 8.0);
  own *= 1.0 - 0.3 * (1.6 / blurred) * (1.0 - smoothstep(0.0, 1.5 * blurred, apart)) * smoothstep(0.3, 0.9, detail.x / 255.0);`),
};

/** Skin is clearest where it faces the eye and closes towards its outline, as glass does. */
const GLASS = afterLight(`  if (gl_FragData[0].a < 0.995) {
    float facing = abs(dot(normalize(normalVCVSOutput), normalize(-vertexVC.xyz)));
    float rim = pow(1.0 - facing, 1.6) * smoothstep(0.0, 0.22, facing);
    gl_FragData[0].a = clamp(gl_FragData[0].a * (0.62 + 3.2 * rim), 0.0, 0.92);
  }`);

/** A disc: darker towards its rim, so that those that overlap stay apart; a ring; or soft, as sure as it is, in a rim of its own. */
const ROUND = afterLight(`  float apart = detail.x / 255.0;
  float edge = fwidth(apart);
  float rim = smoothstep(0.88 - edge, 0.88 + edge, apart);
  if (detail.y > 99.0) {
    gl_FragData[0].rgb = mix(gl_FragData[0].rgb, ${vec3(COLOURS.selected)}, rim);
    gl_FragData[0].a *= max(1.0 - 0.8 * smoothstep(detail.y / 100.0 - 1.0, 0.9, apart), rim);
  } else if (detail.y > 0.5) {
    gl_FragData[0].a *= rim;
  } else {
    gl_FragData[0].rgb *= 1.0 - 0.42 * clamp((apart - 0.7) / 0.2, 0.0, 1.0);
  }`);

/** What one draw group is drawn with. @param {string} layer @param {boolean} sheer whether one sees through it anyway */
export const plain = (layer, sheer) => [
  ...DETAIL,
  ...(TISSUES[layer] ?? []),
  SKY,
  MARKED,
  ...(sheer || layer === "skin" ? [GLASS] : []),
  ...(layer === "regions" ? [ROUND] : []),
];

// What a cause bends goes from one of its amounts to the next on the graphics card: `share` of the way. Of each point: its
// shift, and, counted from the end of the way, how early it touches what presses; and by how much its normal turns.
export const BENT = [
  change(
    "Vertex",
    CAMERA,
    `attribute vec4 shiftMC;
attribute vec3 turnMC;
uniform float share;
uniform vec3 coordScale;
#define vertexMC (vertexMC + vec4(share * coordScale * shiftMC.xyz, 0.0))
#define normalMC (normalMC + share * turnMC)
${CAMERA}`,
    true,
  ),
  change("Vertex", POSITION, `if (share > 1.001 - shiftMC.w) detail.z = ${MARKS.contact}.0;\n  ${POSITION}`, true),
];

/** What lies hidden is drawn pale and in stripes, so that in front and behind are told at a glance; what is chosen less so. */
export const GHOST = [
  ...DETAIL,
  afterLight(`  float chosen = step(2.5, detail.z);
  if (mod(gl_FragCoord.x + gl_FragCoord.y, 6.0 * pixel) > mix(2.6, 4.2, chosen) * pixel) discard;
  gl_FragData[0].rgb = mix(gl_FragData[0].rgb, vec3(1.0, 0.98, 0.92), mix(0.3, 0.08, chosen));`),
];

/** Moves points along their normals on the screen, by so much of the width of an outline. @param {string} share */
const pushed = (share) => [
  change("Vertex", CAMERA, `uniform vec2 rim;\n${CAMERA}`, true),
  change(
    "Vertex",
    "gl_Position = MCPCMatrix * vertexMC;",
    `gl_Position = MCPCMatrix * vertexMC;
  vec2 outward = (normalMatrix * normalMC).xy;
  gl_Position.xy += ${share} * rim * gl_Position.w * outward / max(length(outward), 1e-4);`,
  ),
];

/** The far side of what is chosen, pushed out by the width of its outline, in one colour. */
export const OUTLINE = [...pushed("1.0"), afterLight(`  gl_FragData[0] = vec4(${vec3(COLOURS.selected)}, 1.0);`)];

/** The faces of a cut, in their own colours; their edges are as wide as a thin pen, however near they are. */
export const FACE = [...pushed("0.3"), afterLight("  gl_FragData[0] = vec4(vertexColorVSOutput.rgb, 1.0);")];
