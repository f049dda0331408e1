// Labels at the margins: whatever is to be named, leaders do not cross, nothing is covered, and what weighs more is named first.

import assert from "node:assert/strict";
import test from "node:test";

import { spread } from "../../viewer/web/camera/margin_column.js";
import { keep, lay } from "../../viewer/web/camera/margins.js";
import { chance } from "./known.js";

/** @typedef {import("../../viewer/web/camera/margins.js").Anchor} Anchor */
/** @typedef {import("../../viewer/web/camera/margins.js").Frame} Frame */
/** @typedef {import("../../viewer/web/camera/margins.js").Label} Label */
/** @typedef {import("../../viewer/web/camera/leaders.js").Spot} Spot */
/** @typedef {import("../../viewer/web/camera/leaders.js").Box} Box */

/** @type {Frame} */
const DESK = { left: 16, right: 1264, top: 12, bottom: 700, gap: 10, width: 1280 };
/** @type {Frame} */
const PHONE = { left: 8, right: 382, top: 8, bottom: 462, gap: 8, width: 390 };
const LAYOUTS = 400;

/** @param {Partial<Anchor>} [own] @returns {Anchor} */
const anchor = (own) => ({ id: "sciatic", x: 500, y: 300, wide: 120, high: 38, weight: 1, ...own });

/** Layouts by chance, the same in every run: wide and narrow, few and far too many, bunched and scattered, with things in the way. */
function* layouts() {
  const random = chance(11);
  const from = (/** @type {number} */ low, /** @type {number} */ high) => low + random() * (high - low);
  for (let i = 0; i < LAYOUTS; i += 1) {
    const base = i % 2 ? DESK : PHONE;
    const [wide, high] = [base.right - base.left, base.bottom - base.top];
    const bunch = i % 3 === 0 ? 0.15 : 0.9;
    const middle = [base.left + wide * from(0.4, 0.6), base.top + high * from(0.4, 0.6)];
    const anchors = Array.from({ length: Math.floor(from(1, 24)) }, (_, k) =>
      anchor({
        id: `thing-${k}`, x: middle[0] + wide * bunch * from(-0.5, 0.5), y: middle[1] + high * bunch * from(-0.5, 0.5),
        wide: from(40, base === PHONE ? 140 : 200), high: random() < 0.5 ? 20 : 38, weight: Math.floor(from(4, 9)),
      }));
    const taken = Array.from({ length: i % 4 }, () => {
      const [left, top] = [from(0, base.width), from(0, base.bottom)];
      return { left, top, right: left + from(20, 110), bottom: top + from(20, 110) };
    });
    yield { anchors, frame: { ...base, taken }, random, name: `layout ${i}` };
  }
}

/** @param {Label} label @param {readonly Anchor[]} anchors @returns {Box} */
function boxOf({ id, x, y }, anchors) {
  const own = anchors.find((one) => one.id === id);
  assert.ok(own);
  return { left: x, top: y, right: x + own.wide, bottom: y + own.high };
}

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** @param {Label} label @returns {[Spot, Spot][]} */
const linesOf = ({ leader: [a, b, c] }) => [[a, b], [b, c]];

/** Solved as two equations, otherwise than the code does. @param {[Spot, Spot]} one @param {[Spot, Spot]} other */
function cross([[ax, ay], [bx, by]], [[cx, cy], [dx, dy]]) {
  const det = (bx - ax) * (cy - dy) - (by - ay) * (cx - dx);
  if (det === 0) return false;
  const s = ((cx - ax) * (cy - dy) - (cy - ay) * (cx - dx)) / det;
  const t = ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / det;
  return s >= 0 && s <= 1 && t >= 0 && t <= 1;
}

/** Whether a line goes through a box, asked at 200 of its places. @param {[Spot, Spot]} line @param {Box} box */
const enters = ([a, b], box) =>
  Array.from({ length: 201 }, (_, i) => [a[0] + ((b[0] - a[0]) * i) / 200, a[1] + ((b[1] - a[1]) * i) / 200])
    .some(([x, y]) => x > box.left && x < box.right && y > box.top && y < box.bottom);

