// Sign-in where there is no page: shells, tests, server-side rendering.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { isCleverError } from "../../pkg/dist/index.js";
import { CALLBACK, TOKEN, client, failure, json, signIn, signedIn } from "./clever.mjs";

const stateOf = (url) => new URL(url).searchParams.get("state");
const answer = (state, rest = "") => `${CALLBACK}#access_token=${TOKEN}&token_type=bearer&state=${state}${rest}`;

test("options are checked on the spot, and each names itself", async () => {
  for (const [options, path] of [
    [{ clientId: undefined }, "clientId"],
    [{ redirectUri: "/callback" }, "redirectUri"],
    [{ redirectUri: "http://app.example/" }, "redirectUri"],
    [{ clientSecret: "x" }, "clientSecret"],
    [{ apiUrl: "http://evil.example" }, "apiUrl"],
    [{ sessionStore: "local" }, "sessionStore"],
    [{ retry: { attempts: 0 } }, "retry.attempts"],
    [{ retry: 5n }, "retry"],
    [{ retry: [2] }, "retry"],
    [{ retry: () => {} }, "retry"],
    [{ retry: Symbol("retry") }, "retry"],
    [{ timeoutMs: "5" }, "timeoutMs"],
    [{ onRequest: "log" }, "onRequest"],
    [{ fetch: 1 }, "fetch"],
  ]) {
    const error = await failure(async () => client(() => {}, options));
    assert.deepEqual([error.code, error.path], ["invalid_config", path]);
    assert.ok(error.message.startsWith(`invalid_config: ${path} `), error.message);
    assert.ok(error instanceof Error && isCleverError(error) && isCleverError(error, "invalid_config"));
    assert.ok(!isCleverError(error, "internal"));
    assert.match(inspect(error), /^CleverError: /);
  }
});

test("a login goes round: state, return path, app state, session", async () => {
  const { clever } = client(() => {});
  const url = new URL(clever.loginUrl({ returnTo: "/classes?x=1", appState: { a: ["é", null] }, districtId: "d", confirmed: false }));
  assert.equal(url.origin + url.pathname, "https://clever.com/oauth/authorize");
  const { state, ...rest } = Object.fromEntries(url.searchParams);
  assert.deepEqual(rest, {
    response_type: "token", client_id: "4c63c1cf623dce82caac", redirect_uri: CALLBACK, district_id: "d", confirmed: "false",
  });
  assert.match(state, /^r[\w-]{22}$/);
  const { session, ...result } = await clever.handleRedirect(answer(state, "&scope=read%3Auser_id&expires_in=60"));
  assert.deepEqual(result, { returnTo: "/classes?x=1", appState: { a: ["é", null] }, portalLaunch: false });
  assert.equal(session, clever.session);
  assert.deepEqual(session.scopes, ["read:user_id"]);
  assert.equal(session.expiresAt - session.signedInAt, 60_000);
  assert.equal(session.expiryIsAssumed, false);
  assert.equal(session.accessToken(), TOKEN);
  clever.close();
});

test("every caller gets the same result, and null once the session has ended", async () => {
  const { clever } = client(() => {});
  const url = answer(stateOf(clever.loginUrl()));
  const results = await Promise.all(Array.from({ length: 10 }, () => clever.handleRedirect(url)));
  assert.equal(new Set(results).size, 1);
  assert.equal(await clever.handleRedirect(url), results[0]);
  assert.equal(await clever.handleRedirect(), null);
  clever.logout();
  assert.equal(await clever.handleRedirect(url), null);
});

test("a sign-in that replaces another one is everybody's result too", async () => {
  const { clever } = client(() => json({ client_id: "4c63c1cf623dce82caac", scopes: [] }), { verifyAudience: "strict" });
  const [one, two] = [answer(stateOf(clever.loginUrl())), answer(stateOf(clever.loginUrl()))];
  const first = await clever.handleRedirect(one);
  const [second, again] = await Promise.all([clever.handleRedirect(two), clever.handleRedirect(two)]);
  assert.equal(second, again);
  assert.equal(await clever.handleRedirect(two), second);
  assert.equal(clever.session, second.session);
  assert.notEqual(first.session, second.session);
});

