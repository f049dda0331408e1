// The faces of a cut: filled, nested, with edges, made anew only when something changed.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { COLOURS, faceColour } from "../../viewer/web/scene/appearance.js";
import { Caps } from "../../viewer/web/scene/caps.js";
import { NOTHING_CHOSEN } from "../../viewer/web/scene/choice.js";
import { across } from "../../viewer/web/scene/cut.js";
import { ribbon } from "../../viewer/web/scene/edge.js";
import { ball } from "./solids.js";
import { begin } from "./stage.js";

const ENTRIES = { disc: { kind: "disc", layer: "bones" }, nucleus: { kind: "disc", layer: "bones" }, sciatic: { kind: "nerve", layer: "nerves" } };
const CUT = { plane: across({ origin: [0, 0, 0], normal: [0, 0, 1] }), shift: null };
const OPAQUE = { bones: 1, nerves: 1 };

beforeEach(() => begin({ atlas: { entries: ENTRIES } }));

/** What vtk.js would hold, as far as faces are drawn with it. */
function held() {
  /** @type {Record<string, any>} */
  const kept = { fills: 0 };
  const store = (/** @type {string} */ name) => ({
    setData: (/** @type {any} */ values) => (kept[name] = values),
    newClone: () => ({ setData(/** @type {any} */ values) { this.values = values; }, setName() {} }),
  });
  const data = {
    getPoints: () => store("points"),
    getPolys: () => store("cells"),
    getPointData: () => ({ setNormals: (/** @type {any} */ { values }) => (kept.normals = values), setScalars: (/** @type {any} */ { values }) => (kept.colours = values) }),
    modified: () => (kept.fills += 1),
  };
  const mapper = { getViewSpecificProperties: () => ({}), setPopulateSelectionSettings() {}, setInputData() {} };
  return { kept, held: { actor: { setVisibility: (/** @type {boolean} */ on) => (kept.seen = on) }, mapper, property: { set() {} }, data } };
}

/** @param {string} id @param {number[]} middle @param {number} radius @returns {any} */
function group(id, middle, radius, layer = "bones") {
  const mesh = ball(middle, radius);
  return { group: id, layer, mesh, shownParts: [{ ...mesh.parts[0], id }] };
}

/** Straight down on a place. @param {number} x @param {number} y @returns {import("../../viewer/web/camera/types.js").Ray} */
const down = (x, y) => ({ origin: [x, y, 100], direction: [0, 0, -1] });

test("what lies within something is drawn on it, and met first", () => {
  const { kept, held: own } = held();
  const caps = new Caps(own);
  caps.follow([group("nucleus", [0, 0, 0], 4), group("disc", [0, 0, 0], 10)], CUT, NOTHING_CHOSEN, OPAQUE);
  assert.ok(kept.seen);
  assert.equal(kept.points.length, kept.colours.length);
  assert.equal(kept.points.length, kept.normals.length);
  const heights = new Set([...kept.points].filter((_, i) => i % 3 === 2).map((z) => z.toFixed(3)));
  assert.deepEqual([...heights].sort(), ["0.000", "0.010", "0.020", "0.030"], "two faces, each with its edge before it");
  assert.deepEqual(caps.meet(down(1, 1)), { id: "nucleus", distance: 100, level: 1 });
  assert.equal(caps.meet(down(7, 0))?.id, "disc");
  assert.equal(caps.meet(down(20, 0)), null);
  assert.equal(caps.meet({ origin: [0, 0, -100], direction: [0, 0, 1] }), null, "from behind there is no face");
});

test("a word points at a face where nothing else lies on it", () => {
  const caps = new Caps(held().held);
  caps.follow([group("disc", [0, 0, 0], 10), group("nucleus", [0, 0, 0], 6)], CUT, NOTHING_CHOSEN, OPAQUE);
  const [x, y, z] = caps.placeOn("disc") ?? [0, 0, 1];
  assert.ok(Math.hypot(x, y) > 5.9 && Math.hypot(x, y) < 10 && z === 0);
  assert.equal(caps.placeOn("sciatic"), null);
});

test("faces are made anew only when the plane, a mesh, a colour or what is drawn has changed", () => {
  const { kept, held: own } = held();
  const caps = new Caps(own);
  const disc = group("disc", [0, 0, 0], 10);
  const follow = (/** @type {Parameters<Caps["follow"]>[1]} */ cut = CUT, choice = NOTHING_CHOSEN, opacity = OPAQUE) => {
    caps.follow([disc], cut, choice, opacity);
    return kept.fills;
  };
  assert.deepEqual([follow(), follow()], [1, 1]);
  assert.equal(follow({ plane: across({ origin: [0, 0, 1], normal: [0, 0, 1] }), shift: null }), 2);
  disc.mesh = { ...disc.mesh };
  assert.equal(follow(), 3);
  assert.equal(follow(CUT, { ...NOTHING_CHOSEN, lit: new Set(["disc"]) }), 4);
  assert.equal(follow(CUT, NOTHING_CHOSEN, { ...OPAQUE, bones: 0.3 }), 5);
  assert.equal(kept.colours.every((/** @type {number} */ value, /** @type {number} */ i) => value === COLOURS.edge[i % 3]), true, "what one sees through has edges only");
  follow(null);
  assert.equal(kept.seen, false);
  assert.equal(follow(), 6);
  assert.equal(kept.seen, true);
});

test("a face looks like the inside; what is lit has that colour, and a quiet nerve stays yellow", () => {
  const of = (/** @type {"disc" | "nucleus" | "sciatic"} */ id, /** @type {string[]} */ lit) => faceColour({ ...ENTRIES[id], id }, { ...NOTHING_CHOSEN, lit: new Set(lit) });
  assert.notDeepEqual(of("disc", []), COLOURS.disc);
  assert.notDeepEqual(of("disc", []), of("nucleus", []));
  assert.equal(of("disc", ["disc"]), COLOURS.lit);
  assert.equal(of("sciatic", ["disc"]), COLOURS.nerve);
});

test("a layer that is not cut has no face", () => {
  const { kept, held: own } = held();
  const caps = new Caps(own);
  caps.follow([group("sciatic", [0, 0, 0], 3, "nerves")], { plane: CUT.plane, shift: { bones: 0 } }, NOTHING_CHOSEN, OPAQUE);
  assert.equal(kept.seen, false);
  caps.follow([group("sciatic", [0, 0, 0], 3, "nerves")], { plane: CUT.plane, shift: { nerves: 2 } }, NOTHING_CHOSEN, OPAQUE);
  assert.equal(caps.meet(down(0, 0))?.distance, 98);
});

test("a ribbon goes around, with its outside on the outside", () => {
  const { outward, triangles } = ribbon(Float64Array.from([0, 0, 4, 0, 4, 4, 0, 4]));
  assert.equal(triangles.length, 4 * 2 * 3);
  assert.ok(triangles.every((number) => number < 8));
  assert.ok(outward[0] < 0 && outward[1] < 0 && outward[4] > 0 && outward[5] > 0);
  for (let i = 0; i < outward.length; i += 2) assert.ok(Math.abs(Math.hypot(outward[i], outward[i + 1]) - 1) < 1e-12);
});
