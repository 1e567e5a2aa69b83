// Many at once, from within each other, and against the end: issue 5's concurrency, in Node.
import assert from "node:assert/strict";
import test from "node:test";
import { setImmediate as tick } from "node:timers/promises";
import { CALLBACK, TOKEN, client, failure, gate, json, page, signIn, signedIn, user } from "./clever.mjs";

const unheard = [];
const warnings = [];
process.on("unhandledRejection", (reason) => unheard.push(reason));
process.on("warning", (warning) => warnings.push(warning.name));
const quiet = () => {
  assert.deepEqual(unheard, []);
  assert.deepEqual(warnings, []);
};

/** An endless list: page n begins with record n × 100. */
const endless = (url) => {
  const after = Number(new URL(url).searchParams.get("starting_after") ?? -1);
  return page(Array.from({ length: 100 }, (_, at) => user(String(after + 1 + at))), String(after + 100));
};

test("fifty calls, ten callers of handleRedirect and one signal: one listener each, no warning", async () => {
  const held = gate();
  const { clever } = await signedIn(() => held.promise);
  const controller = new AbortController();
  let listeners = 0;
  for (const [name, change] of [["addEventListener", 1], ["removeEventListener", -1]]) {
    const original = controller.signal[name].bind(controller.signal);
    controller.signal[name] = (...given) => ((listeners += change), original(...given));
  }
  const { signal } = controller;
  const calls = Array.from({ length: 50 }, (_, at) => failure(() => (at % 2 ? clever.me({ signal }) : clever.getUsers({}, { signal }).all())));
  const other = client(() => held.promise, { verifyAudience: "strict" }).clever;
  const state = new URL(other.loginUrl()).searchParams.get("state");
  const callers = Array.from({ length: 30 }, () => other.handleRedirect(`${CALLBACK}#access_token=ilNext&token_type=bearer&state=${state}`));
  assert.ok(listeners <= 1, `${listeners} listeners on the caller's signal`);
  controller.abort("enough");
  assert.deepEqual([...new Set((await Promise.all(calls)).map(({ code, cause }) => `${code} ${cause}`))], ["cancelled enough"]);
  held.resolve(json({ client_id: "4c63c1cf623dce82caac", scopes: [] }));
  assert.equal(new Set(await Promise.all(callers)).size, 1, "every caller gets the same result");
  await tick();
  assert.equal(listeners, 0, "and is left without one");
  assert.equal(clever.diagnose().requestsInFlight, 0);
  quiet();
});

test("S79 every method from every listener and callback, all of which throw: no aliasing, nobody disturbed", async () => {
  const reported = [];
  globalThis.reportError = (error) => reported.push(error.message);
  const met = new Map();
  let depth = 0;
  let clever;
  const everything = (from) => {
    // From within a listener that runs within a listener, too; and not for ever, as each call makes further ones.
    if (depth > 1 || met.get(from) > 5) return;
    depth += 1;
    met.set(from, (met.get(from) ?? 0) + 1);
    const heard = (promise) => void Promise.resolve(promise).catch((error) => assert.equal(error.name, "CleverError", `${from}: ${error.stack}`));
    try {
      for (const name of Object.keys(clever)) {
        if (name === "close" || name === "logout" || name === "on" || name === "session") continue;
        try {
          const result = clever[name]("a");
          if (typeof result?.then === "function") heard(result);
          result?.all && heard(result.all({ max: 1 }));
        } catch (error) {
          assert.equal(error.name, "CleverError", `${from} ${name}: ${error.stack}`);
        }
      }
      clever.on("expiring", () => {})();
      assert.ok(clever.session === null || clever.session.clientId);
    } finally {
      depth -= 1;
    }
    throw new Error(`of ${from}`);
  };
  const odd = { id: "a", roles: { student: { grade: 7 } } };
  ({ clever } = client((url) => (everythingFromFetch(), json(url.includes("/users") && !url.includes("/users/") ? { data: [{ data: odd }], links: [] } : { data: odd })), {
    onRequest: () => everything("onRequest"),
    onInvalid: () => everything("onInvalid"),
  }));
  const everythingFromFetch = () => {
    try {
      everything("fetch");
    } catch (error) {
      if (error.message !== "of fetch") throw error;
    }
  };
  for (const event of ["signedIn", "signedOut"]) clever.on(event, () => everything(event));
  const { session } = await signIn(clever);
  assert.equal(session, clever.session);
  assert.equal((await clever.getUser("a")).id, "a");
  await clever.getUsers().all({ onProgress: () => assert.throws(() => everything("onProgress"), { message: "of onProgress" }) });
  clever.logout();
  await signIn(clever, "ilNext");
  await signIn(clever, "ilLast");
  clever.close();
  await tick();
  delete globalThis.reportError;
  assert.deepEqual([...met.keys()].sort(), ["fetch", "onInvalid", "onProgress", "onRequest", "signedIn", "signedOut"]);
  assert.ok(reported.length > 0 && reported.every((message) => /^of \w+$/.test(message)), [...new Set(reported)].join());
  quiet();
});

