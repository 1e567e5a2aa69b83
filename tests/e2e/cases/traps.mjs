// S80: whatever fails inside the module costs the calls in flight, and nothing else. The module is the package's own.
import assert from "node:assert/strict";

import { TRAPS } from "../pages/traps.js";

async function enter(scene, changes) {
  await scene.set({ traps: true, ...changes });
  const tab = await scene.openApp();
  await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token("explorer"));
  return tab;
}

/** Twenty calls of every kind; the promise of what became of each is `app.under`. */
const begin = (tab) =>
  tab.run(() => {
    const told = (error) => [error.code, error.retryable, `${error.message} ${error.stack} ${JSON.stringify(error)} ${error.cause}`];
    const walk = async () => {
      for await (const record of clever.getUsers({ limit: 10 })) if (!record.id) throw new Error("no record");
    };
    const calls = [clever.me(), clever.getUsers({ limit: 5 }), clever.getUsers({ limit: 5 }).all(), clever.request("GET", "/v3.1/users"), walk()];
    while (calls.length < 20) calls.push(clever.getUser("5a0000000000000000000001"));
    app.under = Promise.all(calls.map((call) => Promise.resolve(call).then(() => ["settled"], told)));
  });

async function afterwards(scene, tab, struck) {
  const ends = await tab.run(() => app.under);
  assert.deepEqual([struck[0], ...ends.map(([code]) => code)], Array(21).fill("internal"));
  await scene.clever.clearFaults();
  const { user } = await scene.clever.person("explorer");
  for (const [, retryable, text] of [struck, ...ends]) {
    assert.equal(retryable, false);
    for (const personal of [/il\w{38}/, user.name.last, user.email]) assert.doesNotMatch(text, new RegExp(personal));
  }
  const found = await tab.run(async () => {
    const before = clever.diagnose().requestsInFlight;
    return [before, (await clever.me()).id, (await clever.getUsers({ limit: 7 }).all({ max: 20 })).length, app.events.map(([event]) => event), (await clever.currentUser()).id];
  });
  assert.deepEqual(found, [0, user.id, 20, ["signedIn"], user.id]);
}

const struck = (kind) => async (scene) => {
  const tab = await enter(scene);
  await scene.clever.fault("/v3.1/", { kind: "latency", ms: 60_000 });
  await begin(tab);
  const hit = await tab.run(async (which) => {
    app.traps.spring(which);
    const error = await clever.me().then(() => null, (thrown) => thrown);
    return [error.code, error.retryable, `${error.message} ${error.stack} ${JSON.stringify(error)}`];
  }, kind);
  assert.equal(await tab.run(() => app.traps.memories.length), 2, "a new instance");
  await afterwards(scene, tab, hit);
};

export default {
  ...Object.fromEntries(TRAPS.map((kind) => [`S80 ${kind}: twenty calls settle, the session stays, the next call works`, struck(kind)])),

  async "S80 the engine's own stack runs out, wherever that is"(scene) {
    const tab = await enter(scene);
    await scene.clever.fault("/v3.1/", { kind: "latency", ms: 60_000 });
    await begin(tab);
    const hit = await tab.run(() => {
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
      try {
        dive();
      } catch {
        // All the way up, and the module never ran out.
      }
      return trapped ? [trapped.code, trapped.retryable, `${trapped.message} ${trapped.stack}`] : null;
    });
    assert.ok(hit, "no trap was provoked");
    await afterwards(scene, tab, hit);
  },

  async "S47 S80 a session of this tab's store, a begun login and the other clients survive a trap"(scene) {
    const tab = await enter(scene, { options: { sessionStore: "session" } });
    const found = await tab.run(async () => {
      const state = new URL(clever.loginUrl()).searchParams.get("state");
      const second = createClever(app.options);
      app.traps.spring("unreachable");
      const code = await clever.me().then(() => "settled", (error) => error.code);
      return { code, session: second.session === clever.session, ids: (await clever.me()).id === (await second.me()).id, state, kept: Object.keys(sessionStorage).some((key) => key.endsWith(state)) };
    });
    assert.deepEqual([found.code, found.session, found.ids, found.kept], ["internal", true, true, true]);
    await tab.go("about:blank");
    await tab.go(`/e2e/app.html#access_token=${await scene.clever.token("teacher")}&token_type=bearer&state=${found.state}`);
    await scene.arrived(tab);
    assert.equal(await tab.run(() => arrival), "signed in");
  },

  async "S77 S79 storage and history that a tool of the page patched may call the client, and may throw"(scene) {
    const tab = await enter(scene, { options: { sessionStore: "session" } });
    const found = await tab.run(async (token) => {
      const codes = [];
      const again = () => {
        for (const call of [() => clever.session, () => clever.diagnose(), () => clever.loginUrl()]) {
          try {
            call();
          } catch (error) {
            codes.push(error.code);
          }
        }
      };
      const { setItem, removeItem } = Storage.prototype;
      const { replaceState } = history;
      Storage.prototype.setItem = function (...given) {
        setItem.apply(this, given);
        again();
      };
      history.replaceState = function (...given) {
        replaceState.apply(history, given);
        again();
      };
      const state = new URL(clever.loginUrl()).searchParams.get("state");
      history.replaceState(null, "", `${location.pathname}#access_token=${token}&token_type=bearer&state=${state}`);
      const result = await clever.handleRedirect();
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
      const full = await Promise.resolve().then(() => clever.loginUrl()).catch((error) => error.code);
      Object.assign(Storage.prototype, { setItem, removeItem });
      history.replaceState = replaceState;
      return { signedIn: result.session === clever.session, hash: location.hash, codes: [...new Set(codes)], full, id: (await clever.me()).id };
    }, await scene.clever.token("teacher"));
    assert.deepEqual(found, { signedIn: true, hash: "", codes: ["internal"], full: "storage_unavailable", id: (await scene.clever.person("teacher")).me.id });
  },

  async "S05 S77 randomness that was taken away later is told of, and never made up"(scene) {
    const tab = await enter(scene);
    const codes = await tab.run(async () => {
      const { getRandomValues } = crypto;
      window.Math.random = () => {
        throw new Error("Math.random was asked");
      };
      crypto.getRandomValues = () => {
        throw new Error("none left");
      };
      const told = [];
      for (const call of [() => clever.loginUrl(), () => clever.login(), () => clever.loginWithPopup()]) {
        told.push(await Promise.resolve().then(call).then(() => "accepted", (error) => error.code));
      }
      crypto.getRandomValues = getRandomValues;
      return [...told, (await clever.me()).id ? "next call works" : ""];
    });
    assert.deepEqual(codes, ["crypto_unavailable", "crypto_unavailable", "crypto_unavailable", "next call works"]);
    assert.deepEqual(await scene.clever.journal({ path: "/oauth/authorize" }), []);
  },
};
