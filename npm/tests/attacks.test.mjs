// Rows of the attack catalogue that the driver defends and that need no page; ids as in SECURITY.md.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { TOKEN, client, failure, json, signIn, signedIn, user } from "./clever.mjs";

const whole = (text, init) => new Response(text, { headers: { "content-type": "application/json" }, ...init });

/** A server of this machine, for what only a real connection does. */
async function serving(answer, use) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use(`http://127.0.0.1:${server.address().port}`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("S32 members that name prototypes are data at every level, of records, pages and refusals", async () => {
  const poison = '"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}';
  const record = `{"id":"a",${poison},"name":{"first":"A",${poison}},"roles":{"student":{${poison},"ext":{${poison}}}}}`;
  const { clever } = await signedIn((url) => {
    if (url.endsWith("/refused")) return whole(`{"message":"no","error":{${poison}},${poison}}`, { status: 400 });
    if (url.includes("/users?") || url.endsWith("/users")) return whole(`{"data":[{"data":${record},"uri":"/u",${poison}}],"links":[],${poison}}`);
    return whole(`{"data":${record},${poison}}`);
  });
  const one = await clever.getUser("a");
  const [row] = await clever.getUsers().all();
  const [picked] = (await clever.getUsers({}, { fields: ["id", "__proto__", "roles.student"] })).data;
  const raw = await clever.request("GET", "/v3.1/raw");
  const refused = await failure(() => clever.request("GET", "/v3.1/refused"));
  for (const value of [{}, one, one.name, one.roles.student, row, row.name, row.roles.student.ext, picked.roles.student, raw, raw.data, refused, []]) {
    assert.equal(value.isAdmin, undefined);
    assert.equal(Object.getPrototypeOf(value)?.isAdmin, undefined);
  }
  assert.deepEqual(Object.getOwnPropertyDescriptor(row, "__proto__").value, { isAdmin: true });
  assert.deepEqual(Object.getOwnPropertyDescriptor(picked, "__proto__").value, { isAdmin: true });
  assert.equal(Object.getPrototypeOf(row), Object.prototype);
});

test("S49 a next link that leaves the API is not followed, and nothing is sent", async () => {
  for (const uri of [
    "https://evil.example/v3.1/users", "//evil.example/v3.1/users", "http://api.clever.com/v3.1/users", "https://api.clever.com.evil.example/v3.1/users",
    "https://api.clever.com@evil.example/v3.1/users", "https://api.clever.com:8443/v3.1/users", "../../oauth/tokens", "/oauth/tokens", "/v3.1/../oauth/tokens", "/v3.1/%2e%2e/oauth/tokens",
    "/\\evil.example/v3.1/users", "https:evil.example/v3.1/users", "javascript:alert(1)", "data:application/json,{}", " https://evil.example/v3.1", "/v3.1\t/users", "\u0000/v3.1/users", "https://api.clever.com\\@evil.example/v3.1/users", "",
  ]) {
    const links = [{ rel: "next", uri: `${uri}?starting_after=a` }];
    const { clever, requests } = await signedIn(() => json({ data: [{ data: user("a") }], links }));
    const error = await failure(async () => (await clever.getUsers()).next());
    assert.equal(error.code, "untrusted_link", uri);
    assert.deepEqual(requests.map(({ url }) => url), ["https://api.clever.com/v3.1/users"], uri);
  }
});

test("S50 a redirect is not followed, not tried again, and nobody else hears of it", async () => {
  await serving((_, response) => response.end("{}"), async (evil, heard) => {
    for (const status of [301, 302, 303, 307, 308]) {
      await serving((_, response) => response.writeHead(status, { location: `${evil}/v3.1/users` }).end(), async (apiUrl, asked) => {
        const { clever } = await signedIn(undefined, { apiUrl, fetch: undefined });
        for (const call of [() => clever.getUsers(), () => clever.me(), () => clever.request("POST", "/v3.1/x", { body: {} })]) {
          const error = await failure(call);
          assert.deepEqual([error.code, error.retryable], ["unexpected_redirect", false]);
        }
        assert.equal(asked.length, 3);
      });
    }
    assert.deepEqual(heard, []);
  });
});

test("S52 an id stays in its segment, or is refused", async () => {
  const { clever, requests } = await signedIn(() => json({ data: user("a") }));
  for (const id of ["../../oauth/tokens", "..", ".", "", "\\", "a\\..\\b", "a\0b", "a\nb", "//", "%2e%2e", "%2E%2E/x", "a/b", "..%2f", "?x=", "#", "a;b", "a?count=true", "é", "\ud800", " ", {}, 7, null, ["a"], Symbol.iterator]) {
    const sent = requests.length;
    const error = await clever.getUser(id).then(() => null, (thrown) => thrown);
    if (error) assert.deepEqual([error.code, error.path, requests.length], ["invalid_argument", "id", sent], String(id));
    else {
      const { pathname, search, hash, origin } = new URL(requests.at(-1).url);
      assert.equal(origin + search + hash, "https://api.clever.com");
      assert.match(pathname, /^\/v3\.1\/users\/[^/]+$/, String(id));
      assert.notEqual(pathname.split("/").length, 3);
    }
  }
  for (const path of ["//evil.example/v3.1", "/v3.1/../oauth/tokens", "/v3.1/..%2f..", "https://evil.example/", "\\\\evil.example", "/v3.1\\..\\x", "v3.1/me", "@evil.example/", ".evil.example/", ":8443/v3.1/me"]) {
    const sent = requests.length;
    assert.equal((await failure(() => clever.request("GET", path))).code, "invalid_argument", path);
    assert.equal(requests.length, sent, path);
  }
});

test("S53 what is given cannot begin a new line or a new parameter", async () => {
  const { clever, requests } = await signedIn(() => json({ data: [], links: [] }));
  const odd = "a\r\nHost: evil.example&limit=1#x";
  await clever.getUsers({ ending_before: odd });
  await clever.getEvents({ record_type: [odd, "users"] });
  await clever.request("GET", "/v3.1/users", { query: { [odd]: odd } });
  for (const { url, init } of requests) {
    assert.ok(!/[\r\n#]|&limit/.test(url), url);
    assert.ok([...new URL(url).searchParams].flat().includes(odd), url);
    assert.deepEqual(Object.keys(init.headers), ["Authorization", "Accept"]);
  }
  for (const token of ["a\r\nX: 1", "a b", "é", "a\0"]) {
    const fresh = client(() => {});
    await assert.rejects(signIn(fresh.clever, encodeURIComponent(token)), { code: "callback_invalid" });
    assert.equal(fresh.clever.session, null);
  }
});

test("S54 every request leaves cookies, cache, referrer and redirects out", async () => {
  const { clever, requests } = await signedIn((url) => (url.includes("tokeninfo") ? json({ client_id: "4c63c1cf623dce82caac" }) : json({ data: user("a"), links: [] })), { verifyAudience: "strict" });
  // What becomes of the answers is no matter here.
  await Promise.allSettled([clever.getUser("a"), clever.me(), clever.userinfo(), clever.request("DELETE", "/v3.1/x")]);
  assert.equal(requests.length, 5, "tokeninfo is one of them");
  for (const { url, init } of requests) {
    const { credentials, cache, referrerPolicy, redirect, headers, method, signal, ...rest } = init;
    assert.deepEqual([credentials, cache, referrerPolicy, redirect], ["omit", "no-store", "no-referrer", "manual"], url);
    assert.deepEqual([Object.keys(rest), Object.keys(headers), signal instanceof AbortSignal], [[], ["Authorization", "Accept"], true]);
    assert.ok(!url.includes(TOKEN));
  }
});

test("S57 an answer of another kind is a typed error that says where", async () => {
  for (const [body, reason, path] of [
    ["<!doctype html><title>Log in</title>", "malformed"], ["[]", "broken_page"], ["7", "broken_page"], ["null", "broken_page"], ['"data"', "broken_page"], ['{"data":7}', "broken_page", "data"],
    ['{"data":{"id":7}}', undefined, "data.id"], ["", "malformed"], ['{"data":[]}', "broken_page", "data"], ['{"data":{"id":"a"}}}', "malformed"], ['{"data":{"id":"a"}', "malformed"], ["\u0000", "malformed"],
  ]) {
    const { clever } = await signedIn(() => whole(body));
    const error = await failure(() => clever.getUser("a"));
    assert.equal(error.code, "invalid_response", body);
    if (reason) assert.equal(error.reason, reason, body);
    if (path) assert.equal(error.path, path, body);
  }
  const none = await signedIn(() => new Response(null, { status: 204 }));
  assert.equal((await failure(() => none.clever.getUser("a"))).code, "invalid_response");
});

test("S57 a compressed body that breaks off is no record, and one beyond 64 MB is refused early", async () => {
  const packed = gzipSync(JSON.stringify({ data: user("a"), filling: Array.from({ length: 5000 }, (_, at) => at * 7919) }));
  const broken = (_, response) => response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(packed.subarray(0, packed.length >> 1));
  await serving(broken, async (apiUrl) => {
    const { clever } = await signedIn(undefined, { apiUrl, fetch: undefined, retry: false });
    // Node hands over what it could unpack, browsers tell of the break.
    assert.equal((await failure(() => clever.getUser("a"))).code, "invalid_response");
  });
  let sent = 0;
  const { clever } = await signedIn(() => {
    const piece = new Uint8Array(1 << 20).fill(0x20);
    const pull = (controller) => (sent++ < 200 ? controller.enqueue(piece) : controller.close());
    return new Response(new ReadableStream({ pull }), { headers: { "content-type": "application/json" } });
  });
  const error = await failure(() => clever.getUser("a"));
  assert.deepEqual([error.code, error.reason], ["invalid_response", "too_large"]);
  assert.ok(sent <= 66, `${sent} MB were read`);
});

test("S76 a module of which a byte differs is not started", async () => {
  const text = await readFile(new URL("../../pkg/dist/index.js", import.meta.url), "utf8");
  const parts = [...text.matchAll(/`(?:[^`\\]|\\[^])*`/g)].sort((one, other) => one[0].length - other[0].length);
  const begin = parts.at(-1).index + 100; // nothing else is nearly as long
  const end = begin + parts.at(-1)[0].length - 200;
  assert.ok(end - begin > 50_000, "the literal is there");
  const folder = await mkdtemp(join(tmpdir(), "clever-tampered-"));
  try {
    for (const part of [0.01, 0.3, 0.6, 0.9]) {
      let at = begin + Math.floor((end - begin) * part);
      while (!/[A-Za-z]/.test(text[at]) || text[at - 1] === "\\" || /\\x?.?$/.test(text.slice(at - 3, at))) at += 1;
      const file = join(folder, `tampered-${at}.mjs`);
      await writeFile(file, text.slice(0, at) + (text[at] === "Q" ? "R" : "Q") + text.slice(at + 1));
      const { createClever } = await import(pathToFileURL(file).href);
      assert.throws(() => createClever({ clientId: "a", redirectUri: "https://app.example/" }), { name: "CleverError", code: "wasm_unavailable" });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("S78 members on Object.prototype reach no request, no option and no decision", async () => {
  const { clever, requests } = await signedIn((url) => json({ data: url.endsWith("/users") ? [] : user("a"), links: [] }));
  const polluted = {
    headers: { Authorization: "Bearer theirs", "X-Polluted": "1" }, signal: AbortSignal.abort(), body: "theirs", method: "DELETE", credentials: "include", mode: "no-cors",
    query: { limit: "7" }, fields: ["name"], limit: 7, starting_after: "x", returnTo: "//evil.example", districtId: "theirs",
    apiUrl: "https://evil.example", clientSecret: "theirs", timeoutMs: -1, fetch: () => assert.fail("their fetch"), attempts: 0,
    // What the module decides is read from plain objects as well.
    send: { url: "https://evil.example/", method: "GET" }, wait: 1e9, fail: {}, done: {}, restart: "https://evil.example/", relay: "p", ticket: 1, popup: true,
  };
  for (const [name, value] of Object.entries(polluted)) Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true, enumerable: true });
  try {
    assert.deepEqual(Object.keys(await clever.getUser("a")), Object.keys(user("a")));
    await clever.request("GET", "/v3.1/x");
    await clever.getUsers({}, {});
    const another = client(() => json({ data: user("b") }), { retry: {} });
    await signIn(another.clever);
    await another.clever.getUser("b");
    requests.push(...another.requests);
    const url = new URL(clever.loginUrl());
    assert.equal(url.searchParams.get("district_id"), null);
  } finally {
    for (const name of Object.keys(polluted)) delete Object.prototype[name];
  }
  assert.deepEqual(requests.map(({ url }) => url.replace("https://api.clever.com/v3.1", "")), ["/users/a", "/x", "/users", "/users/b"]);
  for (const { init } of requests) {
    assert.equal(Object.getPrototypeOf(init), null);
    assert.equal(Object.getPrototypeOf(init.headers), null);
    assert.deepEqual([init.method, init.headers.Authorization, Object.keys(init.headers), init.method], ["GET", `Bearer ${TOKEN}`, ["Authorization", "Accept"], "GET"]);
  }
});
