// How a question looks on the body: the layers it needs, nothing that gives it away, and the camera before all its places.

import { fitDistance, raised } from "../camera/frame.js";
import { wear } from "../parts/chosen_look.js";
import { scene } from "../scene/scene.js";
import { entry, get, update } from "../state/store.js";

/** @typedef {import("./types.js").Point} Point */
/** @typedef {import("./types.js").Question} Question */

const AROUND = 60; // mm that are seen beyond the outermost place
const LEAST = 200; // mm that are seen at least
const GHOST = { skin: 0.24 };
/** What is looked at with what, by kind of thing. @type {Readonly<Record<string, { layers: readonly string[], opacity?: Readonly<Record<string, number>> }>>} */
const LOOKS = {
  region: { layers: ["skin"], opacity: { skin: 1 } },
  site: { layers: ["bones", "nerves", "sites"] },
  muscle: { layers: ["bones", "muscles"] },
  tendon: { layers: ["bones", "muscles"] },
  ligament: { layers: ["bones", "ligaments"] },
  artery: { layers: ["bones", "vessels"] },
  vein: { layers: ["bones", "vessels"] },
  nerve: { layers: ["skin", "bones", "nerves"], opacity: GHOST },
};
const BONES = { layers: ["bones"] };
export const BEHIND = Object.freeze({ facing: /** @type {const} */ ([180, 3]) });

/** @type {readonly string[]} */
let hidden = [];

/** What a question is looked at with: one about what lies deep hides the muscles that no answer is. @param {Question} question */
export function dress({ kind, thing, choices }) {
  const what = entry(thing).kind;
  wear(LOOKS[what] ?? BONES);
  const muscles = what === "muscle" || what === "tendon" ? Object.keys(get("atlas").entries).filter((id) => entry(id).layer === "muscles" && !choices.includes(id)) : [];
  const asked = kind === "match" || (kind === "name" && what !== "region") ? [thing] : [];
  hidden = muscles;
  update({ select: "", asked, hide: muscles, only: [], side: "both", variant: "", cut: "" });
}

/** Whether what is hidden is what a question has hidden. */
export const isHidden = () => get("hide") === hidden;

/** Shows all places of a question at once: what is sought is not in the middle. @param {Question} question */
export function aim({ kind, thing, choices, order }) {
  const shown = order ?? (kind === "match" || kind === "name" ? [thing] : choices);
  frame(shown.flatMap(ends), order ? BEHIND : entry(thing));
}

/** Flies to where some places are seen, from the side a thing is best seen from. @param {readonly Point[]} places @param {{ facing?: readonly [number, number], cut?: number | null }} thing @param {number} [least] mm that are seen */
export function frame(places, { facing, cut = null }, least = LEAST) {
  const pose = () => {
    const { size, pose: now } = scene.orbit;
    const [azimuth, elevation] = facing ?? [now.azimuth, now.elevation];
    const spans = [0, 1, 2].map((axis) => [Math.min(...places.map((at) => at[axis])), Math.max(...places.map((at) => at[axis]))]);
    const [x, y, z] = spans.map(([low, high]) => (low + high) / 2);
    const [wide, deep, high] = spans.map(([low, top]) => top - low + 2 * AROUND);
    const across = Math.abs(Math.cos((azimuth * Math.PI) / 180)) * wide + Math.abs(Math.sin((azimuth * Math.PI) / 180)) * deep;
    return raised({ azimuth, elevation, focal: /** @type {Point} */ ([x, y, z]), distance: fitDistance(size, Math.max(high, least), Math.max(across, least)), cut }, size);
  };
  scene.orbit.leave();
  scene.orbit.fly(pose());
  scene.orbit.wanted = pose;
}

/** The upper and lower end of a thing, roughly. @param {string} id @returns {Point[]} */
function ends(id) {
  const { centre: [x, y, z], reach, kind } = entry(id);
  const far = kind === "region" || kind === "site" ? 0 : reach * 0.7;
  return [[x, y, z - far], [x, y, z + far]];
}
