// What a list delivers is what JSON.parse would: the same members, the same values.
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout } from "node:timers/promises";
import v8 from "node:v8";
import vm from "node:vm";
import { failure, json, page, signedIn, user } from "./clever.mjs";
import { dice, document } from "./documents.mjs";

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");

/** An answer in pieces, cut there. */
const answer = (bytes, cuts) => {
  const edges = [0, ...cuts, bytes.length];
  const pieces = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
  const stream = new ReadableStream({
    pull(controller) {
      if (pieces.length === 0) controller.close();
      else controller.enqueue(pieces.shift());
    },
  });
  return new Response(stream, { status: 200, headers: { "content-type": "application/json" } });
};
const encode = (text) => new TextEncoder().encode(text);
const parsed = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
const records = (bytes) => parsed(bytes).data.map((row) => row.data);

let body;
let cuts = [];
const { clever } = await signedIn(() => answer(body, cuts));
const read = async (bytes, at = [], options = {}) => {
  [body, cuts] = [bytes, at];
  return (await clever.getUsers({}, options)).data;
};
/** Equal down to -0 and own members. */
const same = (found, expected, message) => {
  assert.deepStrictEqual(found, expected, message);
  const signs = (value) => JSON.stringify(value, (_, held) => (Object.is(held, -0) ? "minus zero" : held === Infinity ? "infinity" : held));
  const sorted = (value) => (value === null || typeof value !== "object" ? value
    : Array.isArray(value) ? value.map(sorted)
    : Object.fromEntries(Object.keys(value).sort().map((key) => [`.${key}`, sorted(value[key])])));
  assert.equal(signs(sorted(found)), signs(sorted(expected)), message);
};

test("any document is read as JSON.parse reads it, however it is cut", async () => {
  for (let seed = 1; seed <= 700; seed++) {
    const bytes = encode(document(seed));
    const { below } = dice(seed);
    const at = Array.from({ length: below(6) }, () => below(bytes.length + 1)).sort((a, b) => a - b);
    same(await read(bytes, at), records(bytes), `seed ${seed}`);
  }
});

test("a page may be cut anywhere", async () => {
  for (const seed of [3, 14, 15]) {
    const bytes = encode(document(seed));
    const expected = records(bytes);
    for (let at = 0; at <= bytes.length; at++) same(await read(bytes, [at]), expected, `seed ${seed}, cut at ${at}`);
    same(await read(bytes, Array.from(bytes.keys())), expected, `seed ${seed}, byte by byte`);
  }
});

test("no prefix of a page is a page", async () => {
  const bytes = encode(document(21).trimEnd());
  for (let length = 0; length < bytes.length; length++) {
    const error = await failure(() => read(bytes.subarray(0, length)));
    assert.deepEqual([error.code, error.reason], ["invalid_response", "malformed"], `${length}`);
  }
});

test("malformed UTF-8 becomes what the platform makes of it, and is an issue", async () => {
  const text = '{"data":[{"data":{"id":"5f0123456789abcdef012345","email":"aé小😀 and more of it","ext":{"é":"é"},"name":{"last":"é"}}}]}';
  const clean = encode(text);
  let ill = 0;
  for (let at = clean.indexOf(0x61, 60); at < clean.length; at++) {
    for (const byte of [0x80, 0xc3, 0xe5, 0xf0, 0xff, 0xed]) {
      const bytes = clean.slice();
      bytes[at] = byte;
      let expected;
      try {
        expected = records(bytes);
      } catch {
        continue; // no longer JSON
      }
      body = bytes;
      cuts = [at];
      const { data, issues } = await clever.getUsers();
      same(data, expected, `${byte} at ${at}`);
      const isIll = new TextDecoder().decode(bytes).includes("\ufffd");
      assert.equal(issues.length > 0 && issues.every((issue) => issue.reason === "invalid_utf8"), isIll, `${byte} at ${at}`);
      ill += isIll ? 1 : 0;
    }
  }
  assert.ok(ill > 100, `${ill}`);
});

test("a list that comes twice counts once, the second time", async () => {
  same(await read(encode('{"data":[{"data":{"id":"a"}},{"data":{"id":"b"}}],"data":[{"data":{"id":"c"}}]}')), [{ id: "c" }]);
});

