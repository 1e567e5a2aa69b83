// Answers that are no good: each is a typed error, leaves the address bar, and stores nothing.
import assert from "node:assert/strict";

/** The demo, opened at an answer that nobody asked for. */
const opened = (answer, wanted, rest = "/") => async (scene) => {
  const tab = await scene.open(answer);
  const { code, reason } = await tab.failure();
  assert.deepEqual([code, reason], wanted);
  assert.equal(await tab.address(), scene.clever.app + rest);
  assert.deepEqual(await tab.storage(), { session: {}, local: {} });
  assert.equal(await tab.run(() => history.length - watch.historyLength), 0);
  assert.deepEqual(await scene.clever.journal({ origin: "api" }), []);
  assert.deepEqual(await scene.clever.journal({ path: "/oauth/tokeninfo" }), []);
};

const TOKEN = "ilforgedforgedforgedforgedforge"; // not of the length that the suite takes for a real one

/** The bare app comes back with an answer to a login that it began; `answer` is given the state. */
const answered = (answer, wanted) => async (scene) => {
  const tab = await scene.openApp();
  const state = await begin(tab);
  await comeBack(scene, tab, answer(state));
  const found = await tab.run(() => outcome);
  assert.deepEqual([found.code, found.reason ?? null], wanted);
  assert.equal(await tab.address(), `${scene.clever.app}/e2e/app.html`);
  assert.deepEqual(await scene.clever.journal({ path: "/oauth/tokeninfo" }), []);
};

/** Who puts a token into a query has asked a server with it: the page cannot undo that. */
const asking = (run) => ({ allows: [/^token in an address that was asked for$/], run });

const begin = (tab) => tab.run(() => new URL(clever.loginUrl()).searchParams.get("state"));

async function comeBack(scene, tab, answer) {
  await tab.go("about:blank"); // an address that differs in its fragment only would not load the page
  await tab.go(`/e2e/app.html${answer}`);
  await scene.arrived(tab);
}

/** Time is linear in what a stranger writes. */
async function hugeFragment(scene) {
  const tab = await scene.openApp();
  const state = await begin(tab);
  const before = await tab.storage();
  // The machine may be busy, so the best of several counts; what the engine takes to replace such an address is its own.
  for (const fill of ["a", "a=1&"]) {
    let best = Infinity;
    for (let round = 0; round < 20 && best >= 50; round++) {
      await comeBack(scene, tab, `#access_token=${fill.repeat(1_000_000 / fill.length)}&token_type=bearer&state=${state}`);
      assert.ok((await tab.run(() => watch.fragmentLength)) > 999_000);
      assert.deepEqual(await tab.run(() => [outcome.code, outcome.reason]), ["callback_invalid", "too_large"]);
      assert.deepEqual(await tab.run(() => [/access_token|token_type|state=/.test(location.href), history.length - watch.historyLength]), [false, 0]);
      assert.deepEqual(await tab.storage(), before);
      const engine = await tab.run((text) => {
        const clean = location.href;
        history.replaceState(null, "", `#${text.repeat(1_000_000 / text.length)}`);
        const started = performance.now();
        history.replaceState(null, "", clean);
        return performance.now() - started;
      }, fill);
      best = Math.min(best, (await tab.run(() => app.spentMs)) - engine);
    }
    assert.ok(best < 50, `${best} ms from createClever() to the rejection, of ${fill}`);
  }
  const times = await tab.run(async () => {
    const spent = [];
    for (const fill of ["a=1&", "%25", "=&", "((((", "a"]) {
      const address = `${app.options.redirectUri}#access_token=${fill.repeat(1_000_000 / fill.length)}&token_type=bearer&state=r${fill.length}`;
      let best = Infinity;
      for (let round = 0; round < 20 && best >= 50; round++) {
        const started = performance.now();
        await clever.handleRedirect(address).then(() => spent.push("accepted"), (error) => error.code === "callback_invalid" || spent.push(error.code));
        best = Math.min(best, performance.now() - started);
      }
      spent.push(best);
    }
    return spent;
  });
  assert.equal(times.length, 5);
  for (const time of times) assert.ok(time < 50, `${times} ms for handleRedirect(url)`);
}

