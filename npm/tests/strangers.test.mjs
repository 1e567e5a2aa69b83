// What a caller's own fetch, signal or arguments may do that a browser's would not.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import querystring from "node:querystring";
import test from "node:test";
import { runInNewContext } from "node:vm";
import * as auth from "../../pkg/dist/auth.js";
import { isCleverError } from "../../pkg/dist/index.js";
import { CALLBACK, TOKEN, client, failure, json, page, signIn, signedIn, user } from "./clever.mjs";

/** What a fetch gives that followed a redirect in spite of `redirect: "manual"`. */
const followed = (response) => Object.defineProperty(response, "redirected", { value: true });

/** The sign-in half over the same few lines of Clever. */
async function half(answer, options) {
  const clever = auth.createClever({ clientId: "half", redirectUri: CALLBACK, verifyAudience: "off", fetch: answer, ...options });
  await signIn(clever);
  return clever;
}

test("an answer that a fetch got by following a redirect is not believed", async () => {
  const { clever, requests } = await signedIn(() => followed(json({ data: user("a") })));
  for (const call of [() => clever.getUser("a"), () => clever.getUsers(), () => clever.request("GET", "/v3.1/me")]) {
    const error = await failure(call);
    assert.deepEqual([error.code, error.retryable], ["unexpected_redirect", false]);
  }
  assert.equal(requests.length, 3, "not tried again");
  const strict = client(() => followed(json({ client_id: "4c63c1cf623dce82caac" })), { verifyAudience: "strict" });
  assert.equal((await failure(() => signIn(strict.clever))).reason, "audience_unverified");
});

test("the sign-in half tells a redirect from a fault, and what it was to onRequest", async () => {
  const events = [];
  const onRequest = ({ status, code }) => events.push([status, code]);
  const opaque = { type: "opaqueredirect", status: 0, headers: new Headers(), body: null, text: async () => "" };
  for (const [answer, told] of [
    [() => opaque, [null, "unexpected_redirect"]],
    [() => followed(json({ data: { id: "a" } })), [null, "unexpected_redirect"]],
    [() => json({}, 401), [401, "unauthorized"]],
    [() => json({}, 404), [404, "not_found"]],
    [() => json({}, 429), [429, "rate_limited"]],
    [() => json({}, 503), [503, "server_error"]],
    [() => new Response(null, { status: 204 }), [204, "invalid_response"]],
    [() => new Response("<!DOCTYPE html>"), [200, "invalid_response"]],
    [() => json({ data: { id: "d", type: "district" } }), [200, "token_refused"]],
    [() => Response.error(), [null, "network"]],
    [() => Promise.reject(new TypeError("down")), [null, "network"]],
    [() => json({ data: { id: "a" } }), [200, null]],
  ]) {
    const clever = await half(answer, { onRequest });
    const code = await clever.me().then(() => null, (error) => error.code);
    assert.deepEqual([events.pop(), code], [told, told[1]]);
  }
  const tokenInfo = client(() => json({}, 503), { verifyAudience: "warn", onRequest });
  await signIn(tokenInfo.clever);
  assert.deepEqual(events.splice(0), [[503, "server_error"]]);
  const closing = client(() => new Promise(() => {}), { verifyAudience: "warn", onRequest });
  const login = failure(() => signIn(closing.clever));
  closing.clever.close();
  assert.equal((await login).code, "client_closed");
  assert.deepEqual(events, [[null, "client_closed"]]);
});

test("whatever a fetch is rejected with is a fault", async () => {
  const odd = (name, member) => Object.defineProperty(new Error("odd"), name, member);
  const throws = { get() { throw new Error(TOKEN); } };
  for (const fault of [
    undefined, null, 0, "text", Symbol("symbol"), Object.create(null), Object.create(Error.prototype), Object.freeze(new Error("frozen")),
    odd("message", throws), odd("name", throws), odd("name", { value: Symbol("name") }), odd("message", { value: Symbol("message") }),
  ]) {
    const { clever } = await signedIn(() => Promise.reject(fault), { retry: false });
    const error = await failure(() => clever.me());
    assert.deepEqual([error.name, error.code], ["CleverError", "network"]);
    assert.ok(!String(error.cause?.message).includes(TOKEN));
  }
});

test("a fault is told where a page has frozen what every error inherits", () => {
  const script = `
    for (const frozen of [Object, Array, Error, TypeError, Promise, Function]) Object.freeze(frozen.prototype);
    const { signedIn, failure } = await import(${JSON.stringify(new URL("clever.mjs", import.meta.url).href)});
    const { clever } = await signedIn(() => Promise.reject(new TypeError("down")), { retry: false });
    const { code, cause } = await failure(() => clever.me());
    console.log(code, cause.name, cause.message);`;
  assert.equal(execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" }).trim(), "network TypeError down");
});

test("what ends a call while its fetch is being called ends it", async () => {
  for (const [end, code] of [
    [(clever) => clever.logout(), "signed_out"],
    [(clever) => clever.close(), "client_closed"],
    [(_, controller) => controller.abort(), "cancelled"],
  ]) {
    for (const call of [(clever, how) => clever.getUser("a", how), (clever, how) => clever.getUsers({}, how)]) {
      let clever;
      const controller = new AbortController();
      const answer = (url) => (end(clever, controller), url.endsWith("/a") ? json({ data: user("a") }) : page([user("a")]));
      ({ clever } = await signedIn(answer));
      assert.equal((await failure(() => call(clever, { signal: controller.signal }))).code, code);
      assert.equal(clever.diagnose().requestsInFlight, 0);
    }
  }
});

test("objects without a prototype are JSON like others, at any depth", async () => {
  const bare = (members) => Object.assign(Object.create(null), members);
  const { clever, requests } = await signedIn(() => page([user("a")]));
  await clever.getUsers(querystring.parse("role=student&limit=5"));
  assert.equal(requests[0].url, "https://api.clever.com/v3.1/users?role=student&limit=5");
  await clever.request("POST", "/v3.1/x", { body: bare({ title: "t", entries: [bare({ worth: NaN, most: -Infinity })] }) });
  assert.equal(requests[1].init.body, '{"title":"t","entries":[{"worth":"NaN","most":"-Infinity"}]}');
  assert.deepEqual(
    await Promise.all([{ limit: 5n }, { role: { toJSON() { throw new Error("odd"); } } }].map(async (query) => (await failure(() => clever.getUsers(query))).path)),
    ["query", "query"],
  );
});

test("an error of another realm is known, as of an iframe; what only looks like one is not", async () => {
  const foreign = runInNewContext("Object.assign(new Error('late'), { name: 'CleverError', code: 'timeout' })");
  const own = await failure(() => client(() => {}).clever.me());
  assert.ok(!(foreign instanceof Error));
  for (const error of [foreign, own, new Proxy(own, {})]) {
    assert.ok(isCleverError(error) && isCleverError(error, error.code) && !isCleverError(error, "internal"));
  }
  for (const other of [undefined, null, 5, "CleverError", Symbol("CleverError"), new Error("x"), { name: "CleverError", code: "timeout" }, own.constructor]) {
    assert.equal(isCleverError(other), false);
  }
});
