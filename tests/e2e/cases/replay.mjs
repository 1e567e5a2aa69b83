// An answer counts once, whichever way it comes again.
import assert from "node:assert/strict";

/** A spent answer: its address, and a tab whose session has ended. */
async function spend(scene, tab) {
  const state = await tab.run(() => new URL(clever.loginUrl()).searchParams.get("state"));
  const address = `/e2e/app.html#access_token=${await scene.clever.token("teacher")}&token_type=bearer&state=${state}`;
  await tab.go("about:blank");
  await tab.go(address);
  await scene.arrived(tab);
  assert.equal(await tab.run(() => arrival), "signed in");
  return address;
}

async function signIn(scene) {
  const tab = await scene.open("/");
  await tab.view("signed-out");
  await tab.click("login");
  await tab.choose("library_teacher");
  await tab.view("signed-in");
  return tab;
}

/** Waits until the tab rests somewhere: at Clever, in a view of the demo, or before its first page. No address holds an answer. */
async function settled(scene, tab) {
  const where = await scene.until(async () => {
    const address = await tab.address();
    if (address.startsWith(scene.clever.clever)) return (await tab.count("[data-persona]")) > 0 && "clever";
    if (!address.startsWith(scene.clever.app)) return "left";
    return tab.run(() => document.querySelector("[data-testid=view]:not([data-view=loading])")?.dataset.view);
  }, "for the tab to rest");
  assert.doesNotMatch(await tab.address(), /access_token|#./);
  return where;
}

export default {
  async "S07 Back while signed in: the session stays, nothing is redeemed again"(scene) {
    const tab = await signIn(scene);
    await tab.back();
    await settled(scene, tab);
    const address = await tab.address();
    if (address.startsWith(scene.clever.app)) await tab.view("signed-in"); // Clever sent the browser on at once
    await tab.go("/");
    await tab.view("signed-in");
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
  },

  async "S07 Back after signing out signs nobody in"(scene) {
    const tab = await signIn(scene);
    await tab.click("logout");
    await tab.view("signed-out");
    const length = await tab.historyLength();
    for (let step = 1; step < length; step++) {
      await tab.back();
      const where = await settled(scene, tab);
      assert.notEqual(where, "signed-in");
      // Clever still knows the person and answers the old question again; that answer is spent.
      if (where === "error") assert.equal((await tab.failure()).reason, "already_used");
      if (where === "left") break;
    }
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
  },

  async "S07 a reload of the page that Clever came back to"(scene) {
    const tab = await scene.openApp();
    await tab.click("login");
    await tab.choose("teacher");
    await tab.until(() => arrival === "signed in");
    await tab.reload();
    await scene.arrived(tab);
    assert.equal(await tab.run(() => arrival), "nothing");
    assert.equal(await tab.run(() => clever.session), null);
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
  },

  async "S07 the same address again, signed out"(scene) {
    const tab = await scene.openApp();
    const address = await spend(scene, tab);
    await tab.go("about:blank");
    await tab.go(address);
    await scene.arrived(tab);
    assert.deepEqual(await tab.run(() => [outcome.code, outcome.reason]), ["state_unknown", "already_used"]);
    assert.equal(await tab.address(), `${scene.clever.app}/e2e/app.html`);
    assert.equal(await tab.run(() => clever.session), null);
  },

  "S07 the same address again, signed in: nothing happens": {
    stage: { options: { sessionStore: "session" } },
    async run(scene) {
      const tab = await scene.openApp();
      const address = await spend(scene, tab);
      const signedInAt = await tab.run(() => clever.session.signedInAt);
      await tab.go("about:blank");
      await tab.go(address);
      await scene.arrived(tab);
      assert.equal(await tab.run(() => arrival), "nothing");
      assert.equal(await tab.address(), `${scene.clever.app}/e2e/app.html`);
      assert.equal(await tab.run(() => clever.session.signedInAt), signedInAt);
      assert.deepEqual(await tab.run(() => app.events), []);
    },
  },

  async "S61 the same address in another tab"(scene) {
    const address = await spend(scene, await scene.openApp());
    const other = await scene.openApp(address);
    assert.deepEqual(await other.run(() => [outcome.code, outcome.reason]), ["state_unknown", "other_context"]);
  },

  async "S06 asked ten times, handleRedirect gives one object and one event"(scene) {
    const tab = await scene.openApp();
    await tab.click("login");
    await tab.choose("teacher");
    await tab.until(() => arrival === "signed in");
    const found = await tab.run(async () => {
      const results = await Promise.all(Array.from({ length: 10 }, () => clever.handleRedirect()));
      const later = await clever.handleRedirect();
      return { same: results.every((result) => result === app.outcome), later: later === app.outcome, signedIn: app.events.length };
    });
    assert.deepEqual(found, { same: true, later: true, signedIn: 1 });
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
    await tab.run(() => clever.logout());
    assert.equal(await tab.run(() => clever.handleRedirect()), null);
  },
};
