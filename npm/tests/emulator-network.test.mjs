// What the emulator answers over its fetch, its faults, and other makers' interceptors.
import assert from "node:assert/strict";
import test from "node:test";
import { createEmulator } from "../../pkg/dist/emulator.js";
import { client, rejects, small, thrown } from "./emulated.mjs";

test("a page is held to Clever's CORS; a server is not", async () => {
  const emulator = createEmulator({ district: small });
  const { apiUrl, tokenInfoUrl } = emulator.options;
  const headers = { authorization: `Bearer ${emulator.mint("explorer")}` };
  const asPage = await emulator.fetch(`${apiUrl}/v3.1/me`, { headers });
  assert.deepEqual([asPage.status, asPage.ok, asPage.url], [200, true, `${apiUrl}/v3.1/me`]);
  assert.equal(asPage.headers.get("x-ratelimit-limit"), null, "not exposed to pages");
  assert.match(asPage.headers.get("content-type"), /json/);
  assert.equal((await emulator.serverFetch(`${apiUrl}/v3.1/me`, { headers })).headers.get("x-ratelimit-limit"), "1200");
  await assert.rejects(emulator.fetch(`${apiUrl}/v3.1/resources`, { headers }), { name: "TypeError", message: /preflight/ });
  assert.equal((await emulator.serverFetch(`${apiUrl}/v3.1/resources`, { headers })).status, 200);
  emulator.behave({ resourcesCors: true });
  assert.equal((await emulator.fetch(`${apiUrl}/v3.1/resources`, { headers })).status, 200);
  emulator.behave({ tokeninfoCors: "none" });
  await assert.rejects(emulator.fetch(tokenInfoUrl, { headers }), { message: /CORS/ });
  await assert.rejects(emulator.fetch(`${apiUrl}/v3.1/me`, { headers: { ...headers, "x-own": "1" } }), { message: /preflight/ });
  const clever = client(emulator, { verifyAudience: "strict" });
  await rejects(emulator.signIn(clever, "teacher"), "token_refused");
  assert.equal(emulator.journal().some(({ method }) => method === "OPTIONS"), false);
  assert.equal(emulator.journal({ preflights: true }).some(({ method }) => method === "OPTIONS"), true);
});

test("headers named as they were written, as happy-dom has them, are still the same headers", async (t) => {
  const { Headers } = globalThis;
  t.after(() => (globalThis.Headers = Headers));
  globalThis.Headers = class extends Headers {
    *keys() {
      for (const name of super.keys()) yield name.replace(/^./, (letter) => letter.toUpperCase());
    }
    *[Symbol.iterator]() {
      for (const name of this.keys()) yield [name, this.get(name)];
    }
  };
  const emulator = createEmulator({ district: small });
  const clever = client(emulator);
  await emulator.signIn(clever, "library_teacher");
  assert.equal((await clever.currentUser()).id, emulator.persona("library_teacher").userId);
});

test("a page can neither send credentials, nor reach another origin in its own mode, nor give a GET a body", async () => {
  const emulator = createEmulator({ district: small });
  const url = `${emulator.origins.api}/v3.1/me`;
  const headers = { authorization: `Bearer ${emulator.mint("teacher")}` };
  for (const init of [{ credentials: "include" }, { mode: "same-origin" }, { body: "{}" }]) {
    await assert.rejects(emulator.fetch(url, { headers, ...init }), TypeError, JSON.stringify(init));
  }
  await assert.rejects(emulator.fetch(new Request(url, { headers, credentials: "include" })), TypeError);
  for (const init of [{ credentials: "omit" }, { credentials: "same-origin" }, { mode: "cors" }]) {
    assert.equal((await emulator.fetch(url, { headers, ...init })).status, 200, JSON.stringify(init));
  }
  assert.equal((await emulator.serverFetch(url, { headers, credentials: "include" })).status, 200, "a server knows no CORS");
});

