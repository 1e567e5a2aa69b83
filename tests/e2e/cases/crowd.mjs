// Many at once: tabs, calls, listeners, and the end in the middle of it.
import assert from "node:assert/strict";

/** So many tabs of the app, each signed in. */
async function crowd(scene, size) {
  const tabs = [];
  for (let index = 0; index < size; index++) {
    const tab = await scene.openApp();
    await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token("explorer"));
    tabs.push(tab);
  }
  return tabs;
}

/** Fifty calls: single ones, whole lists, and walks that take their time. What became of them is `app.under`. */
const begin = (tab) =>
  tab.run(() => {
    const walk = async () => {
      for await (const { id } of clever.getUsers({ limit: 20 })) {
        if (app.over) throw new Error(`${id} was delivered after the end`);
        await new Promise((next) => setTimeout(next));
      }
    };
    app.over = false;
    clever.on("signedOut", () => (app.over = true));
    const calls = Array.from({ length: 50 }, (_, at) => [() => clever.me(), () => clever.getUsers({ limit: 50 }).all(), () => clever.getUser("5a0000000000000000000001"), walk, () => clever.getTerms().count()][at % 5]());
    app.under = Promise.all(calls.map((call) => call.then(() => "settled", (error) => error.code ?? error.message)));
  });

const asked = async (scene) => (await scene.clever.journal({ origin: "api" })).length;

