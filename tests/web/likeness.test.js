import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, forgiven, sound, stem } from "../../viewer/web/search/likeness.js";

test("letters to put in, leave out, replace or swap are counted", () => {
  for (const [a, b, slips] of [
    ["sciatic", "sciatic", 0],
    ["siatic", "sciatic", 1],
    ["scaitic", "sciatic", 1],
    ["sacrem", "sacrum", 1],
    ["piraformus", "piriformis", 2],
  ]) {
    assert.equal(distance(a, b, 3), slips, a);
    assert.equal(distance(b, a, 3), slips, b);
  }
});

test("beyond the most that is asked for, it is only said that it is more", () => {
  assert.equal(distance("femur", "sacrum", 2), 3);
  assert.equal(distance("a", "tibialis", 2), 3);
});

test("what sounds alike is alike", () => {
  for (const [heard, written] of [
    ["pyriformis", "piriformis"],
    ["osteofite", "osteophyte"],
    ["spondilolistesis", "spondylolisthesis"],
  ])
    assert.equal(sound(heard), sound(written), heard);
});

test("codes and short words are never taken for misspelled", () => {
  assert.deepEqual(["l5", "leg", "bl40", "nerve", "sciatic", "spondylolisthesis"].map(forgiven), [0, 0, 0, 1, 2, 3]);
});

test("the forms of a word share a stem, and other words do not", () => {
  for (const forms of [
    ["numb", "numbness"],
    ["sit", "sitting", "sits"],
    ["herniated", "herniation"],
    ["disc", "discs"],
    ["toe", "toes"],
    ["painkiller", "painkillers"],
  ])
    assert.equal(new Set(forms.map(stem)).size, 1, forms.join());
  for (const [one, other] of [["sacrum", "sacral"], ["pelvis", "pelvi"], ["gluteus", "gluteu"], ["l5", "l4"]])
    assert.notEqual(stem(one), stem(other), one);
});