test("fields are those that were asked for, of any document", async () => {
  const fields = ["id", "email", "name.last", "roles.student.location.city", "roles.teacher", "roles.student.enrollments.school", "ext", "name"];
  const pick = (value, names) => {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map((entry) => pick(entry, names));
    const whole = new Set(names.filter((rest) => rest.length === 1).map(([name]) => name));
    const picked = {};
    for (const name of new Set(names.map(([first]) => first))) {
      if (!Object.hasOwn(value, name)) continue;
      const inner = names.filter(([first]) => first === name).map(([, ...rest]) => rest);
      picked[name] = whole.has(name) ? value[name] : pick(value[name], inner);
    }
    return picked;
  };
  const split = (names) => names.map((name) => name.split("."));
  for (let seed = 1; seed <= 120; seed++) {
    const wanted = fields.filter((_, index) => (seed >>> (index % 5)) & 1);
    const bytes = encode(JSON.stringify(JSON.parse(JSON.stringify(parsed(encode(document(seed)))))));
    const expected = records(bytes).map((record) => pick(record, split(wanted)));
    const found = await read(bytes, [], { fields: wanted });
    // What does not fit its type is delivered as it stands: only what does fit is compared.
    found.forEach((record, index) => {
      for (const name of ["id", "email"]) assert.deepEqual(record[name], expected[index][name]);
      assert.deepEqual(Object.keys(record).sort(), Object.keys(expected[index]).sort(), `seed ${seed}`);
    });
  }
  const whole = encode(JSON.stringify({ data: [{ data: { id: "a", email: "e", ext: { x: { y: 1, z: 2 } }, name: { first: "f", last: "l" }, roles: { student: { grade: "1", schools: ["s"] } } } }] }));
  same(await read(whole, [], { fields: ["id", "name.last", "roles.student.grade", "roles.student.none"] }), [
    { id: "a", name: { last: "l" }, roles: { student: { grade: "1" } } },
  ]);
  same(await read(whole, [], { fields: ["name", "name.last", "ext.x.y"] }), [{ ext: { x: { y: 1 } }, name: { first: "f", last: "l" } }]);
  same(await read(whole, [], { fields: [] }), [{}]);
});

test("iterating delivers records before the last byte", async () => {
  let finish;
  const rows = (from) => Array.from({ length: 3 }, (_, index) => JSON.stringify({ data: user(`${from}${index}`) })).join();
  const slow = await signedIn(() => {
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(encode(`{"data":[${rows("a")},{"data":{"id":"half`));
        finish = () => {
          controller.enqueue(encode(`"}},${rows("b")}]}`));
          controller.close();
        };
      },
    });
    return new Response(stream, { headers: { "content-type": "application/json" } });
  });
  const seen = [];
  for await (const record of slow.clever.getUsers()) {
    seen.push(record.id);
    if (seen.length === 3) finish();
  }
  assert.deepEqual(seen, ["a0", "a1", "a2", "half", "b0", "b1", "b2"]);
});

test("a first page that was iterated is the list's first page", async () => {
  let asked = 0;
  const app = await signedIn(() => (asked++, answer(encode(`{"data":[${["a", "b", "c"].map((id) => JSON.stringify({ data: user(id) })).join()}]}`), [40, 90])));
  const list = app.clever.getUsers();
  const seen = [];
  for await (const record of list) seen.push(record);
  assert.deepEqual([seen.map((record) => record.id), asked], [["a", "b", "c"], 1]);
  assert.deepEqual([(await list).data, asked], [seen, 1]);
  for await (const record of list) assert.equal(record, seen.shift());
  assert.deepEqual([seen, asked], [[], 1]);

  const left = app.clever.getUsers();
  for await (const _ of left) break;
  assert.deepEqual([(await left).data.map((record) => record.id), asked], [["a", "b", "c"], 3]);
});

/** A page that breaks off behind so many rows, and then goes on with `second`. */
async function broken(rows, cut, second, run) {
  const row = (id) => JSON.stringify({ data: user(id) });
  let count = 0;
  const torn = await signedIn(() => {
    count++;
    if (count > 1) return second();
    const pieces = [encode(`{"data":[${rows.map(row).join()}`).subarray(0, -cut)];
    return new Response(
      new ReadableStream({
        pull(controller) {
          if (pieces.length > 0) controller.enqueue(pieces.shift());
          else controller.error(new TypeError("network"));
        },
      }),
      { headers: { "content-type": "application/json" } },
    );
  });
  const seen = [];
  const error = await failure(async () => {
    for await (const record of run(torn.clever)) seen.push(record.id ?? record.student_id);
    throw Object.assign(new Error("whole"), { code: "none" });
  });
  return { seen, error, count };
}

