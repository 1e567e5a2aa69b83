// Storage that is blocked, full, or not what it was.
import assert from "node:assert/strict";

const popupSignsIn = async (scene, tab) => {
  const popup = await scene.popup(() => tab.click("login-popup"));
  await popup.choose("teacher");
  await scene.gone(popup);
};

export default {
  "S59 getters that throw: login says so, nothing is left behind, a window still works": {
    stage: { tampered: ["storage"] },
    async run(scene) {
      const tab = await scene.openApp();
      assert.equal(await tab.run(() => arrival), "nothing");
      await tab.click("login");
      await tab.until(() => arrival === "rejected");
      assert.equal(await tab.run(() => outcome.code), "storage_unavailable");
      assert.match(await tab.run(() => outcome.hint), /window|popup|storage/i);
      assert.deepEqual(await scene.clever.journal({ origin: "clever", path: /oauth/ }), []);
      await popupSignsIn(scene, tab);
      await tab.until(() => app.popups[0].outcome !== null);
      assert.equal(await tab.run(() => app.popups[0].outcome.error ?? null), null);
      assert.equal(await tab.run(async () => (await clever.me()).id), (await scene.clever.person("teacher")).me.id);
    },
  },

  "S59 getters that throw, in the demo": {
    stage: { tampered: ["storage"] },
    async run(scene) {
      const tab = await scene.open("/");
      await tab.view("signed-out");
      await tab.click("login");
      const { code, title } = await tab.failure();
      assert.equal(code, "storage_unavailable");
      assert.match(title, /remember/);
      const popup = await scene.popup(() => tab.click("error-action"));
      await popup.choose("library_teacher");
      await scene.gone(popup);
      await tab.view("signed-in");
    },
  },

  "S59 the browser's own setting blocks site data": {
    browser: "noStorage",
    async run(scene) {
      const tab = await scene.openApp();
      const readable = await tab.run(() => {
        try {
          return sessionStorage.length >= 0;
        } catch {
          return false;
        }
      });
      assert.equal(readable, Boolean(scene.cannot.blockStorage), "the setting is at work");
      if (readable) return scene.cannot.blockStorage;
      await tab.click("login");
      await tab.until(() => arrival === "rejected");
      assert.equal(await tab.run(() => outcome.code), "storage_unavailable");
      // Clever keeps no session without cookies either; its button signs in all the same.
      await popupSignsIn(scene, tab);
      await tab.until(() => app.popups[0].outcome !== null);
      assert.equal(await tab.run(() => app.popups[0].outcome.error ?? null), null);
      return undefined;
    },
  },

  async "S60 a full store: what others keep there stays, own stale records make room"(scene) {
    const tab = await scene.openApp();
    const fill = () =>
      tab.run(() => {
        let size = 1 << 22;
        for (let part = 0; size > 0; part++) {
          try {
            sessionStorage.setItem(`theirs-${part}`, "x".repeat(size));
          } catch {
            size >>= 1;
          }
        }
        return Object.keys(sessionStorage).length;
      });
    const kept = await fill();
    const refused = await tab.refusal(() => clever.loginUrl());
    assert.equal(refused.code, "storage_unavailable");
    assert.equal(await tab.run(() => Object.keys(sessionStorage).length), kept);
  },

  async "S62 a record that was tampered with is none"(scene) {
    const tab = await scene.openApp();
    for (const odd of ["", "{", "null", '{"version":1}', "x".repeat(10_000)]) {
      const state = await tab.run((text) => {
        const begun = new URL(clever.loginUrl()).searchParams.get("state");
        sessionStorage.setItem(Object.keys(sessionStorage).find((key) => key.endsWith(begun)), text);
        return begun;
      }, odd);
      const refused = await tab.refusal((address) => clever.handleRedirect(address),
        `${scene.clever.app}/e2e/app.html#access_token=${await scene.clever.token("teacher")}&token_type=bearer&state=${state}`);
      assert.match(refused.code, /^state_(unknown|mismatch)$/, odd);
      assert.equal(await tab.run((begun) => Object.keys(sessionStorage).some((key) => key.endsWith(begun)), state), false, odd);
    }
  },

  async "abandoned logins are kept to sixteen"(scene) {
    const tab = await scene.openApp();
    const kept = await tab.run(() => {
      for (let round = 0; round < 40; round++) clever.loginUrl({ appState: { round } });
      return Object.keys(sessionStorage).length;
    });
    assert.ok(kept <= 17, `${kept} entries`);
  },
};
