// Calls that meet a network as it is: typed errors that say what to do.
import assert from "node:assert/strict";

/** A signed-in app that tries once, unless the case says otherwise. */
async function enter(scene, options = { retry: false }, persona = "explorer") {
  await scene.set({ options });
  const tab = await scene.openApp();
  await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token(persona));
  return tab;
}

const asked = async (scene, path = /^\/v3\.1\//) => (await scene.clever.journal({ origin: "api", path })).length;

/** What one effect makes of a call. */
const faulty = (effect, wanted, options) => async (scene) => {
  const tab = await enter(scene, { retry: false, ...options });
  await scene.clever.fault("/v3.1/users", effect);
  const error = await tab.refusal(() => clever.getUsers());
  const unnoticed = effect.kind === "truncate" && scene.cannot.noticeBreak;
  const expected = unnoticed ? { code: "invalid_response", reason: "malformed", status: 200 } : wanted;
  for (const [name, value] of Object.entries(expected)) {
    if (value instanceof RegExp) assert.match(String(error[name]), value, name);
    else assert.deepEqual(error[name] ?? null, value, name);
  }
  assert.equal(error.isCleverError, true);
  assert.match(error.hint ?? "", /^\S.{8,}\.$/, "says what to do");
  assert.equal(await asked(scene, "/v3.1/users"), 1);
  const [told] = await tab.run(() => app.requests.filter(({ pathTemplate }) => pathTemplate === "/v3.1/users" || pathTemplate === "/users").map(({ code, attempt }) => [code, attempt]));
  assert.deepEqual(told, [expected.code, 1]);
  await scene.clever.clearFaults();
  assert.ok((await tab.run(async () => (await clever.getUsers({ limit: 3 })).data.length)) === 3, "the next call works");
  return unnoticed || undefined;
};

export default {
  "broken off before an answer": faulty({ kind: "drop" }, { code: "network", status: null, retryable: true }),
  "S57 truncated JSON": faulty({ kind: "truncate", at: 100 }, { code: "network" }),
  "a whole body that is no whole JSON": faulty({ kind: "status", status: 200, body: '{"data":[{"data":{"id":"a' }, { code: "invalid_response", reason: "malformed", status: 200 }),
  "S57 an HTML page with status 200": faulty({ kind: "html" }, { code: "invalid_response", status: 200 }),
  "S57 an empty body with status 200": faulty({ kind: "empty_body" }, { code: "invalid_response", status: 200 }),
  "an empty 429": faulty({ kind: "status", status: 429 }, { code: "rate_limited", status: 429, retryable: true, retryAfterMs: /^\d+$/ }),
  "S50 a redirect": faulty({ kind: "redirect", location: "http://127.0.0.1:9/v3.1/users" }, { code: "unexpected_redirect", retryable: false }),
  "500": faulty({ kind: "status", status: 500 }, { code: "server_error", status: 500, retryable: true }),
  "503 that asks for a pause": faulty({ kind: "status", status: 503, retry_after: "2" }, { code: "server_error", status: 503 }),
  "an edge's 502 without CORS": faulty({ kind: "status", status: 502, cors: false }, { code: "network", status: null }),
  "400": faulty({ kind: "status", status: 400 }, { code: "bad_request", status: 400, retryable: false }),
  "403": faulty({ kind: "status", status: 403 }, { code: "forbidden", status: 403, retryable: false }),
  "413": faulty({ kind: "status", status: 413 }, { code: "payload_too_large", status: 413, retryable: false }),
  "no headers in time": faulty({ kind: "latency", ms: 60_000 }, { code: "timeout", retryable: true }, { timeoutMs: 300 }),
  "a body that stops": faulty({ kind: "drip", chunk: 200, every_ms: 60_000 }, { code: "timeout", retryable: true }, { timeoutMs: 300 }),

  async "a slow body that keeps coming is no timeout"(scene) {
    const tab = await enter(scene, { retry: false, timeoutMs: 1000 });
    const length = (await (await fetch(`${scene.clever.api}/v3.1/users?limit=5`, { headers: { Authorization: `Bearer ${await scene.clever.token("explorer")}` } })).text()).length;
    await scene.clever.fault("/v3.1/users", { kind: "drip", chunk: Math.ceil(length / 15), every_ms: 100 });
    const found = await tab.run(async () => {
      const started = performance.now();
      const { data } = await clever.getUsers({ limit: 5 });
      return [data.length, performance.now() - started];
    });
    assert.equal(found[0], 5);
    assert.ok(found[1] > 1000, `${found[1]} ms in all`);
  },

  async "refused connections"(scene) {
    const tab = await enter(scene);
    await tab.run(() => watch.told());
    await scene.clever.stop();
    const error = await tab.refusal(() => clever.getUsers());
    assert.deepEqual([error.code, error.retryable, error.status ?? null], ["network", true, null]);
    assert.match(error.hint, /^\S.{8,}\.$/);
    assert.deepEqual(await tab.run(() => app.events.map(([event]) => event)), ["signedIn"]);
  },

  async "a host that does not exist"(scene) {
    const clever = scene.clever;
    const site = await scene.site({
      headers: { "content-security-policy": `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src 'self' ${clever.clever} https://nowhere.invalid; require-trusted-types-for 'script'; trusted-types 'none'` },
    });
    await clever.register({ ...scene.client, redirect_uris: [`${site.origin}/e2e/app.html`] });
    await scene.set({ api: "https://nowhere.invalid", options: { retry: false } });
    const tab = await scene.openApp(`${site.origin}/e2e/app.html`);
    await tab.run((token) => app.enter(token).then(() => null), await clever.token("teacher"));
    const error = await tab.refusal(() => clever.me());
    assert.deepEqual([error.code, error.retryable], ["network", true]);
    assert.match(error.hint, /^\S.{8,}\.$/);
  },

  async "a 503 is tried again and not told to the caller"(scene) {
    const tab = await enter(scene, { retry: { attempts: 3, maxDelayMs: 50 } });
    await scene.clever.faultOnce("/v3.1/users", { kind: "status", status: 503 });
    await scene.clever.faultOnce("/v3.1/users", { kind: "status", status: 503 });
    assert.equal(await tab.run(async () => (await clever.getUsers({ limit: 2 })).data.length), 2);
    assert.deepEqual((await scene.clever.journal({ path: "/v3.1/users" })).map(({ status }) => status), [503, 503, 200]);
    assert.deepEqual(await tab.run(() => app.requests.slice(-3).map(({ attempt, status, code }) => [attempt, status, code])), [[1, 503, "server_error"], [2, 503, "server_error"], [3, 200, null]]);
  },

  async "attempts count the first, and the last failure is told"(scene) {
    const tab = await enter(scene, { retry: { attempts: 3, maxDelayMs: 20 } });
    await scene.clever.fault("/v3.1/users", { kind: "status", status: 500 });
    assert.equal((await tab.refusal(() => clever.getUsers())).status, 500);
    assert.equal(await asked(scene, "/v3.1/users"), 3);
  },

  async "what writes is not tried again"(scene) {
    const tab = await enter(scene, { retry: { attempts: 3, maxDelayMs: 20 } });
    await scene.clever.fault("/v3.1/", { kind: "status", status: 503 });
    assert.equal((await tab.refusal(() => clever.request("POST", "/v3.1/sections/x/assignments", { body: {} }))).code, "server_error");
    assert.equal(await asked(scene), 1);
  },

  async "a 429 in the demo is told of, and cancelled by another choice"(scene) {
    const tab = await scene.open("/");
    await tab.click("login");
    await tab.choose("library_teacher");
    await tab.view("signed-in");
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 1);
    await scene.clever.faultOnce("/v3.1/sections", { kind: "status", status: 429 });
    await tab.press("[data-testid=sections] li:nth-child(1) a");
    await tab.see("notice", /pause \(429\)/);
    await tab.press("[data-testid=sections] li:nth-child(2) a");
    await tab.see("students-status", /^Page 1: \d+ students?\./);
    assert.match(await tab.run(() => document.querySelector("[data-testid=requests]").textContent), /429 rate_limited/);
  },

  async "aborted before, during and between"(scene) {
    const tab = await enter(scene, { retry: { attempts: 4, maxDelayMs: 60_000 } });
    const before = await asked(scene);
    const early = await tab.refusal(() => clever.getUsers({}, { signal: AbortSignal.abort(new Error("early")) }));
    assert.deepEqual([early.code, early.cause], ["cancelled", "early"]);
    assert.equal(await asked(scene), before);

    await scene.clever.fault("/v3.1/users", { kind: "latency", ms: 60_000 });
    await tab.run(() => {
      app.controller = new AbortController();
      app.call = clever.getUsers({}, { signal: app.controller.signal }).then(() => "delivered", (error) => [error.code, error.cause.message]);
    });
    await scene.until(async () => (await asked(scene, "/v3.1/users")) === 1, "for the request");
    await tab.run(() => app.controller.abort(new Error("during")));
    assert.deepEqual(await tab.run(() => app.call), ["cancelled", "during"]);

    await scene.clever.clearFaults();
    await scene.clever.fault("/v3.1/users", { kind: "status", status: 503, retry_after: "60" });
    await tab.run(() => {
      app.controller = new AbortController();
      app.call = clever.getUsers({}, { signal: app.controller.signal }).then(() => "delivered", (error) => [error.code, error.cause.message]);
    });
    await tab.until(() => app.requests.some(({ status }) => status === 503));
    await tab.run(() => app.controller.abort(new Error("between")));
    assert.deepEqual(await tab.run(() => app.call), ["cancelled", "between"]);
  },

  async "what a token does not reach is said with its kind"(scene) {
    const tab = await enter(scene, { retry: false }, "student");
    const error = await tab.refusal(() => clever.getSections());
    assert.deepEqual([error.code, error.status], ["not_found", 404]);
    assert.match(error.hint, /District SSO|token|Library/);
  },

  async "before signing in nothing is sent"(scene) {
    const tab = await scene.openApp();
    for (const call of [() => clever.me(), () => clever.getUsers(), () => clever.request("GET", "/v3.1/me")]) {
      assert.equal((await tab.refusal(call)).code, "not_signed_in");
    }
    assert.equal(await asked(scene), 0);
  },

  async "S52 ids and paths that lead elsewhere are refused"(scene) {
    const tab = await enter(scene);
    const before = await asked(scene, /./);
    const codes = await tab.run(async () => {
      const tried = [];
      for (const id of ["", "..", "../../oauth/tokens", "a//b", "a\\b", undefined]) tried.push(await clever.getUser(id).then(() => "sent", (error) => error.code));
      for (const path of ["https://evil.example/", "//evil.example/v3.1", "/v3.1/../../x", "v3.1/me"]) tried.push(await clever.request("GET", path).then(() => "sent", (error) => error.code));
      return tried;
    });
    assert.deepEqual(codes, Array(10).fill("invalid_argument"));
    assert.equal(await asked(scene, /./), before);
  },

  async "S32 members named __proto__ are data"(scene) {
    const tab = await enter(scene);
    const id = "5a0000000000000000000001";
    await scene.clever.fault("/v3.1/users", { kind: "status", status: 200, body: `{"data":{"id":"${id}","name":{"first":"A","last":"B","__proto__":{"isAdmin":true}},"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}},"__proto__":{"isAdmin":true}}` });
    const found = await tab.run(async (wanted) => {
      const user = await clever.getUser(wanted);
      return [({}).isAdmin ?? null, user.isAdmin ?? null, user.name.isAdmin ?? null, Object.getPrototypeOf(user) === Object.getPrototypeOf(app), user.id];
    }, id);
    assert.deepEqual(found, [null, null, null, true, id]);
  },

  async "six requests at most are under way at once"(scene) {
    const tab = await enter(scene);
    await scene.clever.fault("/v3.1/me", { kind: "latency", ms: 300 });
    const most = await tab.run(async () => {
      let [now, peak] = [0, 0];
      const client = createClever({ ...app.options, fetch: async (url, init) => {
        peak = Math.max(peak, ++now);
        try {
          return await fetch(url, init);
        } finally {
          now--;
        }
      } });
      await Promise.all(Array.from({ length: 20 }, () => client.me()));
      return peak;
    });
    assert.equal(most, 6);
  },
};
