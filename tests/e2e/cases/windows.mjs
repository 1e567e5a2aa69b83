// What windows of the app and of others could do to each other. See popup.mjs for how a login in one goes.
import assert from "node:assert/strict";

const outcome = async (tab, which = 0) => {
  await tab.until((index) => app.popups[index].outcome !== null, which);
  return tab.run((index) => app.popups[index].outcome, which);
};
const stateOf = async (scene) => new URLSearchParams((await scene.clever.journal({ path: "/oauth/authorize" })).at(-1).query).get("state");

export default {
  "S66 S69 the answer is posted to the app's own origin and to one channel, once": {
    stage: { tampered: ["messages"] },
    async run(scene) {
      const tab = await scene.openApp();
      const popup = await scene.popup(() => tab.click("login-popup"));
      await popup.until(() => location.pathname === "/oauth/authorize");
      const state = await stateOf(scene);
      await popup.choose("teacher");
      assert.equal((await outcome(tab)).error ?? null, null);
      // Told apart by who posts: `posted` of the opener also has what the window posted to it.
      const posted = await tab.run(() => posted.map(({ message, ...to }) => ({ ...to, state: message.clever, holds: Object.keys(message).sort().join() })));
      assert.ok(posted.length >= 2, JSON.stringify(posted));
      for (const { target, channel, ...what } of posted) {
        assert.ok(target === scene.clever.app || channel === `clever:${state}` || channel?.startsWith(`clever:${scene.client.client_id}`), `${target} ${channel}`);
        assert.equal(what.state, state);
      }
      assert.deepEqual(posted.filter(({ target }) => target).map(({ holds }) => holds), ["answer,clever"]);
      assert.deepEqual(await tab.run(() => Object.keys(localStorage)), []);
    },
  },

  async "S69 the channel of a login is shut once it is answered, and what comes there later signs nobody in"(scene) {
    const tab = await scene.openApp();
    const other = await scene.openApp();
    const popup = await scene.popup(() => tab.click("login-popup"));
    await popup.until(() => location.pathname === "/oauth/authorize");
    const state = await stateOf(scene);
    await other.run((name) => {
      app.heard = [];
      app.stored = [];
      app.channel = new BroadcastChannel(name);
      app.channel.onmessage = ({ data }) => app.heard.push(Object.keys(data).sort().join());
      addEventListener("storage", ({ key }) => app.stored.push(key));
    }, `clever:${state}`);
    await popup.choose("teacher");
    assert.equal((await outcome(tab)).error ?? null, null);
    await scene.gone(popup);
    // A stated limit: scripts of the same origin are trusted, and hear the answer.
    await other.until(() => app.heard.includes("answer,clever"));
    assert.deepEqual(await other.run(() => app.stored), []);
    await other.run((given, token) => {
      app.channel.postMessage({ clever: given, answer: `#access_token=${token}&token_type=bearer&state=${given}` });
      app.channel.close();
    }, state, await scene.clever.token("district_admin"));
    const id = (await scene.clever.person("teacher")).me.id;
    assert.equal(await tab.run(async () => (await clever.me()).id), id);
    assert.deepEqual(await tab.run(() => app.events.map(([event]) => event)), ["signedIn"]);
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
  },

  async "S67 a login in a window navigates nobody but itself, and one by redirect has no opener"(scene) {
    const tab = await scene.openApp();
    await tab.run(() => (window.mark = 7));
    const before = await tab.historyLength();
    const popup = await scene.popup(() => tab.click("login-popup"));
    await popup.choose("teacher");
    assert.equal((await outcome(tab)).error ?? null, null);
    assert.deepEqual(await tab.run(() => [window.mark, history.length]), [7, before]);
    await tab.run(() => clever.logout());
    await tab.click("login");
    await tab.until(() => arrival === "signed in");
    assert.equal(await tab.run(() => window.opener), null);
  },

  async "S67 a page in the window that sends the app to an answer of its own signs nobody in"(scene) {
    const tab = await scene.openApp();
    const popup = await scene.popup(() => tab.click("login-popup"));
    await popup.until(() => location.pathname === "/oauth/authorize");
    const answer = "#access_token=ilforgedforgedforged&token_type=bearer&state=pforged";
    const site = await scene.site({ pages: { "/": `<!doctype html><script>
      try { opener.location.replace("${scene.clever.app}/e2e/app.html?again=1${answer}"); document.title = "sent"; } catch { document.title = "refused"; }
    </script>` } });
    // The page goes there itself: what a driver opens has no opener everywhere.
    await popup.run((place) => {
      location.assign(place);
    }, `${site.origin}/`);
    // Clever's page has a title too, until the other one is there.
    await popup.until(() => ["sent", "refused"].includes(document.title));
    const sent = (await popup.run(() => document.title)) === "sent"; // Firefox refuses it
    if (sent) await tab.until(() => location.search === "?again=1" && arrival !== "waiting");
    assert.equal(await tab.run(() => clever.session), null);
    assert.equal(await tab.address(), `${scene.clever.app}/e2e/app.html${sent ? "?again=1" : ""}`);
    assert.deepEqual(await scene.clever.journal({ path: "/oauth/tokeninfo" }), []);
  },

  async "S71 each window has a name that nobody could have opened before"(scene) {
    const tab = await scene.openApp();
    await tab.run(() => {
      const { open } = window;
      app.names = [];
      window.open = (url, name, features) => (app.names.push(name), open.call(window, url, name, features));
    });
    for (let round = 0; round < 3; round++) {
      const popup = await scene.popup(() => tab.click("login-popup"));
      await tab.run((index) => app.popups[index].abort(), round);
      await scene.gone(popup);
    }
    const names = await tab.run(() => app.names);
    assert.equal(new Set(names).size, 3);
    for (const name of names) assert.match(name, /^clever-\d{20,}$/);
  },

  async "S72 listeners and timers of a login in a window go with it, however it ends"(scene) {
    const tab = await scene.openApp();
    await tab.run(() => {
      app.held = { message: 0, interval: 0 };
      const { addEventListener, removeEventListener, setInterval, clearInterval } = window;
      window.addEventListener = (type, ...rest) => (type === "message" && app.held.message++, addEventListener.call(window, type, ...rest));
      window.removeEventListener = (type, ...rest) => (type === "message" && app.held.message--, removeEventListener.call(window, type, ...rest));
      window.setInterval = (...given) => (app.held.interval++, setInterval(...given));
      window.clearInterval = (id) => (id !== undefined && app.held.interval--, clearInterval(id));
    });
    const first = await scene.popup(() => tab.click("login-popup"));
    const second = await scene.popup(() => tab.click("login-popup"));
    assert.equal((await outcome(tab)).error.code, "cancelled");
    await scene.gone(first);
    assert.deepEqual(await tab.run(() => app.held), { message: 1, interval: 1 });
    await second.choose("student");
    assert.equal((await outcome(tab, 1)).error ?? null, null);
    assert.deepEqual(await tab.run(() => app.held), { message: 0, interval: 0 });
    await scene.gone(second);
    // Clever knows the person by now, and would send the next window back before anybody saw it.
    await scene.clever.fault("/oauth/authorize", { kind: "latency", ms: 60_000 });
    const third = await scene.popup(() => tab.click("login-popup"));
    await tab.run(() => app.popups[2].abort());
    await scene.gone(third);
    assert.deepEqual(await tab.run(() => app.held), { message: 0, interval: 0 });
  },
};
