// Views that are kept: the list, and the file that is made of it.

import assert from "node:assert/strict";
import test from "node:test";
import { idOf, plain, storyFile } from "../../viewer/web/kept/story_file.js";
import { MOST, changedView, movedView, pointOf, shareOf, withView, withoutView } from "../../viewer/web/kept/views.js";

const view = (title, more = {}) => ({ title, words: "", select: "", look: "view=back", pins: [], ...more });
const views = ["one", "two", "three"].map((title) => view(title)).reduce((now, one) => withView(now, one), []);
const titles = (list) => list.map(({ title }) => title);

test("each view has a key of its own, also after one was removed", () => {
  const fewer = withView(withoutView(views, 2), view("four"));
  assert.deepEqual(titles(fewer), ["one", "three", "four"]);
  assert.equal(new Set(fewer.map(({ key }) => key)).size, 3);
});

test("a story holds no more than its most", () => {
  const full = Array.from({ length: MOST + 3 }, (_, i) => view(`${i}`)).reduce((now, one) => withView(now, one), []);
  assert.equal(full.length, MOST);
});

test("views move one place, and not beyond the ends", () => {
  assert.deepEqual(titles(movedView(views, 2, -1)), ["two", "one", "three"]);
  assert.deepEqual(titles(movedView(views, 2, 1)), ["one", "three", "two"]);
  assert.equal(movedView(views, 1, -1), views);
  assert.equal(movedView(views, 3, 1), views);
  assert.equal(movedView(views, 9, 1), views);
});

test("what is changed keeps its key and leaves the others", () => {
  const changed = changedView(views, 2, { title: "new", key: 7 });
  assert.deepEqual(changed.map(({ key, title }) => [key, title]), [[1, "one"], [2, "new"], [3, "three"]]);
});

test("a pin is at the same place of the thing on every body", () => {
  const [small, large] = [{ centre: [10, 20, 30], reach: 50 }, { centre: [0, 0, 100], reach: 100 }];
  const at = shareOf([35, 20, 5], small);
  assert.deepEqual(pointOf(at, small), [35, 20, 5]);
  assert.deepEqual(pointOf(at, large), [50, 0, 50]);
  assert.deepEqual(shareOf([9999, 20, 30], small), [3, 0, 0], "no farther than a record may say");
});

test("words become one line without markup or what no reader sees", () => {
  assert.equal(plain("  one\n\n two\t\u200bthree\u0007 ", 99), "one two three");
  const markup = /<\s*[a-zA-Z/!?]|&#?\w+;|\]\(|javascript:|\{\{/i;
  for (const text of ["<b>x</b>", "a < b", "&amp; &#x3c;", "[a](b)", "JavaScript:x", "{{ x }}", "< script"]) assert.doesNotMatch(plain(text, 99), markup, text);
  assert.equal(plain("abc def", 4), "abc");
});

test("an id is made of any title", () => {
  assert.equal(idOf("Für Frau Öztürk: S1?"), "own-fur-frau-ozturk-s1");
  assert.equal(idOf("坐骨"), "own-story");
  assert.match(idOf("x".repeat(300)), /^own-x{1,60}$/);
});

test("the file says all of it, in words that TOML reads as JSON does", () => {
  const kept = [
    { ...view('A "quoted" \\ title', { words: "First\nsecond.", look: "select=KI3.left&camera=1,2,300,4,5,6" }), key: 1, pins: [{ on: "tibia.left", at: [0.12345, 0, -1], says: "Here" }, { on: "skin", at: [0, 0, 0], says: "  " }] },
    { ...view(""), key: 2 },
  ];
  const text = storyFile("My lesson", kept);
  assert.match(text, /^title = "My lesson"\nversion = "1"\nlicence = /);
  assert.ok(text.includes('id = "own-my-lesson"'));
  assert.ok(text.includes('title = "A \\"quoted\\" \\\\ title"\nown = "First second."\nlook = "select=KI3.left&camera=1,2,300,4,5,6"'));
  assert.ok(text.includes('[[story.step.pin]]\non = "tibia.left"\nat = [0.123, 0.000, -1.000]\nsays = "Here"'));
  assert.equal(text.match(/story\.step\.pin/g)?.length, 1, "a pin without words is none");
  assert.ok(text.includes('title = "2"\nlook = "view=back"'), "a view without a title has its number");
});
