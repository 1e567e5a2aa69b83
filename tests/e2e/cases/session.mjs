// How a session lasts and how it ends.
import assert from "node:assert/strict";

const enter = async (scene, tab, persona = "teacher") =>
  tab.run((token) => app.enter(token).then(() => null), await scene.clever.token(persona));

/** Which states are spent may stay; a token may not. */
const holdsNoSession = async (tab) => assert.doesNotMatch(JSON.stringify(await tab.storage()), /token|il\w{38}/);

export default {
  "S55 an assumed lifetime runs out: expiring, then expired": {
    stage: { options: { assumedTokenLifetimeSecs: 2 } },
    async run(scene) {
      const tab = await scene.openApp();
      await enter(scene, tab);
      const session = await tab.run(() => ({ ...clever.session, token: clever.session.accessToken }));
      assert.deepEqual([session.expiresAt - session.signedInAt, session.expiryIsAssumed], [2000, true]);
      await tab.run(() => (app.kept = clever.session));
      await tab.until(() => app.events.length === 3);
      const events = await tab.run(() => app.events);
      assert.deepEqual(events.map(([event]) => event), ["signedIn", "expiring", "signedOut"]);
      assert.ok(events[1][1].inMs > 0 && events[1][1].inMs <= 200, `${events[1][1].inMs} ms of 2000 is a tenth`);
      assert.deepEqual(events[2][1], { reason: "expired" });
      assert.equal(await tab.run(() => clever.session), null);
      assert.equal((await tab.refusal(() => app.kept.accessToken())).code, "session_expired");
      const asked = (await scene.clever.journal({ origin: "api" })).length;
      assert.equal((await tab.refusal(() => clever.me())).code, "session_expired");
      assert.equal((await scene.clever.journal({ origin: "api" })).length, asked);
    },
  },

  "the demo warns of the end of the session and says when it has come": {
    emulator: { fragment_expires_in: 6 },
    async run(scene) {
      const tab = await scene.open("/");
      await tab.click("login");
      await tab.choose("library_teacher");
      await tab.view("signed-in");
      await tab.see("time-left", /^0 min 0\d s left$/);
      await tab.see("notice", /ends in/);
      await tab.view("signed-out");
      await tab.see("notice", /come to its end/);
      assert.equal(await tab.count("[data-testid=sections] a"), 0);
      await holdsNoSession(tab);
    },
  },

  async "ten calls answered 401 end the session once"(scene) {
    const tab = await scene.openApp();
    await enter(scene, tab);
    await scene.clever.revoke("teacher");
    const codes = await tab.run(() => Promise.all(Array.from({ length: 10 }, () => clever.me().then(() => "ok", (error) => error.code))));
    assert.equal(codes.length, 10);
    assert.ok(codes.every((code) => code === "unauthorized"), codes.join(" "));
    assert.deepEqual(await tab.run(() => app.events.slice(1)), [["signedOut", { reason: "unauthorized" }]]);
    assert.equal((await tab.refusal(() => clever.me())).code, "not_signed_in");
    assert.equal(await tab.run(() => clever.handleRedirect()), null);
  },

  async "S55 an answer that comes after signing out is not delivered"(scene) {
    const tab = await scene.openApp();
    await enter(scene, tab);
    await scene.clever.fault("/v3.1/me", { kind: "latency", ms: 60_000 });
    await tab.run(() => (app.call = clever.me().then(() => "delivered", (error) => error.code)) && null);
    await scene.until(async () => (await scene.clever.journal({ path: "/v3.1/me" })).length === 1, "for the request");
    assert.equal(await tab.run(() => (clever.logout(), app.call)), "signed_out");
    assert.equal((await tab.refusal(() => clever.me())).code, "not_signed_in");
    assert.equal((await scene.clever.journal({ path: "/v3.1/me" })).length, 1);
  },

  async "a 401 in the demo leads back to the start, which says why"(scene) {
    const tab = await scene.open("/");
    await tab.click("login");
    await tab.choose("library_teacher");
    await tab.view("signed-in");
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 0);
    await scene.clever.revoke("library_teacher");
    await tab.press("[data-testid=sections] a");
    await tab.view("signed-out");
    await tab.see("notice", /no longer accepts/);
    await holdsNoSession(tab);
  },

  async "S63 in memory, a reload signs out"(scene) {
    const tab = await scene.openApp();
    await enter(scene, tab);
    assert.ok(await tab.run(() => clever.session));
    await tab.reload();
    await scene.arrived(tab);
    assert.equal(await tab.run(() => clever.session), null);
  },

  "S63 in this tab's store, a reload stays signed in, and another tab does not": {
    stage: { options: { sessionStore: "session" } },
    async run(scene) {
      const tab = await scene.openApp();
      await enter(scene, tab);
      const before = await tab.run(() => ({ ...clever.session }));
      await tab.reload();
      await scene.arrived(tab);
      assert.deepEqual(await tab.run(() => ({ ...clever.session })), before);
      assert.deepEqual(await tab.run(() => app.events), []);
      assert.equal(await tab.run(async () => (await clever.me()).id), (await scene.clever.person("teacher")).me.id);
      const other = await scene.openApp();
      assert.equal(await other.run(() => clever.session), null);
      await tab.run(() => clever.logout());
      await holdsNoSession(tab);
      await tab.reload();
      await scene.arrived(tab);
      assert.equal(await tab.run(() => clever.session), null);
    },
  },

  "S64 a tampered store is nobody's session": {
    stage: { options: { sessionStore: "session" } },
    async run(scene) {
      const tab = await scene.openApp();
      await enter(scene, tab);
      const [key, value] = await tab.run(() => Object.entries(sessionStorage).find(([, text]) => text.includes("token")));
      for (const odd of ["", "{", "null", "[]", value.replace(/il\w{38}/, "a b"), value.replace(/il\w{38}/, "0123456789".repeat(4)), value.replace(/"expiresAt":\d+/, '"expiresAt":1')]) {
        await tab.run((name, text) => sessionStorage.setItem(name, text), key, odd);
        await tab.reload();
        await scene.arrived(tab);
        assert.equal(await tab.run(() => clever.session), null, odd);
        assert.equal(await tab.run((name) => sessionStorage.getItem(name), key), null, odd);
      }
    },
  },

  async "two clients of one client id share session, memo and sign-out, whichever entry they are of"(scene) {
    const tab = await scene.openApp();
    await tab.click("login");
    await tab.choose("teacher");
    await tab.until(() => arrival === "signed in");
    const found = await tab.run(async () => {
      const { createClever: createAuth } = await app.entry("auth");
      const [second, third] = [createClever(app.options), createAuth(app.options)];
      const events = [];
      app.follow(second, events);
      app.follow(third, events);
      const same = [second, third].map(({ session }) => session === clever.session);
      const results = await Promise.all([second.handleRedirect(), third.handleRedirect()]);
      const id = (await third.me()).id;
      third.logout();
      return {
        same, id, events,
        memo: results.map((result) => result === app.outcome),
        after: [clever.session, second.session, third.session],
        own: app.events.map(([event]) => event),
        getSections: typeof third.getSectionsForUser,
      };
    });
    assert.deepEqual(found, {
      same: [true, true],
      id: (await scene.clever.person("teacher")).me.id,
      events: [["signedOut", { reason: "logout" }], ["signedOut", { reason: "logout" }]],
      memo: [true, true],
      after: [null, null, null],
      own: ["signedIn", "signedOut"],
      getSections: "undefined",
    });
  },

  async "a closed client ends what it does and refuses the rest"(scene) {
    const tab = await scene.openApp();
    await enter(scene, tab);
    await scene.clever.fault("/v3.1/me", { kind: "latency", ms: 60_000 });
    const found = await tab.run(async () => {
      const call = clever.me().catch((error) => error.code);
      clever.close();
      const code = (action) => Promise.resolve().then(action).catch((error) => error.code);
      return [await call, await code(() => clever.me()), await code(() => clever.login()), await code(() => clever.handleRedirect()), await code(() => clever.logout()), clever.session];
    });
    assert.deepEqual(found, [...Array(5).fill("client_closed"), null]);
  },

  "S79 a listener that throws disturbs nobody": {
    allows: [/^error .*(the listener's own|Script error)/],
    async run(scene) {
      const tab = await scene.openApp();
      await tab.run(() => {
        clever.on("signedOut", () => {
          throw new Error("the listener's own");
        });
        app.later = [];
        app.follow(clever, app.later);
      });
      await enter(scene, tab);
      await tab.run(() => clever.logout());
      assert.deepEqual(await tab.run(() => app.later.map(([event]) => event)), ["signedIn", "signedOut"]);
      assert.equal(await tab.run(() => clever.session), null);
    },
  },
};
