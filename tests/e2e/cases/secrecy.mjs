// Where the token may be looked for and must not be found. What pages print and ask for is searched after every case.
import assert from "node:assert/strict";

/** The token of the session, and every text in which it must not be. */
async function searched(scene, tab) {
  return tab.run(async () => {
    const token = clever.session.accessToken();
    const texts = {
      address: location.href,
      referrer: document.referrer,
      state: JSON.stringify(history.state),
      entries: JSON.stringify(performance.getEntries().filter(({ entryType }) => entryType !== "navigation").map(({ name }) => name)),
      navigation: JSON.stringify(performance.getEntriesByType("navigation").map(({ name }) => name)),
      storage: JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
      cookie: document.cookie,
      session: `${JSON.stringify(clever.session)} ${String(clever.session)} ${Object.getOwnPropertyNames(clever.session)}`,
      spread: JSON.stringify({ ...clever.session }),
      client: JSON.stringify(clever),
      diagnosis: JSON.stringify(clever.diagnose()),
      events: JSON.stringify(app.events),
      requests: JSON.stringify(app.requests),
      outcome: JSON.stringify(app.outcome),
      html: document.documentElement.outerHTML,
      name: window.name,
      databases: JSON.stringify((await indexedDB.databases?.()) ?? []),
      caches: JSON.stringify((await globalThis.caches?.keys()) ?? []),
    };
    return { token, found: Object.keys(texts).filter((name) => texts[name].includes(token)), clone: structuredClone({ ...clever.session }).accessToken ?? null };
  });
}

export default {
  async "S43 after a redirect the token is nowhere in the page, its history or its storage"(scene) {
    const tab = await scene.openApp();
    await tab.click("login");
    await tab.choose("teacher");
    await tab.until(() => arrival === "signed in");
    const { token, found, clone } = await searched(scene, tab);
    assert.match(token, /^il\w{38}$/);
    // A stated limit: the engines' own entry of the navigation keeps its address, and no script can change that.
    assert.deepEqual([found, clone], [["navigation"], null]);
    assert.equal(await tab.run(() => history.length - watch.historyLength), 0);
    // Back and forth again: no entry holds it.
    const length = await tab.historyLength();
    for (let step = 1; step < length; step++) {
      await tab.back();
      assert.ok(!(await tab.address()).includes(token));
    }
    const journal = JSON.stringify(await scene.clever.journal());
    assert.ok(!journal.includes(token) && !journal.includes("[token]"), "no address that was asked for held it");
  },

  async "S43 after a window the token is nowhere either"(scene) {
    const tab = await scene.openApp();
    const popup = await scene.popup(() => tab.click("login-popup"));
    await popup.choose("teacher");
    await tab.until(() => app.popups[0].outcome !== null);
    assert.deepEqual((await searched(scene, tab)).found, []);
  },

  async "S46 no error holds the token"(scene) {
    const tab = await scene.openApp();
    const token = await scene.clever.token("explorer");
    await tab.run((given) => app.enter(given).then(() => null), token);
    const effects = [
      { kind: "status", status: 500, body: JSON.stringify({ message: `token ${token}` }) },
      { kind: "status", status: 404, body: `<p>${token}</p>`, content_type: "text/html" },
      { kind: "status", status: 403, body: token, content_type: "text/plain" },
      { kind: "drop" }, { kind: "html" }, { kind: "truncate", at: 20 }, { kind: "redirect", location: `${scene.clever.app}/?access_token=${token}` },
    ];
    await tab.run(() => (app.told = []));
    for (const effect of effects) {
      await scene.clever.fault("/v3.1/users", effect);
      await tab.run(async () => {
        const client = createClever({ ...app.options, retry: false, timeoutMs: 2000 });
        const error = await client.getUser("5a0000000000000000000001").then(() => null, (thrown) => thrown);
        app.told.push([String(error), error.stack, JSON.stringify(error), JSON.stringify(Object.getOwnPropertyDescriptors(error)), String(error.cause?.stack), error.hint].join(" "));
        client.close();
      });
      await scene.clever.clearFaults();
    }
    assert.deepEqual(await tab.run((given) => [app.told.length, app.told.filter((text) => text.includes(given)).length], token), [effects.length, 0]);
  },

  async "S54 a request carries the token in one header, and nothing of the page"(scene) {
    const tab = await scene.openApp();
    await tab.run((given) => app.enter(given).then(() => null), await scene.clever.token("explorer"));
    const found = await tab.run(async () => {
      const sent = [];
      const client = createClever({ ...app.options, fetch: (url, init) => (sent.push([String(url), init]), fetch(url, init)) });
      await client.getUsers({ limit: 1 });
      const [[url, init]] = sent;
      const { headers, signal, ...rest } = init;
      return { url: url.replace(stage.api, ""), headers: Object.keys(headers), rest, proto: Object.getPrototypeOf(init) === null, bearer: headers.Authorization === `Bearer ${clever.session.accessToken()}` };
    });
    assert.deepEqual(found, {
      url: "/v3.1/users?limit=1",
      headers: ["Authorization", "Accept"],
      rest: { method: "GET", redirect: "manual", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" },
      proto: true,
      bearer: true,
    });
  },

  async "S42 another site hears of nothing when the app is left for it"(scene) {
    const site = await scene.site({ pages: { "/": "<!doctype html><title>Elsewhere</title>" } });
    const tab = await scene.openApp();
    await tab.click("login");
    await tab.choose("teacher");
    await tab.until(() => arrival === "signed in");
    await tab.run((place) => {
      location.assign(place);
    }, `${site.origin}/`);
    await tab.until(() => document.title === "Elsewhere");
    assert.deepEqual(site.requests.find(({ path }) => path === "/"), { path: "/", query: "", referrer: null, authorization: null });
    assert.equal(await tab.run(() => document.referrer), "");
  },
};
