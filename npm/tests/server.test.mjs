// clever-wasm/server over a Clever of a few lines: what it refuses, what it tells, what it forgets.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inspect } from "node:util";

import * as server from "../../pkg/dist/server.js";
import { failure, json, page, user } from "./clever.mjs";

const { basicAuth, createServerClever, exchangeCode, isCleverError, listTokens } = server;
const DISTRICT = "0123456789abcdef0123456789abcdef01234567";
const SECRET = 'canary-"secret"/0123456789';
const CODE = "canary-code-0123456789";
const grant = { clientId: "4c63c1cf623dce82caac", clientSecret: SECRET, code: CODE, redirectUri: "https://app.example/launch" };
const dist = new URL("../../pkg/dist/", import.meta.url);

/** `call(fetch)` against a server that answers so; what was asked stands in `requests`. */
function over(answer) {
  const requests = [];
  const fetch = async (url, init) => {
    requests.push({ url: String(url), ...init });
    return answer(requests.length, url, init);
  };
  return { requests, fetch };
}
const client = (answer, options) => {
  const { requests, fetch } = over(answer);
  return { requests, clever: createServerClever({ token: DISTRICT, fetch, retry: { attempts: 3, maxDelayMs: 1 }, ...options }) };
};
const basic = Buffer.from(`${grant.clientId}:${SECRET}`).toString("base64");

test("a browser is refused before anything else, in its workers too", () => {
  const calls = `
    const refusals = [];
    const refused = (error) => refusals.push([error.name, error.code, error.path, /must not run in a browser/.test(error.message), /on your server/.test(error.hint)].join());
    const grant = ${JSON.stringify(grant)};
    for (const call of [() => server.createServerClever({ token: "x" }), () => server.basicAuth("a", "b")]) try { call(); refusals.push("ran"); } catch (error) { refused(error); }
    await server.exchangeCode(grant).then(() => refusals.push("ran"), refused);
    await server.listTokens(grant).then(() => refusals.push("ran"), refused);
    console.log([...new Set(refusals)].join(" | "), refusals.length);`;
  const places = [
    "globalThis.document = {};",
    'Object.defineProperty(globalThis, "navigator", { value: { userAgent: "Mozilla/5.0 (X11; Linux)" } });',
  ];
  for (const place of places) {
    const script = `${place} const server = await import(${JSON.stringify(new URL("server.js", dist).href)}); ${calls}`;
    const told = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
    assert.equal(told.trim(), "CleverError,invalid_config,document,true,true 4");
  }
});

test("no browser entry holds any of it", () => {
  for (const name of ["index.js", "auth.js", "slim.js", "auth-slim.js", "workerd.js", "auth-workerd.js"]) {
    const text = readFileSync(new URL(name, dist), "utf8");
    assert.doesNotMatch(text, /createServerClever|exchangeCode|listTokens|authorization_code|owner_type/, name);
  }
  assert.match(readFileSync(new URL("server.js", dist), "utf8"), /createServerClever/);
});

test("the header is RFC 7617's, in UTF-8", () => {
  assert.equal(basicAuth("id", "secret"), "Basic aWQ6c2VjcmV0");
  assert.equal(basicAuth("id", "pässword:1"), `Basic ${Buffer.from("id:pässword:1").toString("base64")}`);
  for (const [path, ...given] of [["clientId", "a:b", "c"], ["clientId", "", "c"], ["clientSecret", "a"], ["clientSecret", "a", "b\r\n"]]) {
    assert.throws(() => basicAuth(...given), (error) => isCleverError(error, "invalid_argument") && error.path === path);
  }
});

test("a code is redeemed as Clever asks for it, once", async () => {
  const { requests, fetch } = over(() => json({ access_token: "ilToken", token_type: "Bearer", scope: "read:user_id x", id_token: "a.b.c" }));
  const granted = await exchangeCode({ ...grant, fetch });
  assert.equal(granted.accessToken(), "ilToken");
  assert.equal(granted.idToken(), "a.b.c");
  assert.deepEqual(granted.scopes, ["read:user_id", "x"]);
  assert.ok(Object.isFrozen(granted) && !/ilToken|a\.b\.c/.test(inspect(granted, { depth: 9 }) + JSON.stringify({ ...granted })));
  const [{ url, method, headers, body, redirect }] = requests;
  assert.deepEqual([url, method, headers.Authorization, redirect], ["https://clever.com/oauth/tokens", "POST", `Basic ${basic}`, "manual"]);
  assert.deepEqual(JSON.parse(body), { grant_type: "authorization_code", code: CODE, redirect_uri: grant.redirectUri });

});