export default {
  async "S56 five tabs with fifty calls each, and a sign-out in one: every call settles, nothing is asked afterwards"(scene) {
    const tabs = await crowd(scene, 5);
    for (const tab of tabs) await begin(tab);
    await tabs[2].until(() => app.requests.length > 20);
    await tabs[2].run(() => clever.logout());
    for (const tab of tabs) await tab.until(() => app.over);
    const ends = [];
    for (const tab of tabs) ends.push(...(await tab.run(() => app.under)));
    assert.equal(ends.length, 250);
    for (const end of ends) assert.match(end, /^(settled|signed_out|not_signed_in|not_found)$/);
    assert.ok(ends.includes("signed_out"));
    const before = await asked(scene);
    for (const tab of tabs) {
      const after = await tab.run(async () => [clever.session, clever.diagnose().requestsInFlight, app.events.map(([event, { reason }]) => reason ?? event), await clever.me().then(() => "sent", (error) => error.code)]);
      assert.deepEqual([after[0], after[1], after[3]], [null, 0, "not_signed_in"]);
      assert.equal(after[2].length, 2, "one sign-out");
    }
    assert.equal(await asked(scene), before);
  },

  async "S06 ten callers of handleRedirect before the answer is judged: one result, one event, one question"(scene) {
    const tab = await scene.openApp();
    await scene.clever.fault("/oauth/tokeninfo", { kind: "latency", ms: 200 });
    const found = await tab.run(async (token) => {
      const state = new URL(clever.loginUrl()).searchParams.get("state");
      history.replaceState(null, "", `#access_token=${token}&token_type=bearer&state=${state}`);
      const second = createClever(app.options);
      const results = await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 ? clever : second).handleRedirect()));
      return [new Set(results).size, results[0].session === second.session, app.events.length];
    }, await scene.clever.token("teacher"));
    assert.deepEqual(found, [1, true, 1]);
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
  },

  "S79 every method from within every listener, each of which throws": {
    allows: [/^error .*(of the listener|Script error)/],
    async run(scene) {
      const tab = await scene.openApp();
      const found = await tab.run(async (tokens) => {
        const [met, odd, under] = [new Set(), [], []];
        let client;
        const fine = (from, error) => isCleverError(error) || odd.push(`${from}: ${error?.message}`);
        const everything = (from, runs = 1) => () => {
          if (runs-- <= 0) return;
          met.add(from);
          for (const name of Object.keys(client)) {
            if (["close", "logout", "on", "session", "login", "loginWithPopup"].includes(name)) continue;
            try {
              const made = client[name]("a");
              if (typeof made?.then === "function") under.push(made.then(() => {}, (error) => fine(`${from} ${name}`, error)));
            } catch (error) {
              fine(`${from} ${name}`, error);
            }
          }
          throw new Error(`of the listener ${from}`);
        };
        client = createClever({ ...app.options, retry: false, onRequest: everything("onRequest") });
        for (const event of ["signedIn", "signedOut"]) client.on(event, everything(event));
        for (const token of tokens) await app.enter(token);
        await client.me();
        client.logout();
        await app.enter(tokens[0]);
        await Promise.all(under);
        client.close();
        return { met: [...met].sort(), odd, calls: under.length > 100, signedIn: clever.session !== null };
      }, [await scene.clever.token("teacher"), await scene.clever.token("student")]);
      assert.deepEqual(found, { met: ["onRequest", "signedIn", "signedOut"], odd: [], calls: true, signedIn: true });
    },
  },

  async "close() at every step of everything: all settle, and the page's other client goes on"(scene) {
    const tab = await scene.openApp();
    const token = await scene.clever.token("explorer");
    const ends = await tab.run(async (given) => {
      await app.enter(given);
      const told = new Set();
      for (let turn = 0; turn < 12; turn++) {
        const client = createClever(app.options);
        const state = new URL(client.loginUrl()).searchParams.get("state");
        const under = [
          client.me(), client.getUsers({ limit: 20 }).all({ max: 200 }), client.getUsers({ limit: 20 }).count(), client.currentUser(), client.request("GET", "/v3.1/users?limit=1"),
          client.handleRedirect(`${app.options.redirectUri}#access_token=${given}&token_type=bearer&state=${state}x`),
        ].map((promise) => promise.then(() => "settled", (error) => error.code ?? error.message));
        for (let wait = 0; wait < turn; wait++) await new Promise((next) => setTimeout(next));
        client.close();
        for (const end of await Promise.all(under)) told.add(end);
        if (client.session !== null || client.diagnose().requestsInFlight !== 0) told.add("still open");
      }
      return [[...told], (await clever.me()).id];
    }, token);
    for (const end of ends[0]) assert.match(end, /^(settled|client_closed|invalid_argument|state_unknown|state_mismatch)$/);
    assert.ok(ends[0].includes("client_closed"));
    assert.equal(ends[1], (await scene.clever.person("explorer")).me.id);
  },

  async "S55 a sign-out while pages stream: no record and no request afterwards, the next person sees their own only"(scene) {
    const [tab] = await crowd(scene, 1);
    await scene.clever.fault("/v3.1/users", { kind: "drip", chunk: 4000, every_ms: 5 });
    await tab.run(() => {
      app.seen = 0;
      app.late = 0;
      app.walks = Promise.all(Array.from({ length: 4 }, async () => {
        try {
          for await (const _ of clever.getUsers({ limit: 100 })) app.gone ? app.late++ : app.seen++;
        } catch (error) {
          return error.code;
        }
        return "settled";
      }));
    });
    await tab.until(() => app.seen > 100);
    const codes = await tab.run(async (token) => {
      clever.logout();
      app.gone = true;
      const sent = app.requests.length;
      const ends = await app.walks;
      app.sent = app.requests.filter(({ code }) => code !== "signed_out").length - sent;
      await app.enter(token);
      return ends;
    }, await scene.clever.token("student"));
    for (const code of codes) assert.match(code, /^(signed_out|not_signed_in)$/);
    assert.equal(await tab.run(() => app.late), 0);
    await scene.clever.clearFaults();
    assert.equal(await tab.run(async () => (await clever.me()).id), (await scene.clever.person("student")).me.id);
  },

  "S55 a tab's stored session serves a list as the first thing that is asked": {
    stage: { options: { sessionStore: "session" } },
    async run(scene) {
      const [tab] = await crowd(scene, 1);
      await scene.set({ asksAtOnce: true });
      await tab.reload();
      await tab.until(() => app.first !== undefined);
      assert.deepEqual(await tab.run(() => app.first), [30, 30]);
    },
  },
};
