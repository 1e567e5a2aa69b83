// The emulator's people: signed in, launched from the portal, given tokens.
import assert from "node:assert/strict";
import test from "node:test";
import { createEmulator } from "../../pkg/dist/emulator.js";
import { createClever } from "../../pkg/dist/index.js";
import { client, rejects, small, thrown } from "./emulated.mjs";

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

/** Addresses, and what the emulator has against them; the client, whose check is another, takes and refuses the same. */
const ADDRESSES = [
  ["https://app.example", null], ["https://app.example:8443/back?x=1", null], ["HTTPS://App.Example/%20", null], ["https://192.0.2.7/", null],
  ["http://localhost:5173/callback", null], ["http://app.localhost/", null], ["http://127.9.9.9/", null], ["http://[::1]:3000/", null],
  ["", /is not absolute/], ["/callback", /is not absolute/], ["localhost:5173/callback", /is not absolute/], ["https:app.example", /is not absolute/],
  ["ftp://localhost/", /is neither https nor http/], ["com.example.app://callback", /is neither https nor http/],
  ["http://app.example/", /is http to another machine: take https/], ["http://localhost.example/", /another machine/], ["http://0.0.0.0/", /another machine/],
  ["https://", /no host or port/], ["https://app.example:65536/", /no host or port/], ["https://300.1.1.1/", /no host or port/], ["https://<b>/", /no host or port/],
  ["https://a@app.example/", /user name or password/], ["https://a:b@app.example/", /user name or password/],
  ["https://app.example/#", /has a fragment: leave out the #/], ["https://app.example/#/callback", /has a fragment/],
  ["https://app.example/a b", /percent-encode/], ["https://app.example\\a", /percent-encode/], [" https://app.example/", /percent-encode/], ["https://app.example/\n", /percent-encode/],
];

test("a redirect URI that Clever would not register is refused, wherever it comes in, and the client refuses it too", () => {
  const emulator = createEmulator({ district: small });
  const { clientId, redirectUri } = emulator.options;
  for (const [address, flaw] of ADDRESSES) {
    const own = { ...emulator.options, redirectUri: address };
    if (flaw === null) {
      assert.equal(createEmulator({ district: small, redirectUri: address }).options.redirectUri, address);
      assert.ok(createClever(own), address);
      continue;
    }
    const refusal = (error) => thrown("invalid_option", flaw)(error) && error.message.startsWith(`the redirect URI ${JSON.stringify(address)} `);
    for (const call of [
      () => createEmulator({ district: small, redirectUri: address }),
      () => createEmulator({ district: small, redirectUri: ["https://app.example/", address] }),
      () => createEmulator({ district: small, clients: [{ clientId, redirectUris: [address] }] }),
      () => emulator.register({ clientId, redirectUris: [address] }),
      () => emulator.behave({ clientId, redirectUri: address }),
    ]) assert.throws(call, refusal, `${address}: ${call}`);
    assert.throws(() => createClever(own), { code: "invalid_config", path: "redirectUri" }, address);
  }
  assert.equal(emulator.options.redirectUri, redirectUri, "nothing of it was taken");
});

test("a redirect URI that is no text is refused in words, wherever it comes in", () => {
  const emulator = createEmulator({ district: small });
  const { clientId } = emulator.options;
  for (const odd of [5, null, true, {}, () => {}, Symbol("uri"), new URL("https://app.example/")]) {
    const one = thrown("invalid_option", /^`redirectUri` must be a string or a list of strings/);
    for (const redirectUri of [odd, [odd], ["https://app.example/", odd]]) {
      assert.throws(() => createEmulator({ district: small, redirectUri }), one);
      assert.throws(() => emulator.behave({ clientId, redirectUri }), one);
    }
    if (typeof odd === "function" || typeof odd === "symbol") continue; // JSON leaves these out
    const several = thrown("invalid_option", /^`redirectUris` must be a list of strings/);
    for (const redirectUris of [odd, [odd], ["https://app.example/", odd]]) {
      assert.throws(() => createEmulator({ district: small, clients: [{ clientId, redirectUris }] }), several);
      assert.throws(() => emulator.register({ clientId, redirectUris }), several);
    }
  }
  assert.throws(() => createEmulator({ clients: [{ redirectUris: "https://app.example/" }] }), thrown("invalid_option", /list of strings/));
  assert.throws(() => createEmulator({ clientId: 5 }), thrown("invalid_option", /^`clientId` must be a string$/));
  assert.throws(() => createEmulator({ district: { seed: 2 }, tokenLifetimeSecs: "60" }), thrown("invalid_option", /^tokenLifetimeSecs: invalid type/));
  assert.throws(() => createEmulator({ seed: 2, origins: { app: 5 } }), thrown("invalid_option", /^app: invalid type/));
});