test("a code is not sent twice, and no failure says that it may be", async () => {
  for (const [answer, code] of [
    [() => json({}, 503), "server_error"],
    [() => json({}, 429), "rate_limited"],
    [() => json({}, 408), "timeout"],
    [() => Promise.reject(new TypeError("down")), "network"],
    [() => new Promise(() => {}), "timeout"],
  ]) {
    const { requests, fetch } = over(answer);
    const error = await failure(() => exchangeCode({ ...grant, fetch, timeoutMs: 20 }));
    assert.deepEqual([error.code, error.retryable, requests.length], [code, false, 1]);
    assert.match(error.hint, /works once.*start the login again/);
  }
  const listing = over(() => json({}, 503));
  const error = await failure(() => listTokens({ ...grant, fetch: listing.fetch, timeoutMs: 20 }));
  assert.deepEqual([error.code, error.retryable], ["server_error", true], "reading may be repeated");
});

test("what Clever refuses is an oauth_error in its own words", async () => {
  for (const [status, said, hint] of [
    [400, { error: "invalid_grant", error_description: "Invalid grant:\u001b[31m invalid code" }, /works once/],
    [401, { error: "invalid_client" }, /Check clientId/],
    [400, { error: "constructor" }, /oauthError/],
  ]) {
    const { fetch } = over(() => json(said, status));
    const error = await failure(() => exchangeCode({ ...grant, fetch }));
    assert.deepEqual([error.code, error.oauthError, error.status], ["oauth_error", said.error, status]);
    assert.match(error.hint, hint);
    if (said.error_description) assert.equal(error.oauthErrorDescription, "Invalid grant:[31m invalid code");
    else assert.ok(!("oauthErrorDescription" in error));
  }
  const plain = over(() => new Response("Not here", { status: 404, headers: { "content-type": "text/plain" } }));
  assert.equal((await failure(() => exchangeCode({ ...grant, fetch: plain.fetch }))).code, "not_found");
  const moved = over(() => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }));
  assert.equal((await failure(() => exchangeCode({ ...grant, fetch: moved.fetch }))).code, "unexpected_redirect");
  assert.equal(moved.requests.length, 1);
});

test("an answer that is no token is refused, and says where", async () => {
  for (const [answer, path] of [
    [{}, "access_token"], [{ access_token: "a b", token_type: "bearer" }, "access_token"], [null, "access_token"],
    [{ access_token: "a" }, "token_type"], [{ access_token: "a", token_type: "mac" }, "token_type"],
  ]) {
    const { fetch } = over(() => json(answer));
    const error = await failure(() => exchangeCode({ ...grant, fetch }));
    assert.deepEqual([error.code, error.reason, error.path], ["invalid_response", "broken_page", path], JSON.stringify(answer));
  }
});

test("every argument is checked before anything is sent", async () => {
  const { requests, fetch } = over(() => json({}));
  for (const [change, code, path] of [
    [{ code: "" }, "invalid_argument", "code"], [{ code: undefined }, "invalid_argument", "code"],
    [{ redirectUri: 7 }, "invalid_argument", "redirectUri"], [{ clientId: undefined }, "invalid_argument", "clientId"],
    [{ clientSecret: null }, "invalid_argument", "clientSecret"], [{ timeoutMs: -1 }, "invalid_argument", "timeoutMs"],
    [{ signal: AbortSignal.abort() }, "cancelled"], [{ fetch: 1 }, "invalid_config", "fetch"],
    ...["http://clever.com/oauth/tokens", "nowhere", "https://a:b@clever.com/oauth/tokens", "https://clever.com/oauth/tokens?x", "https://clever.com", "ftp://clever.com/x"]
      .map((tokensUrl) => [{ tokensUrl }, "invalid_config", "tokensUrl"]),
  ]) {
    const error = await failure(() => exchangeCode({ ...grant, fetch, ...change }));
    assert.deepEqual([error.code, error.path], [code, path], inspect(change));
  }
  assert.equal((await failure(() => exchangeCode())).code, "invalid_argument");
  assert.equal((await failure(() => listTokens())).code, "invalid_argument");
  for (const [options, path] of [
    [{}, "token"], [{ token: "a b" }, "token"], [{ token: "a\r\nX: 1" }, "token"], [{ token: "x", clientSecret: SECRET }, "clientSecret"],
    [{ token: "x", apiUrl: "http://api.example" }, "apiUrl"], [{ token: "x", onRequest: 1 }, "onRequest"], [undefined, "token"],
  ]) {
    assert.throws(() => createServerClever(options), (error) => isCleverError(error, "invalid_config") && error.path === path);
  }
  assert.equal(requests.length, 0);
});

