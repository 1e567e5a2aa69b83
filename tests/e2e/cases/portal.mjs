// Sign-ins that Clever begins, and a client for which implicit grant is not enabled.
import assert from "node:assert/strict";

const authorizations = async (scene) =>
  (await scene.clever.journal({ path: /^\/oauth\/(authorize|instant-login)$/, status: 302 })).map(({ path, query }) => {
    const parameters = new URLSearchParams(query);
    return [path, parameters.get("response_type"), parameters.get("state")?.[0] ?? null];
  });

/** The demo after a launch: signed in on the second round, nothing left in the address. */
async function launched(scene, tab) {
  await tab.view("signed-in");
  await tab.see("notice", /Clever began this sign-in/);
  assert.equal(await tab.address(), `${scene.clever.app}/`);
  assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
}

/** A client id without implicit grant. */
const withoutImplicit = (scene) =>
  scene.clever.register({ ...scene.client, redirect_uris: [`${scene.clever.app}/`], implicit_enabled: false });

async function openTile(scene, persona = "library_teacher") {
  const tab = await scene.open("/");
  await tab.view("signed-out");
  await tab.click("portal");
  await tab.choose(persona);
  await tab.press("a[data-client]");
  return tab;
}

export default {
  async "S02 a tile signs in on the second round"(scene) {
    const tab = await openTile(scene);
    await launched(scene, tab);
    const rounds = await authorizations(scene);
    assert.deepEqual(rounds.slice(-2), [["/oauth/authorize", "code", null], ["/oauth/authorize", "token", "r"]]);
  },

  async "another person's tile takes the place of who is signed in"(scene) {
    const tab = await scene.open("/");
    await tab.click("login");
    await tab.choose("library_teacher");
    await tab.view("signed-in");
    await tab.go(`${scene.clever.clever}/_emulator/logout`);
    await tab.go(`${scene.clever.clever}/in/cedar-ridge`);
    await tab.choose("student");
    await tab.press("a[data-client]");
    await tab.view("signed-in");
    await tab.see("who-roles", "Student");
    assert.equal(await tab.count("[data-testid=sections] a"), 0);
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 2);
  },

  "a tile that brings a token signs in on the second round, with another token": {
    emulator: { portal_launch: "token" },
    async run(scene) {
      const tab = await openTile(scene);
      await launched(scene, tab);
      assert.equal((await authorizations(scene)).length, 2);
    },
  },

  async "an Instant Login link signs in on the second round"(scene) {
    const tab = await scene.open("/");
    await tab.view("signed-out");
    await tab.run(() => (document.querySelector("[data-testid=instant-login]").closest("details").open = true));
    await tab.click("instant-login");
    await tab.choose("library_teacher");
    await launched(scene, tab);
    assert.deepEqual(await authorizations(scene), [["/oauth/authorize", "token", "r"]]);
  },

  "S02 a launch is refused where the app says so": {
    stage: { options: { portalLaunch: "reject" } },
    async run(scene) {
      const tab = await scene.openApp("/e2e/app.html?code=abc&scope=read&keep=1");
      assert.equal(await tab.run(() => outcome.code), "state_missing");
      assert.equal(await tab.address(), `${scene.clever.app}/e2e/app.html?keep=1`);
      assert.deepEqual(await scene.clever.journal({ origin: "clever", path: /oauth/ }), []);
    },
  },

  async "S03 a launch leaves a login that waits alone"(scene) {
    const tab = await scene.openApp();
    const state = await tab.run(() => new URL(clever.loginUrl({ returnTo: "/kept" })).searchParams.get("state"));
    await tab.go("/e2e/app.html?code=abc");
    await tab.choose("teacher");
    await scene.arrived(tab);
    assert.equal(await tab.run(() => outcome.portalLaunch), true);
    const answer = `#access_token=${await scene.clever.token("student")}&token_type=bearer&state=${state}`;
    await tab.go("about:blank");
    await tab.go(`/e2e/app.html${answer}`);
    await scene.arrived(tab);
    assert.equal(await tab.run(() => outcome.returnTo), "/kept");
  },

  async "a client without implicit grant ends in portal_loop, not in a loop"(scene) {
    await withoutImplicit(scene);
    const tab = await openTile(scene);
    const failure = await tab.failure();
    assert.equal(failure.code, "portal_loop");
    assert.match(failure.hint, /implicit/i);
    assert.equal((await authorizations(scene)).length, 2);
    assert.equal(await tab.address(), `${scene.clever.app}/`);
    assert.deepEqual(await scene.clever.journal({ origin: "api" }), []);
  },

  async "a client without implicit grant is told so at an ordinary login"(scene) {
    await withoutImplicit(scene);
    const tab = await scene.open("/");
    await tab.click("login");
    await tab.choose("teacher");
    const failure = await tab.failure();
    assert.deepEqual([failure.code, failure.reason], ["callback_invalid", "unsupported_response_type"]);
    assert.match(failure.hint, /implicit/i);
    assert.equal(await tab.address(), `${scene.clever.app}/`);
  },

  "Clever's own refusal of implicit grant is an oauth_error": {
    emulator: { implicit_disabled: "error" },
    async run(scene) {
      await withoutImplicit(scene);
      const tab = await scene.open("/");
      await tab.click("login");
      await tab.choose("teacher");
      assert.equal((await tab.failure()).code, "oauth_error");
      assert.equal(await tab.address(), `${scene.clever.app}/`);
    },
  },

  "an app that is not shared with the school stays at Clever's own page": {
    emulator: { unshared: ["teacher"] },
    async run(scene) {
      const tab = await scene.open("/");
      await tab.click("login");
      await tab.choose("teacher");
      await scene.until(() => tab.count("[data-error=unshared]"), "for Clever's page");
      await tab.go("/");
      await tab.view("signed-out");
    },
  },
};