export default {
  async "denied: told kindly, and the next login works"(scene) {
    const tab = await scene.open("/");
    await tab.click("login");
    await tab.press("[data-action=deny]");
    const { code, title } = await tab.failure();
    assert.equal(code, "oauth_error");
    assert.match(title, /declined/);
    assert.equal(await tab.address(), `${scene.clever.app}/`);
    assert.doesNotMatch(await tab.run(() => document.querySelector("#error h1").parentElement.textContent), /access_denied.*access_denied.*access_denied/s);
    await tab.click("error-action");
    await tab.choose("library_teacher");
    await tab.view("signed-in");
  },

  "S01 an unknown state": opened(`/#access_token=${TOKEN}&token_type=bearer&state=rforged`, ["state_unknown", "other_context"]),
  "an error without state": opened("/#error=access_denied&error_description=Call%20this%20number", ["state_missing", null]),
  "S17 a parameter twice": opened(`/#access_token=${TOKEN}&access_token=${TOKEN}&token_type=bearer&state=rx`, ["callback_invalid", "duplicate_parameter"]),
  "S19 a token in the query": asking(opened(`/?access_token=${TOKEN}&token_type=bearer&state=rforged&section=7`, ["state_unknown", "other_context"], "/?section=7")),
  "S27 bad percent encoding": opened("/#access_token=%ZZ&token_type=bearer&state=rx", ["callback_invalid", "malformed"]),

  "S12 another state than the pending one": answered((state) => `#access_token=${TOKEN}&token_type=bearer&state=${state}x`, ["state_mismatch", null]),
  "S16 a state twice": answered((state) => `#access_token=${TOKEN}&token_type=bearer&state=rEVIL&state=${state}`, ["callback_invalid", "duplicate_parameter"]),
  "S22 an error beside a token": answered((state) => `#error=x&access_token=${TOKEN}&token_type=bearer&state=${state}`, ["callback_invalid", "ambiguous_response"]),
  "S23 a code for a page that asked for a token": answered((state) => `?code=abc&state=${state}`, ["callback_invalid", "unsupported_response_type"]),
  "S19 a matching token in the query": asking(answered((state) => `?access_token=${TOKEN}&token_type=bearer&state=${state}`, ["callback_invalid", "token_in_query"])),
  "S26 another token type": answered((state) => `#access_token=${TOKEN}&token_type=mac&state=${state}`, ["callback_invalid", "unsupported_token_type"]),
  "S25 a header smuggled into the token": answered((state) => `#access_token=a%0D%0AX:1&token_type=bearer&state=${state}`, ["callback_invalid", "invalid_token"]),
  "a district's token": answered((state) => `#access_token=${"0123456789".repeat(4)}&token_type=bearer&state=${state}`, ["token_refused", "district_token"]),

  async "S33 an error of Clever's is passed on cleaned, with what the login was begun with"(scene) {
    const tab = await scene.openApp();
    const state = await tab.run(() => new URL(clever.loginUrl({ returnTo: "/classes?x=1", appState: { tab: [1, null] } })).searchParams.get("state"));
    await comeBack(scene, tab, `#error=server_error&error_description=${encodeURIComponent(`a\u0000\u001b[31m\u202eb${"x".repeat(10_000)}`)}&state=${state}`);
    const found = await tab.run(() => outcome);
    assert.deepEqual([found.code, found.oauthError, found.returnTo, found.appState], ["oauth_error", "server_error", "/classes?x=1", { tab: [1, null] }]);
    assert.ok(found.oauthErrorDescription.length <= 1000);
    assert.doesNotMatch(found.oauthErrorDescription, /[\u0000-\u001f\u202a-\u202e]/);
  },

  async "S08 a forged answer cannot burn a login that waits"(scene) {
    const tab = await scene.openApp();
    const state = await begin(tab);
    for (const forged of ["#error=access_denied&state=rEVIL", `#access_token=${TOKEN}&token_type=bearer&state=rEVIL`, `#access_token=${TOKEN}`.concat("&access_token=x")]) {
      await comeBack(scene, tab, forged);
      assert.equal(await tab.run(() => arrival), "rejected");
    }
    await comeBack(scene, tab, `#access_token=${await scene.clever.token("student")}&token_type=bearer&state=${state}`);
    assert.equal(await tab.run(() => arrival), "signed in");
  },

  // Twenty rounds, each with an address of a megabyte: a busy machine takes its time.
  "S30 S31 a megabyte of fragment is refused at once": { patienceMs: 180_000, run: hugeFragment },

  async "S29 S36 a page that is no callback is none"(scene) {
    for (const address of ["/e2e/app.html", "/e2e/app.html?state=x&scope=y", "/e2e/app.html#section", "/e2e/app.html#!/access_token=a"]) {
      const tab = await scene.openApp(address);
      assert.equal(await tab.run(() => arrival), "nothing");
      assert.equal(await tab.address(), scene.clever.app + address);
    }
  },

  "S58 a token that tokeninfo gives to another client is refused": {
    async run(scene) {
      await scene.clever.register({ client_id: "another-client", name: "Another app", redirect_uris: [`${scene.clever.app}/other`], implicit_enabled: true });
      const tab = await scene.openApp();
      const stolen = await scene.clever.token("teacher", { client_id: "another-client" });
      const refused = await tab.refusal((token) => app.enter(token), stolen);
      assert.deepEqual([refused.code, refused.reason], ["token_refused", "other_client"]);
      assert.equal(await tab.run(() => clever.session), null);
      assert.deepEqual(await tab.run(() => app.events), []);
    },
  },

  "a tokeninfo that does not answer is refused where the app is strict": {
    stage: { options: { verifyAudience: "strict" } },
    async run(scene) {
      await scene.clever.fault("/oauth/tokeninfo", { kind: "drop" });
      const tab = await scene.openApp();
      const refused = await tab.refusal((token) => app.enter(token), await scene.clever.token("teacher"));
      assert.deepEqual([refused.code, refused.reason], ["token_refused", "audience_unverified"]);
    },
  },

  async "a tokeninfo that does not answer is tolerated otherwise, and asked once a tab"(scene) {
    await scene.clever.fault("/oauth/tokeninfo", { kind: "status", status: 500 });
    const tab = await scene.openApp();
    for (const persona of ["teacher", "student"]) await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token(persona));
    assert.equal(await tab.run(() => clever.session.clientId), scene.client.client_id);
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
  },
};
