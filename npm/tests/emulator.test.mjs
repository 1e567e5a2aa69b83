// clever-wasm/emulator with the client itself: what people test their applications with.
import assert from "node:assert/strict";
import test from "node:test";
import { createEmulator, EmulatorError } from "../../pkg/dist/emulator.js";
import { createClever, isCleverError } from "../../pkg/dist/index.js";

const small = { users: 120 };
const client = (emulator, options) => createClever({ ...emulator.options, retry: false, ...options });
const thrown = (code, message) => (error) => {
  assert.ok(error instanceof EmulatorError && error instanceof Error, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};
const rejects = (promise, code) => assert.rejects(promise, (error) => isCleverError(error, code) || assert.fail(error));

test("a client signs in without a browser, in one line", async () => {
  const emulator = createEmulator({ district: small });
  const clever = client(emulator);
  const { session, appState } = await emulator.signIn(clever, "library_teacher", { appState: 7 });
  assert.equal(clever.session, session);
  assert.equal(appState, 7);
  assert.equal((await clever.me()).id, emulator.persona("library_teacher").userId);
  const sections = await clever.getSectionsForUser((await clever.me()).id).all();
  assert.equal(sections.length, 5);
  assert.deepEqual([...new Set(emulator.journal().map(({ path }) => path))].slice(0, 3), ["/login", "/oauth/tokeninfo", "/v3.1/me"]);
});

test("the callback address, for those who take it apart themselves", async () => {
  const emulator = createEmulator({ district: small, clientId: "my-app", redirectUri: "https://app.example/back" });
  const clever = client(emulator);
  const { signInAs, denySignIn } = emulator;
  const url = signInAs("student", { authorizeUrl: clever.loginUrl({ confirmed: false, returnTo: "/x" }) });
  assert.ok(url.startsWith("https://app.example/back#access_token=il"));
  assert.equal((await clever.handleRedirect(url)).returnTo, "/x");
  assert.equal(clever.session.clientId, "my-app");
  await assert.rejects(clever.handleRedirect(denySignIn({ authorizeUrl: clever.loginUrl() })), { code: "oauth_error", oauthError: "access_denied" });
  const launched = new URL(emulator.launchFromPortal("teacher"));
  assert.ok(launched.searchParams.get("code") && !launched.searchParams.has("state") && launched.pathname === "/back");
  assert.ok(new URL(emulator.launchFromInstantLogin("teacher")).searchParams.get("code"));
  await rejects(client(emulator, { portalLaunch: "reject" }).handleRedirect(launched.href), "state_missing");
});

test("what Clever's own pages would say comes as an error", () => {
  const emulator = createEmulator({ district: small, unshared: ["staff"] });
  const clever = client(emulator);
  const asked = () => ({ authorizeUrl: clever.loginUrl() });
  assert.throws(() => emulator.signInAs("staff", asked()), thrown("sign_in_refused", /unshared.*not shared/));
  const stranger = createClever({ ...emulator.options, redirectUri: "https://else.example/" });
  assert.throws(() => emulator.signInAs("teacher", { authorizeUrl: stranger.loginUrl() }), thrown("sign_in_refused", /redirect_uri/));
  assert.throws(() => emulator.signInAs("nobody", asked()), thrown("unknown_persona", /library_teacher/));
  assert.throws(() => emulator.signInAs("teacher"), thrown("invalid_option", /loginUrl/));
  assert.throws(() => emulator.signInAs("teacher", { authorizeUrl: "https://clever.com/oauth/authorize" }), thrown("invalid_option", /this emulator/));
});

test("where Node's own globals are hidden, as in Jest's stock jsdom, it says which, and what to do", () => {
  const hidden = ["TextEncoder", "TextDecoder", "fetch", "Headers", "Request", "Response"];
  const kept = hidden.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  try {
    for (const name of hidden) delete globalThis[name];
    assert.throws(() => createEmulator({ district: small }), thrown("unsupported_environment", /no TextEncoder, no TextDecoder, no Headers, no Response here.*jest-fixed-jsdom/));
    for (const [name, descriptor] of kept) if (name !== "Response") Object.defineProperty(globalThis, name, descriptor);
    assert.throws(() => createEmulator({ district: small }), thrown("unsupported_environment", /there is no Response here/));
  } finally {
    for (const [name, descriptor] of kept) Object.defineProperty(globalThis, name, descriptor);
  }
  assert.ok(createEmulator({ district: small }));
});

test("options that cannot be used are named as they were written", () => {
  for (const [options, message] of [
    [{ tokenLifetimeSeconds: 5 }, /unknown field `tokenLifetimeSeconds`.*`tokenLifetimeSecs`/],
    [{ district: { size: 5 } }, /no `size`/],
    [{ district: { users: -1 } }, /-1/],
    [{ portalLaunch: "never" }, /never/],
    [{ personas: [{ key: "x" }] }, /`role` is missing/],
    [{ clientId: "a", clients: [] }, /either/],
    [{ now: "yesterday" }, /ISO 8601/],
    [{ origins: { clever: "nowhere" } }, /URL/i],
    [{ redirectUri: "nowhere" }, /URL/i],
    [{ faults: [{ effects: [{ kind: "explode" }] }] }, /explode/],
  ]) {
    assert.throws(() => createEmulator(options), thrown("invalid_option", message), JSON.stringify(options));
  }
});

test("the same options make the same district; another seed makes another", () => {
  const names = (options) => createEmulator(options).records.list("users", { limit: 20 });
  assert.deepEqual(names({ district: small }), names({ district: small }));
  assert.notDeepEqual(names({ district: small })[9], names({ district: { ...small, seed: 2 } })[9]);
  const huge = createEmulator({ district: { users: 1_000_000 } });
  assert.equal(huge.records.list("users", { skip: 999_999 }).length, 1);
});

test("personas of one's own, with records and token as the test wants them", async () => {
  const emulator = createEmulator({
    district: small,
    personas: [
      { key: "ada", role: "teacher", tokenKind: "library", members: { name: { first: "Ada", last: "Lovelace" } } },
      { key: "student", members: { email: "kid@school.example" } },
    ],
  });
  const clever = client(emulator);
  await emulator.signIn(clever, "ada");
  const me = await clever.currentUser();
  assert.deepEqual([me.name.first, me.name.last], ["Ada", "Lovelace"]);
  assert.ok((await clever.getSectionsForUser(me.id)).data.length > 0);
  await emulator.signIn(clever, "student");
  assert.equal((await clever.currentUser()).email, "kid@school.example");
  assert.deepEqual(emulator.personas.at(-1), { key: "ada", label: "ada", description: "", role: "teacher", tokenKind: "library", userId: me.id });
});

test("records: what is written is read, listed, related and told of by events", async () => {
  const emulator = createEmulator({ district: small });
  const { records } = emulator;
  const { userId: teacher } = emulator.persona("library_teacher");
  const { userId: student } = emulator.persona("student");
  const section = records.create("sections", { name: "Stars", students: [student], teacher, teachers: [teacher] });
  assert.match(section.id, /^[0-9a-f]{24}$/);
  assert.deepEqual(records.get("sections", section.id), section);
  assert.equal(records.update("users", student, { roles: { student: { grade: "12" } } }).roles.student.grade, "12");
  const clever = client(emulator);
  await emulator.signIn(clever, "library_teacher");
  const names = (await clever.getSectionsForUser(teacher).all()).map(({ name }) => name);
  assert.ok(names.includes("Stars"));
  const [kid] = await clever.getUsersForSection(section.id, { role: "student" }).all();
  assert.equal(kid.roles.student.grade, "12");
  await emulator.signIn(clever, "explorer");
  const last = (await clever.getEvents().all()).slice(-2).map(({ type }) => type);
  assert.deepEqual(last, ["sections.created", "users.updated"]);
  records.delete("sections", section.id);
  await rejects(clever.getSection(section.id), "not_found");
  assert.throws(() => records.get("sections", section.id), thrown("unknown_record", /no record/));
  assert.throws(() => records.list("pupils"), thrown("unknown_record", /no such collection/));
  assert.throws(() => records.update("users", "x", {}), thrown("invalid_write", /no record/));
  assert.throws(() => records.create("users", { id: "x" }), thrown("invalid_write", /`id`/));
  assert.equal(records.update("districts", emulator.districtId, { name: "Elsewhere" }).name, "Elsewhere");
  assert.ok(records.list("users", { role: "staff" }).every((user) => user.roles.staff));
});

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

test("values in a message are spelled as they are to be given", () => {
  assert.throws(() => createEmulator({ lmsType: "teams" }), thrown("invalid_option", /`google_classroom`/));
  assert.throws(() => createEmulator().faults.once("/", { kind: "zap" }), thrown("invalid_option", /`shuffle_keys`/));
});

test("a district of too few or too many people, and a client without an id, are refused", () => {
  for (const users of [0, 9, 1_000_001]) {
    assert.throws(() => createEmulator({ district: { users } }), thrown("invalid_option", /`users` is 10 to 1000000/));
  }
  const emulator = createEmulator({ district: { users: 10 } });
  assert.throws(() => emulator.behave({ district: { users: 5 } }), thrown("invalid_option", /`users`/));
  assert.throws(() => createEmulator({ clientId: "" }), thrown("invalid_option", /`clientId` is empty/));
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

test("the clock is the test's", async () => {
  const emulator = createEmulator({ district: small, now: "2026-01-05T08:00:00Z" });
  const { clock, options } = emulator;
  assert.equal(clock.now(), Date.parse("2026-01-05T08:00:00Z"));
  const clever = client(emulator);
  await emulator.signIn(clever, "explorer");
  const made = emulator.records.create("schools", { name: "New" });
  assert.equal(made.created, "2026-01-05T08:00:00.000Z");
  clock.advance(86_400_000);
  await rejects(clever.me(), "unauthorized");
  assert.equal(clever.session, null);
  clock.set(new Date(0));
  assert.equal(clock.now(), 0);
  clock.follow();
  assert.ok(Math.abs(clock.now() - Date.now()) < 1000);
  clock.advance(5000);
  assert.ok(Math.abs(clock.now() - Date.now() - 5000) < 1000);
  assert.throws(() => clock.advance("1"), thrown("invalid_option", /milliseconds/));
  assert.ok(options.clientId);
});

test("tokens: minted, revoked, of every kind", async () => {
  const emulator = createEmulator({ district: small });
  const ask = async (token) => (await emulator.serverFetch(`${emulator.options.apiUrl}/v3.1/users`, { headers: { authorization: `Bearer ${token}` } })).status;
  const token = emulator.mint("explorer");
  const district = emulator.mint("teacher", { kind: "district" });
  assert.match(district, /^[0-9a-f]{40}$/);
  assert.deepEqual([await ask(token), await ask(district), await ask(emulator.mint("teacher"))], [200, 200, 404]);
  const clever = client(emulator);
  await emulator.signIn(clever, "explorer");
  const ended = new Promise((resolve) => clever.on("signedOut", resolve));
  assert.equal(emulator.revoke("explorer"), 2);
  await rejects(clever.me(), "unauthorized");
  assert.deepEqual(await ended, { reason: "unauthorized" });
  assert.deepEqual([await ask(token), await ask(district)], [401, 200]);
  assert.equal(emulator.revoke(), 2);
  assert.ok(!JSON.stringify(emulator.journal()).includes(token));
});

test("reset makes it new, save and restore take it elsewhere", async () => {
  const make = () => createEmulator({ district: small, now: 1e12, faults: [{ path: "/v3.1/schools", count: null, effects: [{ kind: "html" }] }] });
  const emulator = make();
  const { userId } = emulator.persona("student");
  const first = emulator.records.get("users", userId).name.first;
  emulator.records.update("users", userId, { name: { first: "Other" } });
  emulator.register({ clientId: "second", redirectUris: ["https://second.example/"], implicitEnabled: false });
  emulator.clock.advance(5);
  emulator.faults.clear();
  const token = emulator.mint("explorer");
  const saved = emulator.save();
  assert.ok(!saved.includes(token));
  const me = async (which) => (await which.fetch(`${which.options.apiUrl}/v3.1/me`, { headers: { authorization: `Bearer ${token}` } })).status;

  const next = make();
  next.restore(saved);
  assert.equal(next.records.get("users", userId).name.first, "Other");
  assert.equal(next.clock.now(), 1e12 + 5);
  assert.deepEqual(next.faults.waiting(), []);
  assert.equal(await me(next), 200);
  assert.equal(new URL(next.launchFromPortal("teacher", { clientId: "second" })).host, "second.example");
  assert.throws(() => next.restore("{}"), thrown("invalid_option", /save\(\)/));

  emulator.reset();
  assert.equal(emulator.records.get("users", userId).name.first, first);
  assert.equal(emulator.clock.now(), 1e12);
  assert.equal(emulator.faults.waiting().length, 1);
  assert.deepEqual(emulator.journal(), []);
  assert.equal(await me(emulator), 401);
  assert.throws(() => emulator.launchFromPortal("teacher", { clientId: "second" }), thrown("invalid_option", /registered/));
});

test("other origins, Clever's own among them, and origins with a path", async () => {
  const real = createEmulator({ district: small, redirectUri: "https://app.example/", origins: { clever: "https://clever.com", api: "https://api.clever.com" } });
  const { clientId, redirectUri, fetch } = real.options;
  const clever = createClever({ clientId, redirectUri, fetch });
  await real.signIn(clever, "teacher");
  assert.ok((await clever.me()).id, "a production build, unchanged");
  const home = "https://pages.example/demo";
  const below = createEmulator({ district: small, origins: { app: home, clever: `${home}/clever`, api: `${home}/api` } });
  const there = client(below);
  await below.signIn(there, "explorer");
  assert.equal((await there.getUsers({ limit: 50 }).all()).length, 120);
  assert.equal(below.options.redirectUri, `${home}/`);
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

test("importing starts nothing", async () => {
  const { execFileSync } = await import("node:child_process");
  const entry = new URL("../../pkg/dist/emulator.js", import.meta.url).href;
  const guard = ["WebAssembly", "fetch", "setTimeout", "queueMicrotask", "crypto"]
    .map((name) => `Object.defineProperty(globalThis, "${name}", { get() { throw new Error("${name} was used"); } });`).join("");
  execFileSync(process.execPath, ["--input-type=module", "--eval", `${guard} await import("${entry}");`], { stdio: "pipe" });
});
