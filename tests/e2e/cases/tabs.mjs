// Several tabs of one app, and several people at one device.
import assert from "node:assert/strict";

async function signIn(tab, persona) {
  await tab.view("signed-out");
  await tab.click("login");
  if (persona) await tab.choose(persona);
  await tab.view("signed-in");
}

export default {
  async "S14 two logins at once both succeed, in whichever order they end"(scene) {
    const one = await scene.open("/");
    const two = await scene.open("/");
    for (const tab of [one, two]) {
      await tab.view("signed-out");
      await tab.click("login");
      await tab.atClever();
    }
    await two.choose("student");
    await two.view("signed-in");
    await one.choose("library_teacher");
    await one.view("signed-in");
    assert.match(await one.text("who-roles"), /Teacher/);
    assert.match(await two.text("who-roles"), /Student/);
    await two.view("signed-in");
  },

  async "S14 five logins begun in one tab are all redeemable"(scene) {
    const tab = await scene.openApp();
    const states = await tab.run(() => Array.from({ length: 5 }, () => new URL(clever.loginUrl()).searchParams.get("state")));
    for (const state of [states[3], states[0], states[4], states[2], states[1]]) {
      await tab.go("about:blank");
      await tab.go(`/e2e/app.html#access_token=${await scene.clever.token("teacher")}&token_type=bearer&state=${state}`);
      await scene.arrived(tab);
      assert.equal(await tab.run(() => arrival), "signed in");
    }
  },

  async "S56 signing out is seen in the other tab, and ends what it was doing"(scene) {
    const one = await scene.open("/");
    await signIn(one, "library_teacher");
    const two = await scene.open("/");
    await signIn(two);
    await scene.clever.fault("/v3.1/sections", { kind: "latency", ms: 60_000 });
    await one.press("[data-testid=sections] a");
    await two.click("logout");
    await two.view("signed-out");
    await one.view("signed-out");
    await one.see("notice", /another tab/);
    assert.equal(await one.count("[data-testid=sections] a"), 0);
    assert.doesNotMatch(JSON.stringify(await one.storage()), /access|token"/);
  },

  "S56 signing out is seen in the other tab without BroadcastChannel, too": {
    stage: { tampered: ["channel"] },
    async run(scene) {
      const one = await scene.open("/");
      await signIn(one, "library_teacher");
      const two = await scene.open("/");
      await signIn(two);
      await one.run(() => addEventListener("storage", () => (window.heard = true)));
      await two.click("logout");
      await two.view("signed-out");
      if (scene.cannot.hearStorage) {
        assert.equal(await one.run(() => window.heard ?? false), false);
        // Seen at the latest when the person comes back to the tab.
        await one.run(() => dispatchEvent(new Event("focus")));
      }
      await one.view("signed-out");
      await one.see("notice", /another tab/);
      return scene.cannot.hearStorage;
    },
  },

  async "a sign-out of one app is none of another client's"(scene) {
    const other = { client_id: "another-client", name: "Another app", redirect_uris: [`${scene.clever.app}/e2e/app.html`], implicit_enabled: true };
    await scene.clever.register(other);
    const one = await scene.openApp();
    await one.run((token) => app.enter(token).then(() => null), await scene.clever.token("teacher"));
    await scene.set({ clientId: other.client_id });
    const two = await scene.openApp();
    await two.run((token) => app.enter(token).then(() => null), await scene.clever.token("teacher", { client_id: other.client_id }));
    await two.run(() => clever.logout());
    const third = await scene.openApp();
    await third.run((token) => app.enter(token).then(() => clever.logout()), await scene.clever.token("teacher", { client_id: other.client_id }));
    assert.deepEqual(await one.run(() => app.events.map(([event]) => event)), ["signedIn"]);
    assert.equal(await one.run(() => clever.session.clientId), scene.client.client_id);
  },

  async "S15 another person in the same page: the first session is replaced, then theirs begins"(scene) {
    const tab = await scene.openApp();
    await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token("teacher"));
    await scene.clever.fault("/v3.1/me", { kind: "latency", ms: 60_000 });
    await tab.run(() => {
      const token = clever.session.accessToken;
      app.old = { token, call: clever.me().then(() => "delivered", (error) => error.code) };
    });
    await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token("student"));
    const found = await tab.run(async () => {
      let spent;
      try {
        app.old.token();
      } catch (error) {
        spent = error.code;
      }
      return { events: app.events, call: await app.old.call, spent };
    });
    const { client_id: clientId } = scene.client;
    assert.deepEqual(found, {
      events: [["signedIn", { clientId, replaced: false }], ["signedOut", { reason: "replaced" }], ["signedIn", { clientId, replaced: true }]],
      call: "signed_out",
      spent: "signed_out",
    });
    await scene.clever.clearFaults();
    assert.equal(await tab.run(async () => (await clever.me()).id), (await scene.clever.person("student")).me.id);
  },

  "S15 another person by redirect, the first one still in the tab's store": {
    stage: { options: { sessionStore: "session" } },
    async run(scene) {
      const tab = await scene.openApp();
      await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token("teacher"));
      await tab.click("login");
      await tab.choose("student");
      await tab.until(() => arrival === "signed in");
      const { client_id: clientId } = scene.client;
      assert.deepEqual(await tab.run(() => app.events), [["signedOut", { reason: "replaced" }], ["signedIn", { clientId, replaced: true }]]);
      assert.equal(await tab.run(async () => (await clever.me()).id), (await scene.clever.person("student")).me.id);
      assert.equal(await tab.run(() => Object.keys(sessionStorage).filter((key) => /session/.test(key)).length), 1);
    },
  },

  async "S15 switching the user in the demo shows nothing of the person before"(scene) {
    const tab = await scene.open("/");
    await signIn(tab, "library_teacher");
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 0);
    await tab.click("switch-user");
    await tab.press("[data-action=switch]");
    await tab.choose("student");
    await tab.press("[data-action=confirm]");
    await tab.view("signed-in");
    assert.equal(await tab.text("who-roles"), "Student");
    assert.equal(await tab.count("[data-testid=sections] a"), 0);
    const last = (await scene.clever.journal({ path: "/oauth/authorize" })).at(-1);
    assert.equal(new URLSearchParams(last.query).get("confirmed"), "false");
  },
};
