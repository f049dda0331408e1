// When pictures are drawn of what still comes.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Coming, count, countNothing, isAwaited, isComplete } from "../../viewer/web/scene/loading.js";
import { begin } from "./stage.js";

beforeEach(() => begin({ loading: { done: 0, all: 0, bytes: 0, size: 0, failed: [] } }));

test("something is on its way until all has come, or will not", () => {
  assert.ok(!isAwaited());
  count({ all: 2 });
  assert.ok(isAwaited());
  count({ done: 1 });
  assert.ok(isAwaited() && !isComplete());
  count({ failed: ["skin"] });
  assert.ok(!isAwaited() && isComplete());
});

test("what still comes is drawn all at once, or in part after a moment; another body begins anew", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let drawn = 0;
  const coming = new Coming(() => (drawn += 1));
  assert.ok(!coming.keeps, "nothing is on its way");
  const arrive = () => {
    count({ done: 1 });
    coming.arrived();
  };
  count({ all: 4 });
  assert.ok(coming.keeps);
  arrive();
  arrive();
  assert.deepEqual([drawn, coming.keeps], [0, true]);
  mock.timers.tick(1000);
  assert.deepEqual([drawn, coming.keeps], [1, false], "two parts in one picture");
  arrive();
  arrive();
  assert.equal(drawn, 2, "the last part does not wait");
  mock.timers.tick(5000);
  assert.equal(drawn, 2, "nor is it drawn once more");
  count({ all: 1 });
  assert.ok(!coming.keeps, "a layer more, while the body stands");
  countNothing();
  coming.begin();
  count({ all: 2 });
  assert.ok(coming.keeps);
  arrive();
  arrive();
  assert.deepEqual([drawn, coming.keeps], [3, false]);
  mock.timers.reset();
});