/** All that a reader would stumble over. @param {readonly Label[]} labels @param {readonly Anchor[]} anchors @param {Frame} frame */
function faults(labels, anchors, frame) {
  /** @type {string[]} */
  const found = [];
  labels.forEach((label, i) => {
    const box = boxOf(label, anchors);
    const own = /** @type {Anchor} */ (anchors.find(({ id }) => id === label.id));
    const inside = box.left >= frame.left - 1e-6 && box.right <= frame.right + 1e-6 && box.top >= frame.top - 1e-6 && box.bottom <= frame.bottom + 1e-6;
    if (!inside) found.push(`${label.id} hangs out`);
    if (Math.hypot(label.leader[2][0] - own.x, label.leader[2][1] - own.y) > 1e-6) found.push(`${label.id} leads elsewhere`);
    const [[from, level], [elbow, turned]] = label.leader;
    const gone = label.side === "left" ? [from - box.right, elbow - from, own.x - elbow] : [box.left - from, from - elbow, elbow - own.x];
    if (level !== turned || gone.some((step) => step <= 0 || !Number.isFinite(step)) || gone[0] > 8) found.push(`${label.id} has no fair leader`);
    if (level < box.top || level > box.bottom) found.push(`${label.id} is left beside its words`);
    for (const rect of frame.taken ?? []) {
      if (meet(box, rect)) found.push(`${label.id} covers what is taken`);
      if (linesOf(label).some((line) => enters(line, rect))) found.push(`${label.id} leads under what is taken`);
    }
    labels.forEach((other, k) => {
      if (k === i) return;
      const its = boxOf(other, anchors);
      const [ex, ey] = other.leader[2];
      if (ex > box.left && ex < box.right && ey > box.top && ey < box.bottom) found.push(`${label.id} covers what ${other.id} names`);
      if (linesOf(label).some((line) => enters(line, its))) found.push(`${label.id} leads through ${other.id}`);
      if (k < i) return;
      if (meet(box, its)) found.push(`${label.id} overlaps ${other.id}`);
      if (linesOf(label).some((line) => linesOf(other).some((second) => cross(line, second)))) found.push(`${label.id} crosses ${other.id}`);
    });
  });
  return found;
}

/** @param {readonly Label[]} labels @param {Label["side"]} side */
const down = (labels, side) => labels.filter((label) => label.side === side).map(({ id }) => id);

/** @param {readonly Anchor[]} anchors @param {() => number} random @param {number} by pixels */
const moved = (anchors, random, by) => anchors.map((one) => ({ ...one, x: one.x + by * (2 * random() - 1), y: one.y + by * (2 * random() - 1) }));

test("nothing crosses, overlaps, is covered or hangs out, whatever is named", () => {
  let count = 0;
  for (const { anchors, frame, name } of layouts()) {
    const labels = lay(anchors, frame);
    assert.deepEqual(faults(labels, anchors, frame), [], name);
    count += labels.length;
  }
  assert.ok(count > 4 * LAYOUTS, `only ${count} labels: it is easy to do nothing wrong so`);
});

test("the check notices a crossing, an overlap, and what is covered", () => {
  const anchors = [anchor({ id: "high", y: 100 }), anchor({ id: "low", y: 300 })];
  const good = lay(anchors, { ...DESK, only: "left" });
  assert.deepEqual(faults(good, anchors, DESK), []);
  const [a, b] = good;
  const ends = [{ ...a, leader: [a.leader[0], a.leader[1], b.leader[2]] }, { ...b, leader: [b.leader[0], b.leader[1], a.leader[2]] }];
  assert.ok(faults(/** @type {Label[]} */ (ends), anchors, DESK).includes("high crosses low"));
  assert.ok(faults([a, { ...b, y: a.y + 5 }], anchors, DESK).includes("high overlaps low"));
  assert.ok(faults([{ ...a, x: b.leader[2][0] - 5, y: b.leader[2][1] - 5 }, b], anchors, DESK).includes("high covers what low names"));
  assert.ok(faults(good, anchors, { ...DESK, taken: [boxOf(a, anchors)] }).includes("high covers what is taken"));
  assert.ok(faults([{ ...a, x: 0 }, b], anchors, DESK).includes("high hangs out"));
});

