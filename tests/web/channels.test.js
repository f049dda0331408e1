import assert from "node:assert/strict";
import { test } from "node:test";
import { CHANNELS, called, coded } from "../../viewer/web/search/channels.js";
import { wordsOf } from "../../viewer/web/search/fold.js";
import { LAST, POINTS } from "../../viewer/web/search/points.js";

// WHO Standard Acupuncture Point Locations, 2008
const WHO = { LU: 11, LI: 20, ST: 45, SP: 21, HT: 9, SI: 19, BL: 67, KI: 27, PC: 9, TE: 23, GB: 44, LR: 14, GV: 28, CV: 24 };

test("there are the 361 points of the WHO", () => {
  assert.deepEqual(Object.fromEntries(LAST), WHO);
  assert.deepEqual(Object.keys(CHANNELS), Object.keys(WHO));
  assert.equal(POINTS.length, 361);
});

test("every point has a name in letters and one in characters", () => {
  for (const { channel, number, pinyin, chinese } of POINTS) {
    assert.match(pinyin, /^[A-Z][a-z]+$/, channel + number);
    assert.match(chinese, /^\p{sc=Han}{2,3}$/u, channel + number);
    assert.ok(called(wordsOf(pinyin)).some((one) => one.channel === channel && one.number === number), pinyin);
    assert.ok(called(wordsOf(chinese)).some((one) => one.channel === channel && one.number === number), chinese);
  }
});

test("no letters stand for two channels", () => {
  const letters = Object.values(CHANNELS).flatMap((channel) => channel.letters);
  assert.equal(new Set(letters).size, letters.length);
});

test("every code is read however it is written", () => {
  for (const { channel, number } of POINTS)
    for (const letters of CHANNELS[channel].letters)
      for (const between of ["", " ", "-", " 0"]) {
        const written = `point ${letters.toUpperCase()}${between}${number}`;
        const found = coded(wordsOf(written));
        assert.equal(found?.code, `${channel}${number}`, written);
        assert.deepEqual(found?.rest, [], written);
      }
});

test("names of two words are read, and what stands beside a code is kept", () => {
  assert.equal(coded(wordsOf("Urinary Bladder 40"))?.code, "BL40");
  assert.equal(coded(wordsOf("Du Mai 4"))?.code, "GV4");
  assert.deepEqual(coded(wordsOf("BL60 Kunlun"))?.rest, ["kunlun"]);
});

test("levels and other numbers are no codes", () => {
  assert.notEqual(coded(wordsOf("L4/5"))?.code, "LU45");
  for (const words of ["type 2", "disc", "", "40", "xy3"]) assert.equal(coded(wordsOf(words)), null, words);
});
