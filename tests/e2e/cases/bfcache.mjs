// Pages that the browser keeps for Back and Forward: each case asserts that it was one.
import assert from "node:assert/strict";

/** Marks the page, leaves it, comes back; whether it is the very page. */
async function leaveAndReturn(scene, tab, meanwhile = async () => {}) {
  await tab.run(() => {
    window.mark = Math.random();
    addEventListener("pageshow", (event) => (window.persisted = event.persisted));
  });
  const mark = await tab.run(() => window.mark);
  await tab.go(`${scene.clever.clever}/in/cedar-ridge`);
  await meanwhile();
  await tab.back();
  await tab.until(() => document.readyState === "complete" && location.pathname !== "/in/cedar-ridge");
  assert.deepEqual(await tab.run(() => [window.mark ?? null, window.persisted ?? null]), [mark, true], "the page was kept");
}

export default {
  "a signed-in page is kept, and is signed in when it returns": async (scene) => {
    const tab = await scene.open("/");
    await tab.click("login");
    await tab.choose("library_teacher");
    await tab.view("signed-in");
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 0);
    await leaveAndReturn(scene, tab);
    await tab.view("signed-in");
    await tab.press("[data-testid=sections] a");
    await tab.until(() => document.querySelectorAll("[data-testid=students] tr").length > 0);
  },

  "S56 after a sign-out elsewhere the restored page shows signed out": async (scene) => {
    const tab = await scene.open("/");
    await tab.click("login");
    await tab.choose("library_teacher");
    await tab.view("signed-in");
    // Firefox keeps no page that still waits for an answer.
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 0);
    const other = await scene.open("/");
    await other.click("login");
    await other.view("signed-in");
    await leaveAndReturn(scene, tab, async () => {
      await other.click("logout");
      await other.view("signed-out");
    });
    await tab.view("signed-out");
    await tab.see("notice", /another tab/);
    assert.equal(await tab.text("who-name"), "…");
  },

  "a sign-out after its return is heard again": async (scene) => {
    const tab = await scene.openApp();
    await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token("teacher"));
    await leaveAndReturn(scene, tab);
    const other = await scene.openApp();
    await other.run((token) => app.enter(token).then(() => clever.logout()), await scene.clever.token("teacher"));
    await tab.until(() => app.events.length === 2);
    assert.deepEqual(await tab.run(() => app.events.at(-1)), ["signedOut", { reason: "other_tab" }]);
  },

  "Back from Clever's login page cancels the login, which stays redeemable": async (scene) => {
    const tab = await scene.openApp();
    await tab.run(() => addEventListener("pageshow", (event) => (window.persisted = event.persisted)));
    await tab.clickUnwatched("login");
    await tab.atClever();
    const { query } = (await scene.clever.journal({ path: "/oauth/authorize" })).at(-1);
    await tab.back();
    await tab.until(() => arrival === "rejected");
    assert.equal(await tab.run(() => window.persisted), true);
    assert.equal(await tab.run(() => outcome.code), "cancelled");
    const state = new URLSearchParams(query).get("state");
    const result = await tab.run((address) => clever.handleRedirect(address).then(({ portalLaunch }) => portalLaunch),
      `${scene.clever.app}/e2e/app.html#access_token=${await scene.clever.token("teacher")}&token_type=bearer&state=${state}`);
    assert.equal(result, false);
  },

  "Back from Clever's login page, in the demo": async (scene) => {
    const tab = await scene.open("/");
    await tab.view("signed-out");
    // Firefox keeps no page that still loads something.
    await tab.run(() => import("/signed-in.js").then(() => true));
    await tab.clickUnwatched("login");
    await tab.atClever();
    await tab.back();
    await tab.see("notice", /came back before/);
    assert.equal(await tab.run(() => document.querySelector("[data-testid=login]").disabled), false);
  },
};
