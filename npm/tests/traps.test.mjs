// S80: whatever fails inside the module costs the calls in flight, and nothing else.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { TRAPS, layTraps } from "../../tests/e2e/pages/traps.js";
import { TOKEN, client, failure, gate, json, page, signIn, signedIn, user } from "./clever.mjs";

const traps = layTraps();
const CHILD = "Quentina Confidential";
const secret = (id) => ({ ...user(id), name: { first: CHILD, last: id } });
const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Twenty calls in flight, of every kind: some have their headers, some a part of a list, most wait for their turn. */
async function busy() {
  const open = [];
  const { clever, requests } = await signedIn((url) => {
    if (url.includes("/users?")) {
      const text = JSON.stringify({ data: [{ data: secret("a"), uri: "/v3.1/users/a" }] });
      const body = new ReadableStream({ start: (controller) => (open.push(controller), controller.enqueue(new TextEncoder().encode(text.slice(0, -3)))) });
      return new Response(body, { headers: { "content-type": "application/json" } });
    }
    return new Promise(() => {});
  });
  const calls = [
    failure(() => clever.getUsers({ limit: 5 })),
    failure(() => clever.getUsers({ limit: 6 }).all()),
    failure(async () => {
      for await (const record of clever.getUsers({ limit: 7 })) assert.equal(record.id, "a");
    }),
    failure(() => clever.request("GET", "/v3.1/anything")),
    ...Array.from({ length: 16 }, (_, at) => failure(() => clever.getUser(`u${at}`))),
  ];
  await tick();
  await tick();
  assert.equal(clever.diagnose().requestsInFlight, 20);
  assert.equal(requests.length, 6, "six of them have been sent");
  return { clever, calls };
}

const told = (error) => inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + error.stack + inspect(structuredClone(error));

for (const kind of TRAPS) {
  test(`S80 ${kind}: twenty calls settle, the session stays, the next call works`, async () => {
    const { clever, calls } = await busy();
    const { session } = clever;
    const instances = traps.memories.length;
    traps.spring(kind);
    const hit = await failure(() => clever.me());
    const errors = [hit, ...(await Promise.all(calls))];
    assert.equal(traps.next, null, "it struck");
    assert.equal(traps.memories.length, instances + 1, "one new instance");
    for (const error of errors) {
      assert.deepEqual([error.code, error.retryable, error.name], ["internal", false, "CleverError"]);
      assert.ok(![TOKEN, CHILD].some((private_) => told(error).includes(private_)), told(error));
    }
    assert.equal(clever.diagnose().requestsInFlight, 0);
    assert.equal(clever.session, session);
    assert.equal(session.accessToken(), TOKEN);
    clever.close();
  });
}

test("S80 after each trap the same client signs in, calls and lists as before", async () => {
  const { clever } = client((url) => (url.includes("/users?") || url.endsWith("/users") ? page([user("a"), user("b")]) : json({ data: user("c") })));
  for (const kind of TRAPS) {
    await signIn(clever);
    traps.spring(kind);
    assert.equal((await failure(() => clever.me())).code, "internal");
    assert.equal((await clever.getUser("c")).id, "c");
    assert.deepEqual((await clever.getUsers().all()).map(({ id }) => id), ["a", "b"]);
    // A login that was begun before is kept by the module alone where there is no page, and is lost with it.
    const begun = new URL(clever.loginUrl()).searchParams.get("state");
    traps.spring(kind);
    await assert.rejects(async () => clever.loginUrl(), { code: "internal" });
    assert.match(begun, /^r/);
    assert.ok((await signIn(clever)).session);
  }
});

test("S80 a client that was closed before a trap is nobody's afterwards, and takes nobody's place", async () => {
  const [first, second] = [client(() => json({ data: user("c") })).clever, client(() => json({ data: user("c") })).clever];
  await signIn(second);
  first.close();
  const [kind] = TRAPS;
  traps.spring(kind);
  assert.equal((await failure(() => second.me())).code, "internal");
  assert.equal((await second.getUser("c")).id, "c");
  assert.equal((await failure(() => first.me())).code, "client_closed");
  second.close();
});

test("S80 a second trap while the first one is being mended is mended too", async () => {
  const { clever } = await signedIn(() => json({ data: user("a") }));
  const again = traps.spring("unreachable");
  traps.next = () => {
    traps.next = again; // strikes when the fresh instance asks for the time
    again();
  };
  assert.equal((await failure(() => clever.getUser("a"))).code, "internal");
  traps.next = null;
  assert.equal((await clever.getUser("a")).id, "a");
  assert.equal(clever.session.accessToken(), TOKEN);
});

test("S80 what the page throws right through the module is a trap as well", async () => {
  const { clever } = await signedIn(() => json({ data: user("a") }));
  // Firefox's stack overflow is an InternalError, which is no RangeError and no RuntimeError.
  for (const thrown of [new Error("too much recursion"), "text", undefined, null]) {
    traps.next = () => {
      throw thrown;
    };
    assert.equal((await failure(() => clever.getUser("a"))).code, "internal", String(thrown));
    assert.equal((await clever.getUser("a")).id, "a");
  }
});

test("S79 S80 what runs inside the module may come back to it: a typed error, and the call goes on", async () => {
  const { clever } = await signedIn(() => json({ data: user("a") }));
  const found = [];
  for (const again of [() => clever.session, () => clever.loginUrl(), () => clever.diagnose(), () => clever.logout()]) {
    traps.next = () => {
      try {
        again();
      } catch (error) {
        found.push(error.code);
      }
    };
    const held = gate();
    const call = clever.getUser("a");
    held.resolve();
    assert.equal((await call).id, "a");
  }
  assert.deepEqual(found, Array(4).fill("internal"));
  assert.equal(clever.session.accessToken(), TOKEN);
});

test("S79 a getter among the options that throws is the caller's error, and no client is harmed", async () => {
  const { clever } = await signedIn(() => json({ data: user("a") }));
  const retry = {
    get attempts() {
      throw new Error("the getter's own");
    },
  };
  await assert.rejects(async () => client(() => {}, { retry }), { message: "the getter's own" });
  assert.equal((await clever.getUser("a")).id, "a");
  const nested = {
    get attempts() {
      return clever.session ? 2 : 1;
    },
  };
  assert.ok(client(() => {}, { retry: nested }).clever, "a getter may ask a client");
});
