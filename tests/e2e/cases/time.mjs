// Clocks that jump, machines that sleep, tabs that die in the middle of a login.
import assert from "node:assert/strict";

/** Moves the page's clocks: what they show from now on, not when its timers run. */
const jump = (tab, wallMs, steadyMs) =>
  tab.run((wall, steady) => {
    // The page's own: a driver's scripts may have a Date of theirs.
    const { Date: clock, performance: stopwatch } = window;
    const [date, monotonic] = [clock.now.bind(clock), stopwatch.now.bind(stopwatch)];
    clock.now = () => date() + wall;
    stopwatch.now = () => monotonic() + steady;
  }, wallMs, steadyMs);
const HOUR_MS = 3_600_000;

const enter = async (scene, tab) => tab.run((token) => app.enter(token).then(() => null), await scene.clever.token("teacher"));
const events = (tab) => tab.run(() => app.events.map(([event, { reason }]) => reason ?? event));

export default {
  "S55 two hours of sleep: the session is over before anything is asked with it": {
    stage: { options: { assumedTokenLifetimeSecs: 3600 } },
    async run(scene) {
      const tab = await scene.openApp();
      await enter(scene, tab);
      // A machine that sleeps stops the monotonic clock in some engines, and not in others.
      await jump(tab, 2 * HOUR_MS, 0);
      const before = (await scene.clever.journal({ origin: "api" })).length;
      assert.equal((await tab.refusal(() => clever.me())).code, "session_expired");
      assert.equal((await scene.clever.journal({ origin: "api" })).length, before);
      assert.deepEqual(await events(tab), ["signedIn", "expired"]);
    },
  },

  "S55 sleep that only the monotonic clock tells of ends the session, too, when the person is back": {
    stage: { options: { assumedTokenLifetimeSecs: 3600 } },
    async run(scene) {
      const tab = await scene.openApp();
      await enter(scene, tab);
      await jump(tab, 0, 2 * HOUR_MS);
      await tab.run(() => dispatchEvent(new Event("focus")));
      await tab.until(() => app.events.length === 2);
      assert.deepEqual(await events(tab), ["signedIn", "expired"]);
      assert.equal(await tab.run(() => clever.session), null);
    },
  },

  "S55 a clock that was set back gives no longer life": {
    stage: { options: { assumedTokenLifetimeSecs: 3600 } },
    async run(scene) {
      const tab = await scene.openApp();
      await enter(scene, tab);
      await jump(tab, -10 * HOUR_MS, 2 * HOUR_MS);
      assert.equal((await tab.refusal(() => clever.me())).code, "session_expired");
      assert.equal(await tab.run(() => clever.session), null);
    },
  },

  async "S10 a login that was begun in the future is not redeemed"(scene) {
    const tab = await scene.openApp();
    const state = await tab.run(() => new URL(clever.loginUrl()).searchParams.get("state"));
    await jump(tab, -HOUR_MS, 0);
    const refused = await tab.refusal((address) => clever.handleRedirect(address),
      `${scene.clever.app}/e2e/app.html#access_token=${await scene.clever.token("teacher")}&token_type=bearer&state=${state}`);
    assert.equal(refused.code, "state_expired");
    assert.equal(await tab.run((begun) => Object.keys(sessionStorage).some((key) => key.endsWith(begun)), state), false);
  },

  async "S61 the tab of a login dies: its answer signs nobody in elsewhere, and the next login works"(scene) {
    const tab = await scene.openApp();
    await tab.click("login");
    await tab.atClever();
    const place = await tab.address();
    await tab.close();
    const next = await scene.open(place);
    await next.choose("teacher");
    await scene.arrived(next);
    assert.deepEqual(await next.run(() => [outcome.code, outcome.reason, clever.session]), ["state_unknown", "other_context", null]);
    await next.click("login");
    await next.until(() => arrival === "signed in");
  },
};
