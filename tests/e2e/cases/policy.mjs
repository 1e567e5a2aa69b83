// The Content-Security-Policy of the page. That nothing of the SDK violates the strict one is checked after every case.
import assert from "node:assert/strict";

const refusedWasm = ({ cannot }) => (cannot.tellWasm ? [] : [/^violation script-src wasm-eval/]);

export default {
  "S74 a policy without 'wasm-unsafe-eval' is told of, in the demo": {
    allows: refusedWasm,
    async run(scene) {
      const tab = await scene.open("/?__csp=no-wasm");
      const { code, title, hint } = await tab.failure();
      assert.equal(code, "wasm_blocked");
      assert.match(title, /WebAssembly/);
      assert.match(hint, /'wasm-unsafe-eval'/);
      return scene.cannot.tellWasm;
    },
  },

  "S74 and thrown by createClever": {
    allows: refusedWasm,
    async run(scene) {
      const tab = await scene.openApp("/e2e/app.html?__csp=no-wasm");
      assert.deepEqual(await tab.run(() => [failure.name, failure.code, failure.retryable]), ["CleverError", "wasm_blocked", false]);
      assert.equal(await tab.run(() => globalThis.clever ?? null), null);
    },
  },

  "S73 S75 Trusted Types and the rest of the policy are enforced": {
    allows: [/^violation require-trusted-types-for/, /^violation connect-src/],
    async run(scene) {
      const tab = await scene.openApp();
      const found = await tab.run(() => app.violate());
      assert.deepEqual(found, ["TypeError", "EvalError", "TypeError"]);
    },
  },

  async "S73 S75 redirect, window, lists and a new start after a trap violate nothing of the strictest policy"(scene) {
    const policy = (await fetch(`${scene.clever.app}/e2e/app.html`)).headers.get("content-security-policy");
    for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval';", "require-trusted-types-for 'script'", "trusted-types 'none'"]) assert.ok(policy.includes(part), policy);
    assert.doesNotMatch(policy, /unsafe-(inline|eval|hashes)(?<!'wasm-unsafe-eval)/);
    await scene.set({ traps: true });
    const tab = await scene.openApp();
    await tab.click("login");
    await tab.choose("explorer");
    await tab.until(() => arrival === "signed in");
    const popup = await scene.popup(() => tab.click("login-popup"));
    await scene.gone(popup); // Clever knows the person by now
    await tab.until(() => app.popups[0].outcome !== null);
    const found = await tab.run(async () => {
      app.traps.spring("unreachable");
      const code = await clever.me().then(() => "settled", (error) => error.code);
      let seen = 0;
      for await (const _ of clever.getUsers({ limit: 20 })) if (++seen === 50) break;
      return [app.popups[0].outcome.error ?? null, code, seen, app.traps.memories.length, (await clever.getSections({ limit: 3 })).data.length];
    });
    assert.deepEqual(found, [null, "internal", 50, 2, 3]);
  },

  "the raw module is loaded by the slim entry": {
    async run(scene) {
      const tab = await scene.openApp();
      const found = await tab.run(async () => {
        const slim = await app.entry("slim");
        let early;
        try {
          slim.createClever(app.options);
        } catch (error) {
          early = error.code;
        }
        await slim.init("/pkg/dist/clever_wasm_bg.wasm");
        const client = slim.createClever(app.options);
        return [early, client.session, typeof client.getUsers];
      });
      assert.deepEqual(found, ["wasm_unavailable", null, "function"]);
    },
  },

  "S76 a slim entry that gets a page instead of the module says so": {
    async run(scene) {
      const tab = await scene.openApp();
      const refused = await tab.refusal(async () => (await app.entry("slim")).init("/e2e/app.html"));
      assert.equal(refused.code, "wasm_unavailable");
      const missing = await tab.refusal(async () => (await app.entry("auth-slim")).init("/pkg/dist/nothing.wasm"));
      assert.equal(missing.code, "wasm_unavailable");
    },
  },

  "S39 S51 options are checked, and the error names the option": {
    async run(scene) {
      const tab = await scene.openApp();
      const wrong = [
        ["redirectUri", "/callback"], ["redirectUri", "http://app.example/"], ["redirectUri", "https://app.example/#a"], ["redirectUri", "https://a:b@app.example/"],
        ["clientId", ""], ["clientId", undefined], ["apiUrl", "http://api.example"], ["apiVersion", "v2.1"], ["sessionStore", "local"], ["timeoutMs", -1], ["fetch", 1], ["clientSecret", "s"],
      ];
      const found = await tab.run((changes) => changes.map(([name, value]) => {
        try {
          createClever({ ...app.options, [name]: value });
          return "accepted";
        } catch (error) {
          return `${error.code} ${error.path} ${error.message.startsWith(`invalid_config: ${error.path}`)}`;
        }
      }), wrong.map(([name, value]) => [name, value ?? null]));
      assert.deepEqual(found, wrong.map(([name]) => `invalid_config ${name} true`));
    },
  },

  async "S78 members on Object.prototype change no request"(scene) {
    const tab = await scene.openApp();
    const token = await scene.clever.token("teacher");
    const id = await tab.run(async (given) => {
      const { prototype } = window.Object; // the page's own: a driver's scripts may have one of theirs
      Object.assign(prototype, { headers: { "X-Polluted": "1" }, signal: AbortSignal.abort(), method: "DELETE" });
      try {
        await app.enter(given);
        return (await clever.me()).id;
      } finally {
        for (const name of ["headers", "signal", "method"]) delete prototype[name];
      }
    }, token);
    assert.equal(id, (await scene.clever.person("teacher")).me.id);
  },
};
