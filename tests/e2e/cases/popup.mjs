// Login in a window of its own.
import assert from "node:assert/strict";

const outcome = async (tab, which = 0) => {
  await tab.until((index) => app.popups[index].outcome !== null, which);
  return tab.run((index) => app.popups[index].outcome, which);
};

export default {
  "a blocked window is told of": {
    browser: "strictPopups",
    stage: { popupAtOnce: true },
    async run(scene) {
      // Nobody clicked: the page asks for it while it loads.
      const tab = await scene.open("/e2e/app.html");
      await scene.arrived(tab);
      assert.deepEqual(await tab.run(() => [arrival, outcome?.code ?? null]), ["rejected", "popup_blocked"]);
      assert.equal(await scene.windows(), 1);
      assert.deepEqual(await scene.clever.journal({ path: "/oauth/authorize" }), []);
    },
  },

  "a click opens one even where windows are blocked": {
    browser: "strictPopups",
    async run(scene) {
      const tab = await scene.openApp();
      const popup = await scene.popup(() => tab.click("login-popup"));
      await popup.choose("teacher");
      await scene.gone(popup);
      assert.equal((await outcome(tab)).error ?? null, null);
    },
  },

  "S68 the window is cut off from its opener by COOP: the answer comes all the same": {
    async run(scene) {
      const tab = await scene.openApp("/e2e/app.html?__coop=1");
      const popup = await scene.popup(() => tab.click("login-popup"));
      await popup.until(() => document.querySelector("[data-persona]") !== null && window.opener === null);
      await popup.choose("teacher");
      assert.equal((await outcome(tab)).error ?? null, null);
      await scene.gone(popup);
      assert.equal(await tab.run(async () => (await clever.me()).id), (await scene.clever.person("teacher")).me.id);
    },
  },

  async "a closed window is no verdict, and the next one takes its place"(scene) {
    const tab = await scene.openApp();
    const first = await scene.popup(() => tab.click("login-popup"));
    await first.close();
    const second = await scene.popup(() => tab.click("login-popup"));
    assert.equal((await outcome(tab)).error.code, "cancelled");
    await second.choose("teacher");
    assert.equal((await outcome(tab, 1)).error ?? null, null);
  },

  "a window that stays closed while the person is back in the page counts as given up": {
    stage: { tampered: ["hurry"] },
    async run(scene) {
      const tab = await scene.openApp();
      const popup = await scene.popup(() => tab.click("login-popup"));
      await popup.close();
      assert.equal((await outcome(tab)).error.code, "cancelled");
    },
  },

  async "S72 a second window ends the first"(scene) {
    const tab = await scene.openApp();
    const first = await scene.popup(() => tab.click("login-popup"));
    const second = await scene.popup(() => tab.click("login-popup"));
    assert.equal((await outcome(tab)).error.code, "cancelled");
    await scene.gone(first);
    await second.choose("student");
    assert.equal((await outcome(tab, 1)).error ?? null, null);
    assert.deepEqual(await tab.run(() => app.events.map(([event]) => event)), ["signedIn"]);
  },

  async "given up by signal: the window closes, the reason is kept"(scene) {
    const tab = await scene.openApp();
    const popup = await scene.popup(() => tab.click("login-popup"));
    await popup.until(() => location.pathname === "/oauth/authorize");
    await tab.run(() => app.popups[0].abort(new Error("enough")));
    const { error } = await outcome(tab);
    assert.deepEqual([error.code, error.cause], ["cancelled", "enough"]);
    await scene.gone(popup);
    const before = (await scene.clever.journal({ path: "/oauth/authorize" })).length;
    const refused = await tab.refusal(() => clever.loginWithPopup({ signal: AbortSignal.abort() }));
    assert.equal(refused.code, "cancelled");
    assert.equal((await scene.clever.journal({ path: "/oauth/authorize" })).length, before);
  },

  async "given up in the demo"(scene) {
    const tab = await scene.open("/");
    await tab.view("signed-out");
    const popup = await scene.popup(() => tab.click("login-popup"));
    await tab.click("login-cancel");
    await scene.gone(popup);
    await tab.see("notice", /given up/);
    assert.equal(await tab.run(() => document.querySelector("[data-testid=login]").disabled), false);
  },

  async "denied in the window"(scene) {
    const tab = await scene.openApp();
    const popup = await scene.popup(() => tab.click("login-popup"));
    await popup.press("[data-action=deny]");
    const { error } = await outcome(tab);
    assert.deepEqual([error.code, error.oauthError], ["oauth_error", "access_denied"]);
    await scene.gone(popup);
  },

  "the options of a login reach Clever, and the session its events": {
    stage: { login: { districtId: "5a0000000000000000000001", confirmed: false, appState: { a: 1 } } },
    async run(scene) {
      const tab = await scene.openApp();
      const popup = await scene.popup(() => tab.click("login-popup"));
      await popup.choose("teacher");
      await popup.press("[data-action=confirm]");
      assert.equal((await outcome(tab)).session.clientId, scene.client.client_id);
      const { query } = (await scene.clever.journal({ path: "/oauth/authorize" }))[0];
      const parameters = Object.fromEntries(new URLSearchParams(query));
      assert.deepEqual([parameters.district_id, parameters.confirmed, Object.keys(parameters).length], ["5a0000000000000000000001", "false", 6]);
      assert.deepEqual(await tab.run(() => app.events), [["signedIn", { clientId: scene.client.client_id, replaced: false }]]);
      // Memory of the opener only.
      assert.deepEqual(await tab.run(() => Object.keys(sessionStorage).filter((key) => !key.endsWith(":used"))), []);
    },
  },

  "an answer to a window whose opener has gone is nobody's": {
    stage: { tampered: ["hurry"] },
    async run(scene) {
      const tab = await scene.openApp();
      const popup = await scene.popup(() => tab.click("login-popup"));
      await popup.until(() => location.pathname === "/oauth/authorize");
      await tab.go("about:blank");
      await popup.choose("teacher");
      await scene.arrived(popup);
      const found = await popup.run(() => outcome);
      assert.equal(found.code, "state_unknown");
      assert.match(found.hint, /opener|window/i);
      assert.equal(await popup.run(() => clever.session), null);
      assert.equal(await popup.address(), `${scene.clever.app}/e2e/app.html`);
    },
  },

  async "S65 the message of a page of the app's own origin with another state signs nobody in"(scene) {
    const tab = await scene.openApp();
    const popup = await scene.popup(() => tab.click("login-popup"));
    await popup.until(() => location.pathname === "/oauth/authorize");
    await tab.run((token) => {
      const answer = `#access_token=${token}&token_type=bearer&state=pforged`;
      postMessage({ clever: "pforged", answer }, location.origin);
      new BroadcastChannel("clever:pforged").postMessage({ clever: "pforged", answer });
      return new Promise((heard) => {
        addEventListener("message", (event) => event.data === "last" && heard());
        postMessage("last", location.origin);
      });
    }, await scene.clever.token("district_admin"));
    assert.equal(await tab.run(() => app.popups[0].outcome), null);
    await popup.choose("teacher");
    assert.equal((await outcome(tab)).error ?? null, null);
    assert.equal(await tab.run(async () => (await clever.me()).id), (await scene.clever.person("teacher")).me.id);
  },
};