test("answers nobody asked for are refused, each in its own words", async () => {
  const { clever } = client(() => {}, { portalLaunch: "reject" });
  for (const [suffix, code, reason] of [
    ["", null],
    ["#/route", null],
    ["?code=x", "state_missing"],
    ["#access_token=x&token_type=bearer", "state_missing"],
    ["#error=access_denied", "state_missing"],
    ["#access_token=x&token_type=bearer&state=__proto__", "state_unknown", "other_context"],
    ["#access_token=x&access_token=y&state=s", "callback_invalid", "duplicate_parameter"],
    [`#access_token=${"x".repeat(70_000)}`, "callback_invalid", "too_large"],
    ["#access_token=%ZZ&state=s", "callback_invalid", "malformed"],
  ]) {
    if (code === null) assert.equal(await clever.handleRedirect(CALLBACK + suffix), null);
    else {
      const error = await failure(() => clever.handleRedirect(CALLBACK + suffix));
      assert.deepEqual([error.code, error.reason], [code, reason], suffix.slice(0, 60));
    }
  }
  for (const elsewhere of ["https://elsewhere.example/", "capacitor://localhost/callback", "file:///callback", "about:blank"]) {
    assert.equal(await clever.handleRedirect(`${elsewhere}#access_token=x`), null);
  }
  assert.equal((await failure(() => clever.handleRedirect("https://"))).code, "invalid_argument");
});

test("a denial comes with where the login was to lead", async () => {
  const { clever } = client(() => {});
  const state = stateOf(clever.loginUrl({ returnTo: "/x", appState: 7 }));
  const error = await failure(() => clever.handleRedirect(`${CALLBACK}#error=access_denied&error_description=No+way%1b&state=${state}`));
  const { code, oauthError, oauthErrorDescription, returnTo, appState } = error;
  assert.deepEqual(
    { code, oauthError, oauthErrorDescription, returnTo, appState },
    { code: "oauth_error", oauthError: "access_denied", oauthErrorDescription: "No way", returnTo: "/x", appState: 7 },
  );
});

test("another app's token is refused, and silence only where asked", async () => {
  const tokeninfo = (body) => () => (body ? json(body) : Promise.reject(new TypeError("blocked")));
  const other = client(tokeninfo({ client_id: "other" }), { verifyAudience: "warn" });
  assert.equal((await failure(() => signIn(other.clever))).reason, "other_client");
  assert.equal(other.clever.session, null);
  const mine = client(tokeninfo({ client_id: "4c63c1cf623dce82caac", scopes: ["read:user_id"] }), { verifyAudience: "strict" });
  assert.deepEqual((await signIn(mine.clever)).session.scopes, ["read:user_id"]);
  const silent = client(tokeninfo(), { verifyAudience: "warn" });
  assert.ok((await signIn(silent.clever)).session);
  await signIn(silent.clever);
  assert.equal(silent.requests.length, 1, "not asked again");
  const strict = client(tokeninfo(), { verifyAudience: "strict" });
  assert.equal((await failure(() => signIn(strict.clever))).reason, "audience_unverified");
  assert.equal((await failure(() => signIn(client(() => {}).clever, "0".repeat(40)))).reason, "district_token");
});

test("events come in order, and a listener that throws disturbs nobody", async () => {
  const { clever } = client(() => {});
  const seen = [];
  const reported = [];
  globalThis.reportError = (error) => reported.push(error.message);
  clever.on("signedIn", () => {
    throw new Error("listener");
  });
  clever.on("signedIn", ({ session, replaced }) => seen.push(["in", session === clever.session, replaced]));
  const off = clever.on("signedOut", ({ reason }) => seen.push(["out", reason]));
  await signIn(clever);
  await signIn(clever, "ilOther");
  clever.logout();
  clever.logout();
  off();
  await signIn(clever);
  delete globalThis.reportError;
  assert.deepEqual(seen, [["in", true, false], ["out", "replaced"], ["in", true, true], ["out", "logout"], ["in", true, false]]);
  assert.deepEqual(reported, ["listener", "listener", "listener"]);
  assert.equal((await failure(async () => clever.on("nothing", () => {}))).code, "invalid_argument");
  clever.close();
});