test("fetch takes what fetch takes", async () => {
  const emulator = createEmulator({ district: small });
  const { apiUrl } = emulator.options;
  const authorization = `Bearer ${emulator.mint("explorer")}`;
  const [section] = emulator.records.list("sections", { limit: 1 });
  const body = JSON.stringify({ title: "T", description: "D", due_date: "2030-01-01T00:00:00Z" });
  const url = `${apiUrl}/v3.1/sections/${section.id}/assignments`;
  const made = await emulator.fetch(new Request(url, { method: "POST", headers: { authorization }, body }));
  assert.equal((await made.json()).data.title, "T");
  const blob = await emulator.fetch(new URL(url), { method: "post", headers: [["Authorization", authorization]], body: new Blob([body]) });
  assert.equal(blob.status, 200);
  const secret = Buffer.from(`${emulator.options.clientId}:${emulator.clientSecret()}`).toString("base64");
  const code = new URL(emulator.launchFromPortal("teacher")).searchParams.get("code");
  const exchanged = await emulator.serverFetch(`${emulator.origins.clever}/oauth/tokens`, {
    method: "POST",
    headers: { authorization: `Basic ${secret}` },
    body: new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: emulator.options.redirectUri }),
  });
  assert.match((await exchanged.json()).access_token, /^il/);
  await assert.rejects(emulator.fetch("https://other.example/"), thrown("unknown_address", /other\.example/));
  const aside = createEmulator({ elsewhere: async (url) => new Response(`from ${url}`) });
  assert.equal(await (await aside.fetch("https://other.example/")).text(), "from https://other.example/");
  const head = await emulator.serverFetch(`${emulator.origins.clever}/.well-known/openid-configuration`, { method: "HEAD" });
  assert.equal(await head.text(), "");
});

test("redirects are followed, shown or refused as asked", async () => {
  const emulator = createEmulator({ district: small });
  const { apiUrl } = emulator.options;
  const fault = () => emulator.faults.once("/v3.1/me", { kind: "redirect", location: `${apiUrl}/v3.1/schools` });
  const headers = { authorization: `Bearer ${emulator.mint("explorer")}` };
  const get = (redirect) => (fault(), emulator.fetch(`${apiUrl}/v3.1/me`, { headers, redirect }));
  assert.equal((await get("follow")).url, `${apiUrl}/v3.1/schools`);
  const shown = await get("manual");
  assert.deepEqual([shown.status, shown.headers.get("location")], [302, `${apiUrl}/v3.1/schools`]);
  await assert.rejects(get("error"), TypeError);
  emulator.faults.always("/v3.1/", { kind: "redirect", location: `${apiUrl}/v3.1/me` });
  await assert.rejects(emulator.fetch(`${apiUrl}/v3.1/me`, { headers }), /too many redirects/);
});

test("faults wait where they were put, and the client meets them", async () => {
  const emulator = createEmulator({ district: small, faults: [{ path: "/v3.1/me", effects: [{ kind: "status", status: 503, retryAfter: "1" }] }] });
  const clever = client(emulator);
  await emulator.signIn(clever, "explorer");
  await rejects(clever.me(), "server_error");
  assert.ok((await clever.me()).id, "once");
  emulator.faults.always("/v3.1/users", { kind: "html" });
  await rejects(clever.getUsers().all(), "invalid_response");
  assert.deepEqual(emulator.faults.waiting().map(({ path, count }) => [path, count]), [["/v3.1/users", null]]);
  emulator.faults.clear();
  emulator.faults.once("/v3.1/users", { kind: "truncate", at: 2000 });
  await rejects(clever.getUsers().all(), "network");
  emulator.faults.once("/v3.1/users", { kind: "drop" });
  await rejects(clever.getUsers().all(), "network");
  emulator.faults.once("/v3.1/users", { kind: "drip", chunk: 4096, everyMs: 1 });
  assert.equal((await clever.getUsers().all()).length, 120);
  emulator.faults.once("/v3.1/users", { kind: "links", links: [{ rel: "next", uri: "https://evil.example/v3.1/users?starting_after=1" }] });
  await rejects(clever.getUsers().all(), "untrusted_link");
  emulator.behave({ rateLimitPerMinute: 1 });
  emulator.clock.set(0);
  await rejects((await emulator.signIn(clever, "explorer"), clever.me().then(() => clever.me())), "rate_limited");
});

