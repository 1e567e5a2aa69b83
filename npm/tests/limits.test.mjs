// What is too long, too deep or no text at all: a typed error or an issue, bounded memory, and the next call works.
import assert from "node:assert/strict";
import test from "node:test";
import { layTraps } from "../../tests/e2e/pages/traps.js";
import { failure, json, signedIn, user } from "./clever.mjs";

const traps = layTraps();
const MB = 1024 * 1024;
/** The module may hold a record of 16 MB, a body of 64 MB, each doubled once while it grows; what is longer it must refuse. */
const MODULE_BYTES = 200 * MB;
const encode = (text) => new TextEncoder().encode(text);

/** An answer that writes itself: `pieces` is a generator of bytes. */
const stream = (pieces) => {
  const source = pieces[Symbol.iterator]();
  return new Response(new ReadableStream({
    async pull(controller) {
      await new Promise(setImmediate);
      const { done, value } = source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  }, { highWaterMark: 0 }), { headers: { "content-type": "application/json" } });
};

function* long(head, piece, bytes, tail) {
  yield encode(head);
  const chunk = encode(piece.repeat(Math.ceil(262_144 / piece.length)));
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
  yield encode(tail);
}

/** Ways to ask: a list awaited, a list iterated, a record, a value that nobody checks. */
const WAYS = {
  awaited: { call: async (clever) => void (await clever.getUsers()), head: '{"data":[{"data":{"id":"a"', tail: "}}]}" },
  iterated: { call: async (clever) => { for await (const _ of clever.getUsers()); }, head: '{"data":[{"data":{"id":"a"', tail: "}}]}" },
  single: { call: async (clever) => void (await clever.getUser("a")), head: '{"data":{"id":"a"', tail: "}}" },
  raw: { call: async (clever) => void (await clever.request("GET", "/v3.1/x")), head: '{"data":{"id":"a"', tail: "}}" },
};

/** What becomes of a call; afterwards the same client must work, and the module must not have grown without bound. */
async function outcome(way, pieces) {
  let body = pieces;
  const { clever } = await signedIn(() => (body ? stream(body) : json({ data: user("b") })), { retry: false });
  const { session } = clever;
  const error = await WAYS[way].call(clever).then(() => null, (caught) => caught);
  body = null;
  assert.equal((await clever.getUser("b")).id, "b");
  assert.equal(clever.session, session);
  assert.equal(clever.diagnose().requestsInFlight, 0);
  clever.close();
  const { byteLength } = traps.memories.at(-1).buffer;
  assert.ok(byteLength < MODULE_BYTES, `${byteLength} bytes in the module`);
  return error && { code: error.code, reason: error.reason, path: error.path };
}

for (const way of Object.keys(WAYS)) {
  const { head, tail } = WAYS[way];
  test(`${way}: 200 MB of one value`, async () => {
    const { code, reason } = await outcome(way, long(`${head},"email":"`, "x", 200 * MB, `"${tail}`));
    assert.deepEqual([code, reason], ["invalid_response", "too_large"]);
  });

  test(`${way}: 100,000 levels`, async () => {
    for (const [open, close] of [["[", "]"], ['{"a":', "}"]]) {
      const value = open.repeat(100_000);
      for (const end of ["", `${open === "[" ? "" : "1"}${close.repeat(100_000)}${tail}`]) {
        const { code, reason } = await outcome(way, [encode(`${head},"new":${value}${end}`)]);
        assert.deepEqual([code, reason], ["invalid_response", "too_deep"]);
      }
    }
  });

  test(`${way}: no prefix is whole, wherever it is cut`, async () => {
    const whole = encode(`${head},"name":{"first":"é\\ud83d\\ude00😀","last":null},"new":[{"x":-1.5e3,"y":true}]${tail}`);
    let body;
    const { clever } = await signedIn(() => stream(body), { retry: false });
    for (let at = 0; at < whole.length; at++) {
      body = [whole.subarray(0, at)];
      const error = await failure(() => WAYS[way].call(clever));
      // Nothing at all is an answer where nobody says what is expected.
      assert.deepEqual([error.code, error.reason], ["invalid_response", "malformed"], `${at}`);
      body = [whole.subarray(0, at), whole.subarray(at)];
      await WAYS[way].call(clever);
    }
    body = Array.from(whole, (_, at) => whole.subarray(at, at + 1));
    await WAYS[way].call(clever);
  });
}

test("200 MB of whole records: what came before the limit is delivered, and counted", async () => {
  const row = `{"data":${JSON.stringify({ ...user("a"), email: "x".repeat(1000) })}},`;
  const { clever } = await signedIn(() => stream(long('{"data":[', row, 200 * MB, `${row.slice(0, -1)}]}`)), { retry: false });
  let seen = 0;
  const error = await failure(async () => {
    for await (const { email } of clever.getUsers()) seen += email.length === 1000 ? 1 : 0;
  });
  assert.deepEqual([error.code, error.reason, error.delivered], ["invalid_response", "too_large", seen]);
  assert.ok(seen > 60_000, `${seen}`);
  assert.ok(traps.memories.at(-1).buffer.byteLength < MODULE_BYTES);
  clever.close();
});

test("one string of 100 MB: no record is that long, and the records before it are delivered", async () => {
  const first = JSON.stringify({ data: user("a") });
  const { clever } = await signedIn(() => stream(long(`{"data":[${first},{"data":{"id":"b","email":"`, "é", 100 * MB, '"}}]}')), { retry: false });
  const seen = [];
  const error = await failure(async () => {
    for await (const { id } of clever.getUsers()) seen.push(id);
  });
  assert.deepEqual([seen, error.code, error.reason], [["a"], "invalid_response", "too_large"]);
  clever.close();
});

test("malformed UTF-8 at every position of a record: what the platform makes of it, and an issue, or no JSON", async () => {
  const issues = [];
  let body;
  const { clever } = await signedIn(() => stream(body), { retry: false, onInvalid: (issue) => issues.push(issue) });
  const ways = [
    { head: '{"data":[{"data":', tail: "}]}", read: async () => (await clever.getUsers()).data[0] },
    { head: '{"data":', tail: "}", read: () => clever.getUser("a") },
  ];
  for (const { head, tail, read } of ways) {
    const clean = encode(`${head}{"id":"5f0a","email":"aé小😀","name":{"first":"é","last":"L"},"roles":{"student":{"ext":{"kéy":"é"}}},"néw":["é"]}${tail}`);
    let [ill, refused] = [0, 0];
    for (let at = head.length; at < clean.length - tail.length; at++) {
      for (const byte of [0x80, 0xc3, 0xe5, 0xf0, 0xff]) {
        const bytes = clean.slice();
        bytes[at] = byte;
        const text = new TextDecoder().decode(bytes);
        let expected;
        try {
          expected = JSON.parse(text).data;
        } catch {
          expected = undefined;
        }
        if (Array.isArray(expected)) expected = expected[0].data;
        issues.length = 0;
        for (const pieces of [[bytes], [bytes.subarray(0, at), bytes.subarray(at)], [bytes.subarray(0, at + 1), bytes.subarray(at + 1)]]) {
          body = pieces;
          issues.length = 0;
          if (expected?.id === undefined) {
            const error = await failure(read);
            assert.equal(error.code, "invalid_response", `${byte} at ${at}`);
            refused++;
          } else {
            assert.deepStrictEqual(await read(), expected, `${byte} at ${at}`);
            const told = issues.some(({ reason }) => reason === "invalid_utf8");
            assert.equal(told, text.includes("\ufffd"), `${byte} at ${at}: ${JSON.stringify(issues)}`);
            ill += told ? 1 : 0;
          }
        }
      }
    }
    assert.ok(ill > 300 && refused > 300, `${ill} read, ${refused} refused`);
  }
});