test("a lighter one never drives out a heavier one", () => {
  for (const { anchors, frame, name } of layouts()) {
    const labels = lay(anchors, frame).map(({ id }) => id);
    for (const weight of [5, 7]) {
      const heavy = anchors.filter((one) => one.weight >= weight);
      const ids = new Set(heavy.map(({ id }) => id));
      assert.deepEqual(labels.filter((id) => ids.has(id)).sort(), lay(heavy, frame).map(({ id }) => id).sort(), name);
    }
  }
});

test("the heaviest is named wherever its leader can be a fair one", () => {
  for (const { anchors, frame, name } of layouts()) {
    const [first] = [...anchors].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
    if (lay([first], frame).length) assert.ok(lay(anchors, frame).some(({ id }) => id === first.id), name);
  }
});

test("laid again, everything stays where it is; after a tremble of the camera in its order and on its side", () => {
  for (const { anchors, frame, random, name } of layouts()) {
    const before = lay(anchors, frame);
    const again = lay(anchors, frame, before);
    const both = new Set(before.map(({ id }) => id));
    if (again.length === before.length) assert.deepEqual(again, before, name); // or something more has found room between them
    for (let i = 0; i < 4; i += 1) {
      const trembled = moved(anchors, random, i ? 1 : 0);
      const after = lay(trembled, frame, before);
      assert.deepEqual(faults(after, trembled, frame), [], name);
      const stayed = new Set(after.map(({ id }) => id).filter((id) => both.has(id)));
      for (const side of /** @type {const} */ (["left", "right"])) {
        assert.deepEqual(down(after, side).filter((id) => stayed.has(id)), down(before, side).filter((id) => stayed.has(id)), name);
      }
    }
  }
});

test("hardly one in a hundred labels is lost or won by a tremble", () => {
  let [all, changed] = [0, 0];
  for (const { anchors, frame, random } of layouts()) {
    const before = new Set(lay(anchors, frame).map(({ id }) => id));
    const after = new Set(lay(moved(anchors, random, 1), frame, lay(anchors, frame)).map(({ id }) => id));
    all += before.size;
    changed += [...before].filter((id) => !after.has(id)).length;
  }
  assert.ok(changed < all / 100, `${changed} of ${all}`);
});

test("each is named from its own half, one in the middle from either", () => {
  const sides = (/** @type {number} */ x) => lay([anchor({ x })], DESK).map(({ side }) => side);
  assert.deepEqual([sides(400), sides(900)], [["left"], ["right"]]);
  assert.deepEqual(lay([anchor({ x: 1000 })], { ...DESK, only: "left" }).map(({ side }) => side), []);
  assert.deepEqual(lay([anchor({ x: 700 })], { ...DESK, only: "left" }).map(({ side }) => side), ["left"]);
});

test("a label changes its side only once what it names has clearly passed the middle", () => {
  let labels = lay([anchor({ x: 600 })], DESK);
  const sideAt = (/** @type {number} */ x) => (labels = lay([anchor({ x })], DESK, labels))[0].side;
  assert.deepEqual([600, 650, 700, 790, 830].map(sideAt), ["left", "left", "left", "left", "right"]);
  assert.deepEqual([790, 700, 600, 490, 460].map(sideAt), ["right", "right", "right", "right", "left"]);
});

test("it stays on its side too when something far weightier comes", () => {
  const before = lay([anchor({ x: 600 })], DESK);
  const labels = lay([anchor({ x: 700 }), anchor({ id: "femur", x: 400, y: 500, weight: 9 })], DESK, before);
  assert.deepEqual(labels.map(({ id, side }) => [id, side]), [["sciatic", "left"], ["femur", "left"]]);
});

test("where leaders would cross in the order of what they name, another order is found", () => {
  const anchors = [anchor({ id: "far", x: 600, y: 100 }), anchor({ id: "near", x: 200, y: 120 })];
  const frame = { ...DESK, only: /** @type {const} */ ("left"), taken: [{ left: 0, right: 130, top: 0, bottom: 390 }] };
  const labels = lay(anchors, frame);
  assert.deepEqual(labels.map(({ id }) => id), ["near", "far"]);
  assert.deepEqual(faults(labels, anchors, frame), []);
});

