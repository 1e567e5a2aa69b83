// `cargo xtask memory` at the size of a test: what lists hold while they are read, and what they leave.
import assert from "node:assert/strict";
import test from "node:test";
import { gathering, iterating, paging, returning } from "../../tests/memory/measures.mjs";

// What is read comes to more than twice the bound.
const SMALL = { users: 40_000, limit: 1_000, bound: 24 * 1024 * 1024 };

for (const measure of [
  () => iterating(SMALL),
  () => paging(SMALL),
  () => gathering({ users: 20_000, limit: 500 }),
  () => returning({ pages: 100, limit: 100, rounds: 4 }),
]) {
  test(`memory: ${String(measure).slice(6)}`, async (t) => {
    const { name, fits, figures } = await measure();
    t.diagnostic(`${name}: ${figures}`);
    assert.ok(fits, `${name}: ${figures}`);
  });
}
