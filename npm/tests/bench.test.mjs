// The benchmark measures what it says: its pages are Clever's, its document is whole, its sums are right.
import assert from "node:assert/strict";
import { test } from "node:test";

import { judge } from "../../bench/budgets.mjs";
import { operations } from "../../bench/facts.mjs";
import { document } from "../../bench/openapi.mjs";
import { LISTS, recordsPage } from "../../bench/pages.mjs";
import { inTurns, median, ratio, summary } from "../../bench/stopwatch.mjs";
import { json, signedIn } from "./clever.mjs";

for (const [record, { ask }] of Object.entries(LISTS)) {
  test(`the pages of ${record} are as Clever publishes them`, async () => {
    const page = recordsPage(record, 40);
    const { clever } = await signedIn(() => json(page), { validation: "strict" });
    const { data } = await ask(clever);
    assert.deepEqual(data, page.data.map((row) => row.data && record !== "Attendance" && record !== "Submission" ? row.data : row));
    assert.deepEqual(recordsPage(record, 40), page);
  });
}

test("the document for generators has every operation, and all that it refers to", () => {
  const whole = document();
  const found = Object.values(whole.paths).flatMap((path) => Object.values(path)).map(({ operationId }) => operationId);
  assert.equal(found.length, 53);
  assert.deepEqual(found.sort(), operations.map(({ id }) => id).sort());
  const references = JSON.stringify(whole).match(/#\/components\/schemas\/\w+/g);
  assert.ok(references.length > 100);
  for (const reference of references) assert.ok(whole.components.schemas[reference.split("/").at(-1)], reference);
});

test("contenders take turns, and each begins a round", async () => {
  const order = [];
  const times = await inTurns({ one: () => order.push("one"), two: () => order.push("two") }, { rounds: 2, warmUp: 1 });
  assert.deepEqual(order, ["one", "two", "two", "one", "one", "two"]);
  assert.ok(times.one.ms >= times.one.least);
  await assert.rejects(inTurns({ one: () => Promise.reject(new Error("broken")) }, { rounds: 1 }), /broken/);
});

test("medians and ratios", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  const own = summary([{ clock: 1, cpu: 2 }, { clock: 3, cpu: 2 }, { clock: 2, cpu: 4 }]);
  const { ratio: clocks, least, cpu } = ratio(own, summary([{ clock: 4, cpu: 8 }]));
  assert.deepEqual({ clocks, least, cpu }, { clocks: 0.5, least: 0.25, cpu: 0.25 });
});

test("a budget that one engine misses is missed", () => {
  const figures = (cpu) => ({ clever: { ratio: 0.1, cpu }, "clever-auth": { ratio: 0.1 } });
  const [, whole] = judge({ startup: { chromium: figures(1), firefox: figures(0.5) } });
  assert.deepEqual(whole.seen, { chromium: 1, firefox: 0.5 });
  assert.equal(whole.held, true);
  assert.equal(judge({ startup: { chromium: figures(1), firefox: figures(1.01) } })[1].held, false);
  assert.equal(judge({ startup: { chromium: figures(1) } })[0].seen.chromium, 0.1); // without CPU time, the clock's
});