test("every record comes once when an answer breaks off within a page", async () => {
  const whole = (ids) => () => page(ids.map(user));
  const users = (clever) => clever.getUsers();
  const good = await broken(["a", "b", "c"], 5, whole(["a", "b", "c", "d"]), users);
  assert.deepEqual([good.seen, good.error.code, good.count], [["a", "b", "c", "d"], "none", 2]);
  const more = await broken(["b", "c"], 1, whole(["a", "b", "c", "d"]), users);
  assert.deepEqual(more.seen, ["b", "c", "d"]);
  const other = await broken(["a", "b", "c"], 5, whole(["x", "y"]), users);
  assert.deepEqual([other.seen, other.error.code, other.error.reason, other.error.delivered], [["a", "b"], "invalid_response", "broken_page", 2]);
  const awaited = await broken(["a", "b", "c"], 5, whole(["x", "y"]), async function* (clever) {
    yield* (await clever.getUsers()).data;
  });
  assert.deepEqual(awaited.seen, ["x", "y"]);
});

test("rows without an id are told apart by what they say", async () => {
  const bare = (ids) => ids.map((id) => JSON.stringify({ student_id: id }));
  const torn = async (second) => {
    let count = 0;
    const { clever } = await signedIn(() => {
      if (++count > 1) return new Response(second, { headers: { "content-type": "application/json" } });
      const pieces = [encode(`{"data":[${bare(["a", "a", "b"]).join()}`)];
      return new Response(new ReadableStream({
        pull: (controller) => (pieces.length > 0 ? controller.enqueue(pieces.shift()) : controller.error(new TypeError("network"))),
      }), { headers: { "content-type": "application/json" } });
    });
    const seen = [];
    const error = await failure(async () => {
      for await (const record of clever.listAttendanceForSchool("s")) seen.push(record.student_id);
      throw Object.assign(new Error("whole"), { code: "none" });
    });
    return [seen, error.code, error.delivered];
  };
  assert.deepEqual(await torn(`{"data":[${bare(["a", "a", "b", "c"]).join()}]}`), [["a", "a", "b", "c"], "none", undefined]);
  assert.deepEqual(await torn(`{"data":[${bare(["a", "x", "b", "c"]).join()}]}`), [["a", "a", "b"], "invalid_response", 3]);
});

test("a broken page says how much of it was delivered", async () => {
  const torn = await signedIn(() => json(null).status && new Response('{"data":[{"data":{"id":"a"}},{"data":{"id":"b"}},nonsense]}', { headers: { "content-type": "application/json" } }));
  const seen = [];
  const error = await failure(async () => {
    for await (const record of torn.clever.getUsers({ starting_after: "z" })) seen.push(record.id);
  });
  assert.deepEqual([error.code, error.reason, error.cursor, error.delivered], ["invalid_response", "malformed", "z", seen.length]);
});

test("what is kept of a record keeps no page", async () => {
  // So many that what else comes and goes in the heap does not count.
  const rows = 30_000;
  const filler = "x".repeat(40);
  const text = JSON.stringify({ data: Array.from({ length: rows }, (_, index) => {
    const id = `5f${String(index).padStart(22, "0")}`;
    return { data: { id, email: `${id}@example.org`, created: `${filler}${index}`, name: { last: `${filler}${index}` } }, uri: `/v3.1/users/${id}` };
  }) });
  const bytes = encode(text);
  const used = () => (collect(), collect(), process.memoryUsage().heapUsed);
  // Its requests are not listed: their signals would hold the calls.
  const { clever } = await signedIn(undefined, { fetch: async () => answer(body, cuts) });
  const turn = async () => {
    for (let step = 0; step < 3; step++) await setTimeout(5);
    [body, cuts] = [encode('{"data":[]}'), []];
    await clever.getUsers(); // an engine may hold what its last call returned
    await setTimeout(5);
    return used();
  };
  // What goes, goes some turns later: the heap is at rest when four of them freed nothing.
  const rest = async () => {
    let least = await turn();
    for (let idle = 0; idle < 4;) {
      const now = await turn();
      if (now < least - 16_384) [least, idle] = [now, 0];
      else idle += 1;
    }
    return least;
  };
  let held;
  const cost = async (keep) => {
    held = await keep(); // whatever is made once is made
    held = undefined;
    const before = await rest();
    held = await keep();
    const grown = (await rest()) - before;
    assert.equal(held.length, rows);
    return grown;
  };
  for (const member of ["id", "email"]) {
    const bare = await cost(async () => records(bytes).map((record) => record[member]));
    const own = await cost(async () => {
      const kept = [];
      [body, cuts] = [bytes, []];
      for await (const record of clever.getUsers()) kept.push(record[member]);
      return kept;
    });
    assert.ok(bare > rows * 32 && own <= 2 * bare, `${member}: ${own} against ${bare}`);
  }
});