test("tokens are listed through all pages, and wherever a link leads, the secret stays at the endpoint", async () => {
  const row = (id) => ({ id, created: "2023-04-24T00:00:00.000Z", owner: { type: "district", id: `owner-${id}` }, access_token: DISTRICT, scopes: ["read:students"] });
  const { requests, fetch } = over((count) =>
    json({
      data: [row(`t${count}`)],
      links: [{ rel: "self", uri: "/oauth/tokens" }, ...(count < 3 ? [{ rel: "next", uri: `https://evil.example/oauth/tokens?owner_type=district&starting_after=t${count}#x` }] : [{ rel: "next", uri: "/oauth/tokens?owner_type=district&starting_after=t1" }])],
    }));
  const tokens = await listTokens({ ...grant, tokensUrl: "https://proxy.example/clever/oauth/tokens", district: undefined, fetch });
  assert.deepEqual(tokens.map(({ id, owner }) => [id, owner.id]), [["t1", "owner-t1"], ["t2", "owner-t2"], ["t3", "owner-t3"]]);
  assert.ok(!inspect(tokens, { depth: 9 }).includes(DISTRICT) && !JSON.stringify(tokens).includes(DISTRICT));
  assert.equal(tokens[0].accessToken(), DISTRICT);
  assert.deepEqual(requests.map(({ url }) => url), ["", "&starting_after=t1", "&starting_after=t2"].map((rest) => `https://proxy.example/clever/oauth/tokens?owner_type=district${rest}`));
  assert.ok(requests.every(({ headers }) => headers.Authorization === `Basic ${basic}`));

  const one = over(() => json({ data: [] }));
  assert.deepEqual(await listTokens({ ...grant, district: "a b", fetch: one.fetch }), []);
  assert.equal(one.requests[0].url, "https://clever.com/oauth/tokens?owner_type=district&district=a+b");
  for (const [answer, path] of [[{}, "data"], [{ data: [{}] }, "data[0].access_token"], [{ data: [{ ...row("a"), owner: {} }] }, "data[0].owner.id"]]) {
    const { fetch } = over(() => json(answer));
    assert.equal((await failure(() => listTokens({ ...grant, fetch }))).path, path);
  }
});

test("a district's token reaches operations, lists and any path", async () => {
  const { clever, requests } = client((count, url) =>
    String(url).includes("starting_after") ? page([user("c")]) : String(url).includes("/me") ? json({ type: "district", data: { id: "d1", type: "district" } }) : page([user("a"), user("b")], "b"));
  const ids = [];
  for await (const { id } of clever.getUsers({ limit: 2 })) ids.push(id);
  assert.deepEqual(ids, ["a", "b", "c"]);
  assert.ok(requests.every(({ headers }) => headers.Authorization === `Bearer ${DISTRICT}`));
  const { me, request, currentUser } = clever;
  assert.equal((await me()).type, "district");
  assert.equal((await request("GET", "/v3.1/anything")).data.length, 2);
  const error = await failure(() => currentUser());
  assert.deepEqual([error.code, error.reason], ["token_refused", "district_token"]);
  assert.match(error.hint, /no person/);
  assert.ok(!("login" in clever || "session" in clever || "handleRedirect" in clever));
});

test("a 401 says what to do here, and ends nothing", async () => {
  const { clever, requests } = client((count) => (count === 1 ? json({ message: "no" }, 401) : json({ data: user("u") })));
  const error = await failure(() => clever.getUser("u"));
  assert.deepEqual([error.code, error.status], ["unauthorized", 401]);
  assert.match(error.hint, /listTokens/);
  assert.equal((await clever.getUser("u")).id, "u");
  assert.equal(requests.length, 2);
});

test("no secret is told: not by an echo, however it is escaped, nor by what a fetch throws", async () => {
  const escaped = (text) => [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const shown = (error) => [error.message, error.stack, error.hint, inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), error.oauthErrorDescription].join("\n");
  const pads = ["", "x".repeat(190), "x".repeat(290)]; // the end of a quotation may fall into it
  const type = (name) => ({ status: 400, headers: { "content-type": name } });
  for (const secret of [DISTRICT, SECRET, basic, CODE]) {
    const bodies = pads.flatMap((pad) => [
      () => new Response(`bad ${pad}${secret} end`, type("text/plain")),
      () => json({ message: pad + secret, error: "invalid_grant", error_description: pad + secret }, 400),
      () => new Response(`{"message":"${pad}${escaped(secret)}","error":"e","error_description":"${pad}${escaped(secret)}"}`, type("application/json")),
      () => { throw new TypeError(`cannot send ${pad}${secret}`); },
    ]);
    for (const body of bodies) {
      const { fetch } = over(body);
      const error = await failure(() => (secret === DISTRICT ? client(body, { retry: false }).clever.me() : exchangeCode({ ...grant, fetch })));
      for (const part of [secret, secret.slice(0, 8)]) assert.ok(!shown(error).includes(part), `${part} in ${shown(error)}`);
    }
  }
  const { clever } = client(() => json({}));
  assert.ok(!inspect(clever, { depth: 9, showHidden: true }).includes(DISTRICT));
  const events = [];
  const told = over(() => json({ access_token: DISTRICT, token_type: "bearer" }));
  await exchangeCode({ ...grant, fetch: told.fetch, onRequest: (event) => events.push(event) });
  assert.deepEqual(events.map(({ method, pathTemplate, status }) => [method, pathTemplate, status]), [["POST", "/oauth/tokens", 200]]);
  assert.ok(![CODE, SECRET, DISTRICT].some((secret) => JSON.stringify(events).includes(secret)));
});