test("every method may be called from every listener", async () => {
  const { clever } = client(() => json({ data: {} }));
  const calls = () => {
    clever.diagnose();
    clever.loginUrl();
    clever.handleRedirect().catch(() => {});
    clever.me().catch(() => {});
    clever.on("expiring", () => {})();
    return clever.session;
  };
  clever.on("signedIn", () => (calls(), clever.logout()));
  clever.on("signedOut", () => (calls(), clever.close()));
  let session;
  clever.on("signedIn", (detail) => ({ session } = detail));
  await signIn(clever).catch(() => {});
  assert.equal((await failure(async () => session.accessToken())).code, "signed_out");
  assert.equal(clever.session, null);
  assert.equal((await failure(async () => clever.loginUrl())).code, "client_closed");
});

test("a session ends by itself, after saying so", async () => {
  const { clever } = client(() => {}, { assumedTokenLifetimeSecs: 1 });
  const seen = [];
  const ended = new Promise((resolve) => clever.on("signedOut", ({ reason }) => resolve(seen.push(reason))));
  clever.on("expiring", ({ inMs }) => seen.push(inMs <= 100 && inMs > 0));
  const { session } = await signIn(clever);
  const awake = setInterval(() => {}, 50); // its own timer keeps no process alive
  await ended;
  clearInterval(awake);
  assert.deepEqual(seen, [true, "expired"]);
  assert.equal((await failure(async () => session.accessToken())).code, "session_expired");
  assert.equal((await failure(() => clever.me())).code, "session_expired");
});

test("the token is nowhere but in accessToken()", async () => {
  const { clever } = await signedIn(() => json({ message: `bad ${TOKEN}` }, 400));
  const { session } = clever;
  const error = await failure(() => clever.me());
  for (const shown of [session, clever, error, error.stack, error.cause, clever.diagnose(), globalThis]) {
    assert.ok(!inspect(shown, { depth: 9, showHidden: true }).includes(TOKEN));
    assert.ok(!String(JSON.stringify(shown === globalThis ? {} : shown)).includes(TOKEN));
  }
  assert.deepEqual(Object.keys(session), ["clientId", "signedInAt", "expiresAt", "expiryIsAssumed", "scopes"]);
  assert.ok(Object.isFrozen(session));
  assert.ok(!inspect(structuredClone(error)).includes(TOKEN));
});

test("without a page nothing is shared, and nothing is navigated", async () => {
  const first = await signedIn(() => {});
  const second = client(() => {});
  assert.equal(second.clever.session, null);
  assert.equal((await failure(() => second.clever.login())).code, "storage_unavailable");
  assert.equal((await failure(() => second.clever.loginWithPopup())).code, "popup_blocked");
  const { loginUrl, handleRedirect } = second.clever;
  assert.ok((await handleRedirect(answer(stateOf(loginUrl())))).session, "methods may be taken out");
  assert.notEqual(first.clever.session, second.clever.session);
});

test("a trap costs the calls in flight and nothing else", async () => {
  const { clever } = await signedIn(() => new Promise(() => {}));
  const { session } = clever;
  const calls = Array.from({ length: 20 }, () => failure(() => clever.me()));
  await new Promise((resolve) => setTimeout(resolve, 5));
  // The engine's stack runs out inside the module.
  let trapped;
  const dive = () => {
    try {
      dive();
    } catch (full) {
      if (trapped) return;
      try {
        clever.loginUrl();
      } catch (error) {
        if (isCleverError(error, "internal")) trapped = error;
      }
      if (!trapped) throw full; // a frame further up there is a little more room
    }
  };
  dive();
  assert.ok(trapped, "no trap was provoked");
  assert.ok(!trapped.message.includes(TOKEN));
  assert.deepEqual([...new Set((await Promise.all(calls)).map((error) => error.code))], ["internal"]);
  assert.equal(clever.session, session);
  assert.equal(session.accessToken(), TOKEN);
  assert.ok((await signIn(clever, "ilNext")).session);
});