test("S15 S55 logout, close or another person while pages stream: no request and no record of the old session afterwards", async () => {
  for (const end of ["logout", "close", "replace"]) {
    const { clever, requests } = await signedIn((url) => endless(url));
    const walks = Array.from({ length: 5 }, async () => {
      let seen = 0;
      let over = false;
      try {
        for await (const record of clever.getUsers()) {
          assert.equal(record.id, String(seen));
          seen += 1;
          if (ended) late += 1;
          if (seen % 50 === 0) await tick();
        }
      } catch (error) {
        over = error.code;
      }
      return over;
    });
    let ended = false;
    let late = 0;
    while (requests.length < 40) await tick();
    if (end === "replace") await signIn(clever, "ilNext");
    else clever[end]();
    ended = true;
    const sent = requests.length;
    const codes = new Set(await Promise.all(walks));
    // Whoever was between two pages asks for the next one, which nobody is signed in for.
    for (const code of codes) assert.match(String(code), end === "close" ? /^client_closed$/ : end === "logout" ? /^(signed_out|not_signed_in)$/ : /^signed_out$/);
    for (let turn = 0; turn < 20; turn++) await tick();
    assert.equal(requests.length, sent, "no request after it");
    if (end !== "close") assert.equal(late, 0, "no record either");
    assert.equal(clever.diagnose().requestsInFlight, 0);
    assert.ok(requests.every(({ init }) => init.signal.aborted), "every body was let go of");
    if (end !== "close") clever.close();
  }
  quiet();
});

test("S15 what was kept for one person is not given to the next", async () => {
  const { clever, requests } = await signedIn((url) => endless(url));
  const list = clever.getUsers();
  const first = await list;
  const second = await first.next();
  await signIn(clever, "ilNext");
  const sent = requests.length;
  assert.equal((await failure(() => second.next())).code, "signed_out");
  assert.equal(requests.length, sent);
  const fresh = await list;
  assert.notEqual(fresh, first, "the list begins anew");
  assert.equal(requests.at(-1).init.headers.Authorization, "Bearer ilNext");
  clever.logout();
  assert.equal((await failure(() => list)).code, "not_signed_in");
});

test("close() in the middle of everything settles everything", async () => {
  const steps = [0, 1, 2, 3, 5, 8, 13];
  for (const step of steps) {
    const { clever } = await signedIn((url) => (url.endsWith("/users") || url.includes("?") ? endless(url) : json({ data: user("a") })), { verifyAudience: "strict" }).catch(() => ({}));
    const made = clever ?? client(() => json({ data: user("a") })).clever;
    if (!clever) await signIn(made);
    const state = new URL(made.loginUrl()).searchParams.get("state");
    const under = [
      made.me(), made.getUser("a"), made.getUsers().then((first) => first.next()), made.getUsers().all({ max: 1000 }), made.getUsers().count(), made.currentUser(), made.request("GET", "/v3.1/x"),
      made.handleRedirect(`${CALLBACK}#access_token=ilNext&token_type=bearer&state=${state}`), made.login(), made.loginWithPopup(),
    ].map((promise) => promise.then(() => "settled", (error) => error.code));
    for (let turn = 0; turn < step; turn++) await tick();
    made.close();
    const codes = await Promise.all(under);
    for (const code of codes) assert.match(String(code), /^(settled|client_closed|signed_out|invalid_response|invalid_argument|storage_unavailable|popup_blocked|network|cancelled)$/);
    assert.equal(made.session, null);
    assert.deepEqual([made.diagnose().closed, made.diagnose().requestsInFlight], [true, 0]);
  }
  quiet();
});

test("a signal that is none and fields that are none are invalid arguments, wherever they are given", async () => {
  const { clever, requests } = await signedIn(() => json({}));
  for (const [call, path] of [
    [() => clever.getUsers({}, { fields: "id" }), "fields"], [() => clever.getUsers({}, { fields: [7] }).all(), "fields"], [() => clever.getUsers({}, { signal: {} }), "signal"],
    [() => clever.me({ signal: "x" }), "signal"], [() => clever.loginWithPopup({ signal: {} }), "signal"], [() => clever.request("GET", "/v3.1/x", { timeoutMs: "7" }), "timeoutMs"],
  ]) {
    const error = await failure(async () => call());
    assert.deepEqual([error.code, error.path], ["invalid_argument", path]);
  }
  assert.equal(requests.length, 0);
  assert.equal(clever.session.accessToken(), TOKEN);
});
