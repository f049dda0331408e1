// Picking: what lies under a place of the stage is what a person sees there.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { project, rayThrough } from "../../viewer/web/camera/frame.js";
import { isVisible } from "../../viewer/web/scene/choice.js";
import { pick } from "../../viewer/web/scene/pick.js";
import { ball } from "./solids.js";
import { chance } from "./known.js";
import { begin } from "./stage.js";

/** @typedef {import("../../viewer/web/camera/types.js").Pose} Pose */
/** @typedef {import("../../viewer/web/camera/types.js").Point} Point */

const SIZE = { width: 1000, height: 800, covered: 0 };
/** @type {Pose} from the front */
const FRONT = { azimuth: 0, elevation: 0, distance: 2000, focal: [0, 0, 900], cut: null };
const BEHIND = { ...FRONT, azimuth: 180 };

/** Two bones, the patella before the femur; and others beside them. */
const BALLS = {
  femur: { kind: "bone", layer: "bones", middle: [0, 0, 900], radius: 30 },
  patella: { kind: "bone", layer: "bones", middle: [0, -100, 900], radius: 30 },
  skin: { kind: "skin", layer: "skin", middle: [0, -50, 900], radius: 200 },
  sciatic: { kind: "nerve", layer: "nerves", middle: [0, 0, 1000], radius: 2 },
  ischium: { kind: "bone", layer: "bones", middle: [0, -100, 1000], radius: 30 },
  KI3: { kind: "region", layer: "regions", middle: [0, -100, 800], radius: 10 },
  tibia: { kind: "bone", layer: "bones", middle: [0, 0, 800], radius: 30 },
};
/** @typedef {keyof typeof BALLS} Name */

beforeEach(() => begin({ atlas: { entries: BALLS }, opacity: { skin: 0.24, bones: 1 } }));

/** @param {readonly Name[]} names that are drawn @param {Pose} [pose] */
function drawn(names, pose = FRONT) {
  const groups = names.map((name) => {
    const { layer, middle, radius } = BALLS[name];
    const mesh = ball(middle, radius);
    return /** @type {const} */ ([name, { layer, mesh, shownParts: [{ ...mesh.parts[0], id: name }] }]);
  });
  return { orbit: { ray: (/** @type {number} */ x, /** @type {number} */ y) => rayThrough(pose, SIZE, x, y) }, groups: new Map(groups) };
}

/** What lies where a thing is seen. @param {ReturnType<typeof drawn>} scene @param {Name} name @param {Pose} [pose] */
function pickedAt(scene, name, pose = FRONT) {
  const at = project(pose, SIZE, /** @type {Point} */ (BALLS[name].middle));
  assert.ok(at);
  return pick(scene, at.x, at.y);
}

test("of two things in a line the nearer one is picked, whatever their order", () => {
  for (const names of /** @type {Name[][]} */ ([["femur", "patella"], ["patella", "femur"]])) {
    assert.equal(pickedAt(drawn(names), "femur")?.id, "patella");
    assert.equal(pickedAt(drawn(names, BEHIND), "femur", BEHIND)?.id, "femur");
  }
});

test("how far away it is told is how far away it is", () => {
  const near = 2000 - 1400; // where the picture begins
  for (const [pose, wanted] of /** @type {[Pose, number][]} */ ([[FRONT, 2000 - 130], [BEHIND, 2000 + 70]])) {
    const hit = pickedAt(drawn(["patella"], pose), "patella", pose);
    assert.ok(hit && Math.abs(hit.distance + near - wanted) < 1, `${hit?.distance}`);
  }
});

test("nothing lies where nothing is drawn", () => {
  assert.equal(pick(drawn(["femur", "patella"]), 30, 30), null);
  assert.equal(pick(drawn([]), 500, 400), null);
});

test("what is hidden is not picked, and what is behind it is", () => {
  const scene = drawn(["femur", "patella"]);
  const patella = scene.groups.get("patella");
  assert.ok(patella);
  patella.shownParts = [];
  assert.equal(pickedAt(scene, "femur")?.id, "femur");
});

test("what has not come yet is not picked", () => {
  const scene = drawn(["femur", "patella"]);
  const groups = new Map([...scene.groups].map(([name, group]) => [name, name === "patella" ? { ...group, mesh: null } : group]));
  assert.equal(pickedAt(/** @type {any} */ ({ ...scene, groups }), "femur")?.id, "femur");
});

test("what is cut away is not picked", () => {
  const cut = { ...FRONT, cut: 40 };
  assert.equal(pickedAt(drawn(["femur", "patella"], cut), "femur", cut)?.id, "femur");
});

test("skin that is seen through is not in the way; skin that is not is picked", () => {
  assert.equal(pickedAt(drawn(["skin", "femur"]), "femur")?.id, "femur");
  begin({ atlas: { entries: BALLS }, opacity: { skin: 1 } });
  assert.equal(pickedAt(drawn(["skin", "femur"]), "femur")?.id, "skin");
});

