// Addresses of single-page apps: what is theirs stays as it was, and people come back to where they were.
import assert from "node:assert/strict";

/** The bare app comes back at an address with `{state}` in it; gives the tab. */
async function comeBack(scene, address, options) {
  const tab = await scene.openApp();
  const state = await tab.run((given) => new URL(clever.loginUrl(given)).searchParams.get("state"), options ?? {});
  await tab.go("about:blank");
  const token = await scene.clever.token("teacher");
  await tab.go(address.replace("{answer}", `access_token=${token}&token_type=bearer&state=${state}`));
  await scene.arrived(tab);
  return tab;
}

export default {
  async "S29 what is not Clever's stays byte for byte"(scene) {
    for (const [before, after] of [
      ["/e2e/app.html?keep=%7E%20+a&b#{answer}", "/e2e/app.html?keep=%7E%20+a&b"],
      ["/e2e/app.html?keep=1#x=%41&{answer}&y=a+b&&z", "/e2e/app.html?keep=1#x=%41&y=a+b&&z"],
      ["/e2e/app.html#/{answer}", "/e2e/app.html"],
      ["/e2e/app.html#/{answer}&tab=2%2F3", "/e2e/app.html#/tab=2%2F3"],
      ["/e2e/app.html#expires_in=60&{answer}&scope=read", "/e2e/app.html"],
    ]) {
      const tab = await comeBack(scene, before);
      assert.deepEqual(await tab.run(() => [arrival, outcome?.code ?? null]), ["signed in", null], before);
      assert.equal(await tab.address(), scene.clever.app + after);
      assert.equal(await tab.run(() => history.length - watch.historyLength), 0);
    }
  },

  async "a route that changes the fragment only is a callback as well"(scene) {
    const tab = await scene.openApp("/e2e/app.html#/classes");
    assert.equal(await tab.run(() => arrival), "nothing");
    const token = await scene.clever.token("teacher");
    const found = await tab.run(async (given) => {
      history.replaceState({ router: 7 }, "");
      const state = new URL(clever.loginUrl()).searchParams.get("state");
      const before = history.length;
      history.replaceState(history.state, "", `#/access_token=${given}&token_type=bearer&state=${state}&page=2`);
      const result = await clever.handleRedirect();
      return { signedIn: result.session === clever.session, hash: location.hash, state: history.state, added: history.length - before };
    }, token);
    assert.deepEqual(found, { signedIn: true, hash: "#/page=2", state: { router: 7 }, added: 0 });
  },

  async "S29 an ordinary hash route is left alone while a login waits"(scene) {
    const tab = await scene.openApp();
    await tab.run(() => clever.loginUrl());
    for (const route of ["#/classes?token=1", "#access", "#/error", "#state=1", "#!/access_token=1"]) {
      const found = await tab.run(async (hash) => {
        location.hash = hash;
        return [await clever.handleRedirect(), location.hash];
      }, route);
      assert.deepEqual(found, [null, route]);
    }
  },

  "returnTo and appState make the round trip": {
    stage: { login: { returnTo: "/classes?section=7#students", appState: { filter: ["a", null, 1.5], "ü": true } } },
    async run(scene) {
      const tab = await scene.openApp();
      await tab.click("login");
      await tab.choose("teacher");
      await tab.until(() => arrival === "signed in");
      assert.deepEqual(await tab.run(() => ({ returnTo: outcome.returnTo, appState: outcome.appState, portalLaunch: outcome.portalLaunch })), {
        returnTo: "/classes?section=7#students",
        appState: { filter: ["a", null, 1.5], "ü": true },
        portalLaunch: false,
      });
      const { query } = (await scene.clever.journal({ path: "/oauth/authorize" }))[0];
      assert.deepEqual([...new URLSearchParams(query).keys()].sort(), ["client_id", "redirect_uri", "response_type", "state"]);
    },
  },

  async "S37 S38 a returnTo that leads elsewhere is refused, and one that was tampered with falls back"(scene) {
    const tab = await scene.openApp();
    const elsewhere = ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil", "javascript:alert(1)", "data:text/html,x", " https://evil.example", "/\t/evil.example", "https://localhost@evil.example", "https://localhost.evil.example"];
    const codes = await tab.run((places) => places.map((returnTo) => {
      try {
        clever.loginUrl({ returnTo });
        return "accepted";
      } catch (error) {
        return `${error.code} ${error.path}`;
      }
    }), elsewhere);
    assert.deepEqual(codes, elsewhere.map(() => "invalid_argument returnTo"));
    const token = await scene.clever.token("teacher");
    const back = await tab.run(async (given) => {
      const state = new URL(clever.loginUrl({ returnTo: "/classes" })).searchParams.get("state");
      const key = Object.keys(sessionStorage).find((name) => name.endsWith(state));
      sessionStorage.setItem(key, sessionStorage.getItem(key).replace("/classes", "//evil.example"));
      return (await clever.handleRedirect(`${app.options.redirectUri}#access_token=${given}&token_type=bearer&state=${state}`)).returnTo;
    }, token);
    assert.equal(back, "/");
  },

  async "the demo returns to the section that was open"(scene) {
    const tab = await scene.open("/");
    await tab.click("login");
    await tab.choose("library_teacher");
    await tab.view("signed-in");
    await tab.press("[data-testid=sections] li:nth-child(2) a");
    await tab.see("students-status", /^Page 1: \d/);
    const address = await tab.address();
    assert.match(address, /\?section=/);
    await tab.click("logout");
    await tab.view("signed-out");
    await tab.click("login");
    await tab.view("signed-in");
    await tab.see("students-status", /^Page 1: \d/);
    assert.equal(await tab.address(), address);
  },

  async "S41 loginUrl names the login, and handleRedirect(url) leaves the address bar alone"(scene) {
    const tab = await scene.openApp("/e2e/app.html?here=1#there");
    const url = new URL(await tab.run(() => clever.loginUrl({ districtId: "d&state=x", confirmed: false })));
    assert.equal(url.origin + url.pathname, `${scene.clever.clever}/oauth/authorize`);
    const { state, ...rest } = Object.fromEntries(url.searchParams);
    assert.match(state, /^r[\w-]{22,}$/);
    assert.deepEqual(rest, { response_type: "token", client_id: scene.client.client_id, redirect_uri: `${scene.clever.app}/e2e/app.html`, district_id: "d&state=x", confirmed: "false" });
    assert.equal(url.hash, "");
    const token = await scene.clever.token("teacher");
    await tab.run((given, begun) => clever.handleRedirect(`${app.options.redirectUri}#access_token=${given}&token_type=bearer&state=${begun}`).then(() => null), token, state);
    assert.equal(await tab.address(), `${scene.clever.app}/e2e/app.html?here=1#there`);
  },

  "a login that does not leave the page is cancelled": {
    stage: { tampered: ["hurry"] },
    async run(scene) {
      await scene.clever.fault("/oauth/authorize", { kind: "status", status: 204 });
      const tab = await scene.openApp();
      await tab.click("login");
      await tab.until(() => arrival === "rejected");
      assert.equal(await tab.run(() => outcome.code), "cancelled");
      assert.equal((await scene.clever.journal({ path: "/oauth/authorize" })).length, 1);
    },
  },

  "S09 a login that was begun too long ago is told of, with where it was to lead": {
    stage: { options: { loginMaxAgeSecs: 1 } },
    async run(scene) {
      const tab = await scene.openApp();
      const token = await scene.clever.token("teacher");
      const error = await tab.run(async (given) => {
        const state = new URL(clever.loginUrl({ returnTo: "/later" })).searchParams.get("state");
        const key = Object.keys(sessionStorage).find((name) => name.endsWith(state));
        const record = JSON.parse(sessionStorage.getItem(key));
        record.created -= 2000;
        sessionStorage.setItem(key, JSON.stringify(record));
        const address = `${app.options.redirectUri}#access_token=${given}&token_type=bearer&state=${state}`;
        const first = await clever.handleRedirect(address).then(() => null, describe);
        return { first, kept: Object.keys(sessionStorage).includes(key) };
      }, token);
      assert.deepEqual([error.first.code, error.first.returnTo, error.kept], ["state_expired", "/later", false]);
    },
  },
};
