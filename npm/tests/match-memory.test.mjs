// clever-wasm/match: what is left of a run in the memory that serves the next one.
import assert from "node:assert/strict";
import test from "node:test";
import { failure } from "./clever.mjs";

test("a small run's memory serves the next one, with nothing left in it", async () => {
  const made = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      made.push(this);
    }
  };
  try {
    const { matchRecords: match } = await import("../../pkg/dist/match.js?kept");
    const local = Array.from({ length: 3000 }, (_, row) => ({ sis_id: `sesame${row}`, email: `sesame${row}@x.org`, id: `own-sesame-${row}` }));
    const roster = local.map(({ sis_id, email }, row) => ({ id: `sesame-id-${row}`, email, roles: { student: { sis_id: row % 3 ? sis_id : "" } } }));
    const text = new TextEncoder().encode(local.map((record) => JSON.stringify(record)).join("\n"));
    const expected = local.map(({ id }, row) => `${id} sesame-id-${row} ${row % 3 ? "sis_id" : "email"}`);
    const told = ({ matches }) => Array.from(matches, ({ localId, id, key }) => `${localId} ${id} ${key}`);
    const before = made.length;
    const memory = () => Buffer.from(made.at(-1).exports.memory.buffer);
    for (const given of [local, text, local]) {
      const report = await match("student", given, roster, { worker: false, incremental: given === text, fields: { id: "id", sis_id: "sis_id", email: "email" } });
      assert.deepEqual(told(report), expected);
      assert.equal(memory().indexOf("sesame"), -1);
    }
    const instances = made.length - before;
    assert.ok(instances <= 2, `${instances} instances`); // one of them unpacks the module
    // Two at a time have one each, and what fails is not used again.
    const [one, other] = await Promise.all([match("student", local, roster, { worker: false }), match("student", text, roster, { worker: false })]);
    assert.equal(one.matches.length + other.matches.length, 6000);
    assert.equal(made.length - before, instances + 1);
    await failure(() => match("student", text, new TextEncoder().encode("[{]"), { worker: false }));
    await match("student", local, roster, { worker: false });
    assert.equal(made.length - before, instances + 2);
  } finally {
    WebAssembly.Instance = Instance;
  }
});
