// Where an answer could leak on its way through a page that is not the SDK's alone.
import assert from "node:assert/strict";

/** A page of an app under no policy of its own, with what the case puts before and behind the app. */
const pageWith = (before, behind = "") =>
  `<!doctype html><meta charset="utf-8"><title>An app</title>${before}<script src="/stage/stage.js"></script><script src="/e2e/watch.js"></script><script type="module" src="/e2e/app.js"></script>${behind}<p data-testid="arrival"></p><button data-testid="login"></button><button data-testid="login-popup"></button>`;

/** The same app on an origin of its own, whose pages have no policy. */
async function bareApp(scene, page) {
  const site = await scene.site({ pages: { "/app": page } });
  await scene.set({ redirectPath: "/app" });
  const tab = await scene.open(`${site.origin}/app`);
  await scene.arrived(tab);
  return { site, tab };
}

const begun = (tab) => tab.run(() => new URL(clever.loginUrl()).searchParams.get("state"));

export default {
  async "S42 what a page loads from elsewhere does not hear of the answer"(scene) {
    const other = await scene.site({ pages: { "/early": "", "/late": "" } });
    const page = pageWith(`<img src="${other.origin}/early" alt="">`, `<img src="${other.origin}/late" alt="">`);
    const { site, tab } = await bareApp(scene, page);
    const token = await scene.clever.token("teacher");
    const answer = `#access_token=${token}&token_type=bearer&state=${await begun(tab)}`;
    await tab.go("about:blank");
    await tab.go(`${site.origin}/app${answer}`);
    await scene.arrived(tab);
    assert.equal(await tab.run(() => arrival), "signed in");
    await scene.until(() => other.requests.length >= 4, "for the pictures");
    for (const { referrer, query } of other.requests) {
      assert.equal(query, "");
      assert.ok(!/[#?]|access_token/.test(referrer ?? ""), referrer);
    }
    for (const { referrer, query } of site.requests.filter(({ path }) => path !== "/e2e/seen.txt")) assert.ok(!`${referrer}${query}`.includes("access_token"));
  },

  async "S44 a script behind the app's first module finds nothing in the address; one before it could"(scene) {
    const reader = (name) => `globalThis.${name} = location.href;`;
    await scene.write("early.js", reader("early"));
    await scene.write("late.js", reader("late"));
    const page = pageWith('<script src="/stage/early.js"></script>', '<script type="module" src="/stage/late.js"></script>');
    const { site, tab } = await bareApp(scene, page);
    const answer = `#access_token=${await scene.clever.token("teacher")}&token_type=bearer&state=${await begun(tab)}`;
    await tab.go("about:blank");
    await tab.go(`${site.origin}/app${answer}`);
    await scene.arrived(tab);
    assert.equal(await tab.run(() => arrival), "signed in");
    // The stated limit: what runs before createClever() reads what the browser was given.
    assert.deepEqual(await tab.run(() => [/access_token/.test(early), late]), [true, `${site.origin}/app`]);
  },

  async "S43 neither history nor session restore brings the answer back"(scene) {
    const tab = await scene.openApp();
    await tab.click("login");
    await tab.choose("teacher");
    await tab.until(() => arrival === "signed in");
    await tab.run(() => {
      history.pushState({ route: 1 }, "", "?route=1");
      history.pushState({ route: 2 }, "", "?route=2");
    });
    await tab.reload();
    await scene.arrived(tab);
    const length = await tab.historyLength();
    for (let step = 1; step < length; step++) {
      await tab.back();
      assert.doesNotMatch(await tab.address(), /access_token/);
    }
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
  },

  async "S50 a redirect of the API to another site is not followed there"(scene) {
    const site = await scene.site({ pages: { "/v3.1/users": "{}" }, headers: { "access-control-allow-origin": "*", "access-control-allow-headers": "*" } });
    const tab = await scene.openApp();
    await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token("explorer"));
    await scene.clever.fault("/v3.1/users", { kind: "redirect", location: `${site.origin}/v3.1/users` });
    for (const call of [() => clever.getUsers(), () => clever.getUser("5a0000000000000000000001"), () => clever.request("GET", "/v3.1/users")]) {
      assert.deepEqual(await tab.refusal(call).then(({ code, retryable }) => [code, retryable]), ["unexpected_redirect", false]);
    }
    assert.deepEqual(site.requests, []);
    assert.equal((await scene.clever.journal({ path: /^\/v3\.1\/users/ })).length, 3, "and not tried again");
  },

  async "S48 after a sign-out the token is not in the memory of the module"(scene) {
    await scene.set({ traps: true });
    const tab = await scene.openApp();
    const token = await scene.clever.token("teacher");
    const found = await tab.run(async (given) => {
      await app.enter(given);
      await clever.me();
      clever.logout();
      const memory = new TextDecoder("latin1").decode(app.traps.memories.at(-1).buffer);
      return [memory.length > 1 << 20, memory.includes(given)];
    }, token);
    assert.deepEqual(found, [true, false]);
  },
};