test("a nerve shows through a bone, and is picked through it", () => {
  assert.equal(pickedAt(drawn(["ischium", "sciatic"]), "sciatic")?.id, "sciatic");
  assert.equal(pickedAt(drawn(["ischium", "sciatic", "KI3"]), "KI3")?.id, "KI3");
});

test("a thin nerve may be missed by some pixels, and by no more", () => {
  const scene = drawn(["ischium", "sciatic"]);
  const at = project(FRONT, SIZE, [0, 0, 1000]);
  assert.ok(at);
  assert.equal(pick(scene, at.x + 5, at.y)?.id, "sciatic");
  assert.equal(pick(scene, at.x + 12, at.y)?.id, "ischium");
  assert.equal(pick(scene, at.x + 12, at.y, 12)?.id, "sciatic");
});

test("a region before a bone is picked, one behind it is not", () => {
  assert.equal(pickedAt(drawn(["tibia", "KI3"]), "KI3")?.id, "KI3");
  assert.equal(pickedAt(drawn(["tibia", "KI3"], BEHIND), "KI3", BEHIND)?.id, "tibia");
});

test("a ball is hit where it is seen and nowhere else, from wherever one looks", () => {
  const random = chance(3);
  let [hits, misses] = [0, 0];
  for (let i = 0; i < 300; i += 1) {
    /** @type {Pose} */
    const pose = { ...FRONT, azimuth: 360 * random(), elevation: 160 * random() - 80, distance: 300 + 400 * random() };
    const scene = drawn(["femur"], pose);
    const at = project(pose, SIZE, [0, 0, 900]);
    assert.ok(at);
    const radius = (30 / Math.sqrt(pose.distance ** 2 - 30 ** 2)) * (SIZE.height / 2 / Math.tan((11 * Math.PI) / 180));
    const apart = 2 * radius * random();
    const turn = 2 * Math.PI * random();
    const hit = pick(scene, at.x + apart * Math.cos(turn), at.y + apart * Math.sin(turn));
    if (apart < 0.97 * radius) assert.equal(hit?.id, "femur", `${apart} of ${radius}`);
    if (apart > radius) assert.equal(hit, null, `${apart} of ${radius}`);
    if (hit) hits += 1;
    else misses += 1;
  }
  assert.ok(hits > 100 && misses > 100);
});

test("a thing is drawn by its layer, its side, what is hidden or shown alone, and what is chosen", () => {
  const entries = {
    "femur.left": { kind: "bone", layer: "bones", side: "left" },
    "sciatic.left": { kind: "nerve", layer: "nerves", side: "left" },
    "sciatic-high.left": { kind: "nerve", layer: "nerves", side: "left", variant: "high", stands_for: ["sciatic.left"] },
    sacrum: { kind: "bone", layer: "bones", side: "midline" },
  };
  begin({ atlas: { entries, zones: {} } });
  const none = /** @type {ReadonlySet<string>} */ (new Set());
  const wanted = { shown: { bones: true, nerves: true }, side: /** @type {const} */ ("both"), hidden: none, isolated: none, lit: none, variant: "", replaced: none };
  const choice = { selected: "", lit: none, claimed: none, first: none, also: none, felt: none, site: false };
  const seen = (change = {}, chosen = {}) => Object.keys(entries).filter((id) => isVisible(id, { ...wanted, ...change }, { ...choice, ...chosen }));
  assert.deepEqual(seen(), ["femur.left", "sciatic.left", "sacrum"]);
  assert.deepEqual(seen({ shown: { bones: false, nerves: true } }), ["sciatic.left"]);
  assert.deepEqual(seen({ side: "right" }), ["sacrum"]);
  assert.deepEqual(seen({ side: "right" }, { selected: "femur.left" }), ["femur.left", "sacrum"]);
  assert.deepEqual(seen({ side: "right" }, { first: new Set(["femur.left"]) }), ["femur.left", "sacrum"]);
  assert.deepEqual(seen({ shown: {} }, { felt: new Set(["femur.left"]) }), ["femur.left"], "what a finger feels on its way");
  assert.deepEqual(seen({ hidden: new Set(["sacrum"]) }, { selected: "sacrum" }), ["femur.left", "sciatic.left"]);
  assert.deepEqual(seen({ isolated: new Set(["femur.left"]) }), ["femur.left"]);
  const variant = { variant: "high", replaced: new Set(["sciatic.left"]) };
  assert.deepEqual(seen(variant), ["femur.left", "sciatic-high.left", "sacrum"]);
  assert.deepEqual(seen({ ...variant, hidden: new Set(["sciatic.left"]) }), ["femur.left", "sacrum"]);
  assert.deepEqual(seen({ ...variant, isolated: new Set(["sciatic.left"]) }), ["sciatic-high.left"]);
});