test("aborts reach through latency and slow bodies, and nothing is asked for once aborted", async () => {
  const emulator = createEmulator({ district: small });
  const clever = client(emulator);
  await emulator.signIn(clever, "explorer");
  emulator.faults.always("/v3.1/users", { kind: "latency", ms: 3_600_000 });
  const late = new AbortController();
  const waiting = clever.getUsers(undefined, { signal: late.signal }).all();
  setImmediate(() => late.abort());
  await rejects(waiting, "cancelled");
  emulator.faults.clear();
  emulator.faults.once("/v3.1/users", { kind: "drip", chunk: 64, everyMs: 5 });
  const headers = { authorization: `Bearer ${emulator.mint("explorer")}` };
  const slow = new AbortController();
  const response = await emulator.fetch(`${emulator.options.apiUrl}/v3.1/users`, { headers, signal: slow.signal });
  const reader = response.body.getReader();
  assert.equal((await reader.read()).value.length, 64);
  slow.abort(new Error("enough"));
  await assert.rejects(reader.read(), /enough/);
  const before = emulator.journal().length;
  await assert.rejects(emulator.fetch(`${emulator.options.apiUrl}/v3.1/me`, { headers, signal: AbortSignal.abort() }), { name: "AbortError" });
  assert.equal(emulator.journal().length, before);
  emulator.faults.once("/v3.1/me", { kind: "latency", ms: 3_600_000 });
  await rejects(clever.me({ timeoutMs: 5 }), "timeout");
});

test("handle and route serve other makers' interceptors", async () => {
  const emulator = createEmulator({ district: small });
  const { apiUrl, authorizeUrl, clientId } = emulator.options;
  const answer = emulator.handle({ url: `${apiUrl}/v3.1/me`, headers: { Authorization: `Bearer ${emulator.mint("teacher")}`, ":authority": "x" } });
  assert.deepEqual([answer.status, answer.headers["access-control-allow-origin"]], [200, "*"]);
  assert.equal(JSON.parse(new TextDecoder().decode(answer.body)).type, "user");
  assert.equal(emulator.handle({ url: "https://other.example/" }), null);
  assert.equal(emulator.handle({ url: `${emulator.origins.app}/index.html` }), null, "the app's own pages are the app's");
  assert.equal(emulator.handle({ url: `${emulator.origins.app}/emulator.json` }).status, 200);
  const seen = [];
  const route = (url, method = "GET", body = null) => ({
    request: () => ({ url: () => url, method: () => method, allHeaders: async () => ({}), postDataBuffer: () => body }),
    fulfill: async (given) => seen.push(["fulfill", given.status, Buffer.isBuffer(given.body)]),
    abort: async (why) => seen.push(["abort", why]),
    fallback: async () => seen.push(["fallback"]),
  });
  await emulator.route(route(`${authorizeUrl}?response_type=token&client_id=${clientId}`));
  await emulator.route(route("https://other.example/"));
  emulator.faults.once("/v3.1/me", { kind: "drop" });
  await emulator.route(route(`${apiUrl}/v3.1/me`));
  assert.deepEqual(seen, [["fulfill", 200, true], ["fallback"], ["abort", "connectionreset"]]);
});

test("HEAD is GET without its body", async () => {
  const emulator = createEmulator({ district: small });
  const headers = { Authorization: `Bearer ${emulator.mint("teacher", { kind: "district" })}` };
  const [head, get] = await Promise.all(["HEAD", "GET"].map((method) => emulator.serverFetch(`${emulator.origins.api}/v3.1/users`, { method, headers })));
  assert.deepEqual([head.status, head.headers.get("content-type"), head.body], [200, get.headers.get("content-type"), null]);
  assert.equal(emulator.journal()[0].method, "HEAD");
});