test("what lies in a margin itself is named from the other side, where that is near enough", () => {
  assert.deepEqual(lay([anchor({ x: 90 })], PHONE).map(({ side }) => side), ["right"]);
  assert.deepEqual(lay([anchor({ x: 90 })], DESK), []);
});

test("one alone stands at the height of what it names; none are none", () => {
  const [label] = lay([anchor()], DESK);
  assert.deepEqual(label, { id: "sciatic", side: "left", x: 16, y: 290, leader: [[142, 300], [156, 300], [500, 300]] });
  assert.deepEqual(lay([], DESK), []);
  assert.deepEqual(keep([], DESK, [label]), []);
});

test("labels of one column stand at one edge, towards the body", () => {
  const anchors = [anchor({ id: "a", y: 100, wide: 60 }), anchor({ id: "b", y: 300, wide: 180 })];
  assert.deepEqual(lay(anchors, DESK).map(({ x }, i) => x + anchors[i].wide), [196, 196]);
  const right = anchors.map((one) => ({ ...one, x: 900 }));
  assert.deepEqual(lay(right, DESK).map(({ x }) => x), [1084, 1084]);
});

test("where too many are to be named, as many are as fit, and no more than are wanted", () => {
  const many = Array.from({ length: 60 }, (_, i) => anchor({ id: `n${i}`, x: 560 + (i % 2) * 160, y: 20 + 11 * i, weight: 60 - i }));
  const labels = lay(many, DESK);
  assert.ok(labels.length >= 20 && labels.length <= 28, `${labels.length}`);
  assert.deepEqual(faults(labels, many, DESK), []);
  assert.deepEqual(lay(many, { ...DESK, most: 8 }).map(({ id }) => id).sort(), ["n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7"]);
});

test("on a narrow phone the middle of the body is still named", () => {
  const anchors = [100, 180, 260, 340].map((y, i) => anchor({ id: `n${i}`, x: 180 + 10 * i, y, wide: 130 }));
  const labels = lay(anchors, PHONE);
  assert.equal(labels.length, 4);
  assert.deepEqual(faults(labels, anchors, PHONE), []);
});

test("what something lies over is not named", () => {
  assert.deepEqual(lay([anchor()], { ...DESK, taken: [{ left: 480, right: 520, top: 280, bottom: 320 }] }), []);
});

test("while the camera moves sides and order are kept, and still nothing crosses", () => {
  let [all, shown] = [0, 0];
  for (const { anchors, frame, random, name } of layouts()) {
    const before = lay(anchors, frame);
    for (const by of [4, 20, 80]) {
      const now = moved(anchors, random, by);
      const labels = keep(now, frame, before);
      assert.deepEqual(faults(labels, now, frame), [], name);
      const ids = new Set(labels.map(({ id }) => id));
      for (const side of /** @type {const} */ (["left", "right"])) assert.deepEqual(down(labels, side), down(before, side).filter((id) => ids.has(id)), name);
      if (by === 4) [all, shown] = [all + before.length, shown + labels.length];
    }
  }
  assert.ok(shown > 0.9 * all, `${shown} of ${all} are still shown after a small move`);
});

test("what leaves the frame while the camera moves loses its label, and has it back", () => {
  const anchors = [anchor({ id: "a", y: 100 }), anchor({ id: "b", y: 300 })];
  const before = lay(anchors, DESK);
  assert.deepEqual(keep(anchors.slice(1), DESK, before).map(({ id }) => id), ["b"]);
  assert.deepEqual(keep(anchors, DESK, before), before);
});

test("labels move as little as they must: alone not at all, together each by as much", () => {
  const wish = (/** @type {number} */ want) => ({ want, high: 20 });
  assert.deepEqual(spread([wish(50), wish(200)], [[0, 400]], 10), [50, 200]);
  assert.deepEqual(spread([wish(100), wish(100)], [[0, 400]], 10), [85, 115]);
  assert.deepEqual(spread([wish(-40)], [[0, 400]], 10), [0]);
  assert.deepEqual(spread([wish(100)], [[0, 110], [150, 400]], 10), [90]);
  assert.deepEqual(spread([wish(110), wish(112)], [[0, 110], [150, 400]], 10), [90, 150]);
  assert.equal(spread([wish(10), wish(20)], [[0, 45]], 10), null);
  assert.equal(spread([wish(10)], [], 10), null);
});
