// Calls: what is sent, what ends them, what they fail with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { inspect } from "node:util";
import { TOKEN, client, failure, gate, json, signIn, signedIn, user } from "./clever.mjs";

test("a request carries the bearer token, no cookies, no referrer, and follows no redirect", async () => {
  const { clever, requests } = await signedIn(() => json({ data: user("a") }));
  assert.deepEqual(await clever.getUser("a"), user("a"));
  const [{ url, init }] = requests;
  assert.equal(url, "https://api.clever.com/v3.1/users/a");
  assert.equal(Object.getPrototypeOf(init), null);
  assert.deepEqual({ ...init.headers }, { Authorization: `Bearer ${TOKEN}`, Accept: "application/json" });
  const { method, credentials, cache, referrerPolicy, redirect } = init;
  assert.deepEqual(
    { method, credentials, cache, referrerPolicy, redirect },
    { method: "GET", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", redirect: "manual" },
  );
});

test("nobody signed in sends nothing, and a wrong argument is told first", async () => {
  const { clever, requests } = client(() => json({}));
  assert.equal((await failure(() => clever.me())).code, "not_signed_in");
  assert.equal((await failure(() => clever.getUser(""))).code, "invalid_argument");
  assert.equal((await failure(() => clever.getUser())).path, "id");
  assert.equal((await failure(() => clever.getUser("a\0b"))).code, "invalid_argument");
  assert.equal((await failure(() => clever.request("PUT", "/v3.1/me"))).path, "method");
  assert.equal((await failure(() => clever.request("GET", "/v3.1/../me"))).path, "path");
  assert.equal(requests.length, 0);
});

test("the guide to errors quotes message and hint as they are", async () => {
  const { clever } = await signedIn(() => json({}, 404), { retry: false });
  const guide = readFileSync(new URL("../../docs/guides/errors.md", import.meta.url), "utf8");
  const { message, hint } = await failure(() => clever.getUsers());
  for (const quoted of [message, hint]) assert.ok(guide.includes(`\`${quoted}\``), quoted);
  assert.ok(message.startsWith("not_found: ") && hint.startsWith("token_reach: "));
});

test("an aborted signal sends nothing; a later abort reaches through a fetch that does not listen", async () => {
  const never = gate();
  const { clever, requests } = await signedIn(() => never.promise);
  const reason = new Error("enough");
  const early = await failure(() => clever.me({ signal: AbortSignal.abort(reason) }));
  assert.deepEqual([early.code, early.cause, requests.length], ["cancelled", reason, 0]);
  const controller = new AbortController();
  const call = failure(() => clever.me({ signal: controller.signal }));
  controller.abort(reason);
  const late = await call;
  assert.deepEqual([late.code, late.cause, late.retryable], ["cancelled", reason, false]);
  assert.equal(clever.diagnose().requestsInFlight, 0);
});

test("silence is a timeout, before the headers and within a body", async () => {
  const { clever, requests } = await signedIn(() => new Promise(() => {}));
  const error = await failure(() => clever.me({ timeoutMs: 20 }));
  assert.deepEqual([error.code, error.retryable, requests.length], ["timeout", true, 2]);
  const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"data"')) });
  const stuck = await signedIn(() => new Response(body, { headers: { "content-type": "application/json" } }), { retry: false });
  assert.equal((await failure(() => stuck.clever.me({ timeoutMs: 20 }))).code, "timeout");
});

test("a slow body is no timeout as long as bytes come", async () => {
  const text = JSON.stringify({ data: user("a") });
  const { clever } = await signedIn(() => {
    let at = 0;
    const body = new ReadableStream({
      async pull(controller) {
        if (at >= text.length) return controller.close();
        await new Promise((resolve) => setTimeout(resolve, 5));
        controller.enqueue(new TextEncoder().encode(text.slice(at, (at += 8))));
      },
    });
    return new Response(body, { headers: { "content-type": "application/json" } });
  });
  assert.equal((await clever.getUser("a", { timeoutMs: 60 })).id, "a");
});

test("a fault is tried again for GET only, and its cause carries nothing of the request", async () => {
  const broken = Object.assign(new TypeError("fetch failed"), { request: { headers: { Authorization: TOKEN } } });
  const { clever, requests } = await signedIn(() => Promise.reject(broken));
  const error = await failure(() => clever.me());
  assert.deepEqual([error.code, requests.length, error.cause.message], ["network", 2, "fetch failed"]);
  assert.ok(!inspect(error, { depth: 9 }).includes(TOKEN));
  requests.length = 0;
  const write = await failure(() => clever.createAssignmentForSection("s", { title: "t" }));
  assert.deepEqual([write.code, write.retryable, requests.length], ["network", false, 1]);
});

test("503 and 429 are tried again until they give way", async () => {
  const events = [];
  const onRequest = (event) => events.push([event.status, event.attempt, event.code, event.pathTemplate]);
  const { clever } = await signedIn((_, __, count) => (count < 3 ? new Response(null, { status: 503 }) : json({ data: user("a") })), { onRequest });
  assert.equal((await clever.getUser("a")).id, "a");
  assert.deepEqual(events, [
    [503, 1, "server_error", "/users/{id}"],
    [503, 2, "server_error", "/users/{id}"],
    [200, 3, null, "/users/{id}"],
  ]);
});

test("ten calls that are refused end the session once", async () => {
  const { clever } = await signedIn(() => json({ message: "expired" }, 401));
  const ended = [];
  clever.on("signedOut", ({ reason }) => ended.push(reason));
  const errors = await Promise.all(Array.from({ length: 10 }, () => failure(() => clever.me())));
  assert.deepEqual([...new Set(errors.map((error) => error.code))], ["unauthorized"]);
  assert.deepEqual(ended, ["unauthorized"]);
  assert.equal(clever.session, null);
});

test("what was asked before a sign-out, a new sign-in or close() is not delivered", async () => {
  for (const [end, code] of [
    [(clever) => clever.logout(), "signed_out"],
    [(clever) => signIn(clever, "ilOther"), "signed_out"],
    [(clever) => clever.close(), "client_closed"],
  ]) {
    const answer = gate();
    const { clever } = await signedIn(() => answer.promise);
    const call = failure(() => clever.getUser("a"));
    await end(clever);
    answer.resolve(json({ data: user("a") }));
    assert.equal((await call).code, code);
  }
});

test("at most six requests fly at once", async () => {
  let flying = 0;
  let most = 0;
  const { clever, requests } = await signedIn(async () => {
    most = Math.max(most, ++flying);
    await new Promise((resolve) => setTimeout(resolve, 2));
    flying -= 1;
    return json({ data: user("a") });
  });
  await Promise.all(Array.from({ length: 50 }, (_, at) => clever.getUser(`u${at}`)));
  assert.deepEqual([most, requests.length], [6, 50]);
});

test("a test double without a stream is read all the same", async () => {
  const body = JSON.stringify({ data: user("a") });
  for (const double of [
    { status: 200, headers: new Headers(), arrayBuffer: async () => new TextEncoder().encode(body).buffer },
    { status: 200, text: async () => body },
  ]) {
    const { clever } = await signedIn(async () => double);
    assert.equal((await clever.getUser("a")).id, "a");
  }
});

test("validation reports or refuses, exactly where", async () => {
  const odd = { data: { id: "a", roles: { student: { grade: 7 } } } };
  const issues = [];
  const lenient = await signedIn(() => json(odd), { onInvalid: (issue) => issues.push(issue) });
  assert.deepEqual(await lenient.clever.getUser("a"), odd.data);
  assert.deepEqual(issues, [{ path: "data.roles.student.grade", reason: "wrong_type", operation: "getUser" }]);
  const strict = await signedIn(() => json(odd), { validation: "strict" });
  const error = await failure(() => strict.clever.getUser("a"));
  assert.deepEqual([error.code, error.reason, error.path], ["invalid_response", "wrong_type", "data.roles.student.grade"]);
});

test("answers that are no JSON are typed errors", async () => {
  const html = (status) => new Response("<pre>Cannot GET</pre>", { status, headers: { "content-type": "text/html" } });
  for (const [answer, code, reason] of [
    [() => html(404), "not_found"],
    [() => html(200), "invalid_response", "malformed"],
    [() => new Response("", { status: 200 }), "invalid_response", "malformed"],
    [() => new Response('{"data":{"id"', { status: 200 }), "invalid_response", "malformed"],
    [() => json([]), "invalid_response", "broken_page"],
    [() => new Response(null, { status: 302, headers: { location: "https://evil.example" } }), "unexpected_redirect"],
    [() => json({ message: "no" }, 403), "forbidden"],
    [() => json({ message: "no" }, 413), "payload_too_large"],
  ]) {
    const { clever, requests } = await signedIn(answer);
    const error = await failure(() => clever.getUser("a"));
    assert.deepEqual([error.code, error.reason, requests.length], [code, reason, 1]);
    assert.ok(error.hint.length > 10 && error.message.startsWith(`${code}: `), error.message);
  }
});

test("request() sends what it is given and gives what it gets", async () => {
  const { clever, requests } = await signedIn((url) => (url.endsWith("/x") ? json({ a: [1] }) : new Response(null, { status: 204 })));
  assert.deepEqual(await clever.request("PATCH", "/v3.1/x", { body: { b: 1 } }), { a: [1] });
  assert.equal(requests[0].init.body, '{"b":1}');
  assert.equal(requests[0].init.headers["Content-Type"], "application/json");
  assert.equal(await clever.request("DELETE", "/v3.1/y"), undefined);
  await failure(() => clever.request("GET", "/v3.1/z", { query: { a: ["1", "2"], b: null, c: "&" } }));
  assert.equal(requests[2].url, "https://api.clever.com/v3.1/z?a=1&a=2&c=%26");
});

test("prototype members are data", async () => {
  const text = '{"data":{"id":"a","__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}}';
  const { clever } = await signedIn(() => new Response(text, { headers: { "content-type": "application/json" } }));
  const found = await clever.getUser("a");
  assert.equal({}.isAdmin, undefined);
  assert.deepEqual(Object.keys(found), ["id", "__proto__", "constructor"]);
});

test("currentUser refuses a district's token", async () => {
  const { clever } = await signedIn(() => json({ data: { id: "d", type: "district" } }));
  const error = await failure(() => clever.currentUser());
  assert.deepEqual([error.code, error.reason], ["token_refused", "district_token"]);
});

test("the address of a call is the configured one", async () => {
  const { clever, requests } = await signedIn(() => json({ data: user("a") }), { apiUrl: "http://localhost:9/prefix/", apiVersion: "v3.0" });
  await clever.getUser("a");
  assert.equal(requests[0].url, "http://localhost:9/prefix/v3.0/users/a");
  assert.equal((await failure(() => clever.listAttendanceForSchool("a"))).code, "invalid_argument");
});