test("a refusal of any size is read to a limit, and its headers still count", async () => {
  let pulled = 0;
  const endless = () => new Response(new ReadableStream({ pull: (to) => (pulled += 1, to.enqueue(new Uint8Array(1 << 14).fill(120))) }), { status: 400 });
  assert.equal((await failure(() => client(endless).clever.me())).code, "bad_request");
  assert.ok(pulled < 20, `${pulled} chunks`);
  const limited = client(() => json({}, 429, { "retry-after": "7" }), { retry: false });
  const error = await failure(() => limited.clever.me());
  assert.deepEqual([error.code, error.retryAfterMs], ["rate_limited", 7000]);
  const passing = client((count) => (count < 3 ? new Response(null, { status: 503 }) : json({ data: user("u") })));
  assert.equal((await passing.clever.getUser("u")).id, "u");
});

test("close ends what is under way, and every later call", async () => {
  const { clever } = client(() => new Promise(() => {}));
  const waiting = failure(() => clever.me());
  await new Promise(setImmediate);
  clever.close();
  clever.close();
  assert.equal((await waiting).code, "client_closed");
  assert.equal((await failure(() => clever.me())).code, "client_closed");
  assert.equal((await failure(() => clever.getUsers())).code, "client_closed");
});

test("a client goes on after a trap", async () => {
  const { clever } = client(() => json({ data: user("u") }));
  let trapped;
  const dive = () => {
    try {
      dive();
    } catch (full) {
      if (trapped) return;
      try {
        createServerClever({ token: "x" });
      } catch (error) {
        if (isCleverError(error, "internal")) trapped = error;
      }
      if (!trapped) throw full;
    }
  };
  dive();
  assert.ok(trapped, "no trap was provoked");
  assert.equal((await clever.getUser("u")).id, "u");
});

test("clients that are forgotten leave nothing behind, and a method that is kept keeps its client", () => {
  const script = `
    import { createServerClever, exchangeCode } from ${JSON.stringify(new URL("server.js", dist).href)};
    const answer = () => new Response('{"data":{"id":"u"}}', { headers: { "content-type": "application/json" } });
    const fetch = async () => answer();
    const collect = async () => { for (let round = 0; round < 4; round += 1) { gc(); await new Promise((resolve) => setImmediate(resolve)); } };
    const make = async (many) => { for (let index = 0; index < many; index += 1) await createServerClever({ token: "x", fetch, retry: false }).request("GET", "/v3.1/x"); };
    const { getUser } = createServerClever({ token: "kept", fetch });
    await make(1000);
    await collect();
    const before = process.memoryUsage();
    for (let round = 0; round < 3; round += 1) { await make(1000); await collect(); }
    const after = process.memoryUsage();
    console.log(JSON.stringify({ heap: after.heapUsed - before.heapUsed, buffers: after.arrayBuffers - before.arrayBuffers, id: (await getUser("u")).id }));`;
  const told = JSON.parse(execFileSync(process.execPath, ["--expose-gc", "--input-type=module", "--eval", script], { encoding: "utf8" }));
  assert.equal(told.id, "u");
  // 3,000 clients that stay are over 30 MB.
  assert.ok(told.heap < 4_000_000 && told.buffers < 4_000_000, JSON.stringify(told));
});

test("what a caller's getter throws is the caller's, and costs no other client its calls", async () => {
  let answer;
  const { clever } = client(() => new Promise((resolve) => (answer = resolve)));
  const call = clever.getUser("a");
  const retry = { get attempts() { throw new RangeError("mine"); } };
  assert.throws(() => createServerClever({ token: DISTRICT, retry }), RangeError);
  answer(json({ data: user("a") }));
  assert.equal((await call).id, "a");
});

test("a district's me() takes what every call takes", async () => {
  const { clever } = client(() => json({ type: "district", data: { id: "d", type: "district" } }));
  for (const how of [undefined, null, {}, { signal: null, timeoutMs: 50 }]) assert.equal((await clever.me(how)).id, "d");
});
