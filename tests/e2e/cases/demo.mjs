// The rest of what people do in the demo.
import assert from "node:assert/strict";

async function signIn(scene, persona = "library_teacher") {
  const tab = await scene.open("/");
  await tab.view("signed-out");
  await tab.click("login");
  await tab.choose(persona);
  await tab.view("signed-in");
  return tab;
}

export default {
  async "a shared device: Clever asks whether it is you"(scene) {
    const tab = await signIn(scene);
    await tab.click("logout");
    await tab.view("signed-out");
    await tab.see("notice", /signed out here/);
    await tab.click("shared-device");
    await tab.click("login");
    await tab.press("[data-action=confirm]");
    await tab.view("signed-in");
    assert.equal((await scene.clever.journal({ path: "/oauth/authorize", query: /confirmed=false/ })).length, 1);
  },

  async "a reload keeps the session of this tab, and logging out ends it for good"(scene) {
    const tab = await signIn(scene);
    const name = await tab.text("who-name");
    await tab.reload();
    await tab.view("signed-in");
    await tab.see("who-name", name);
    assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
    await tab.click("logout");
    await tab.view("signed-out");
    await tab.reload();
    await tab.view("signed-out");
    assert.equal(await tab.text("who-name"), "…");
  },

  async "the log of requests names paths, statuses and no token"(scene) {
    const tab = await signIn(scene);
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 0);
    const rows = await tab.run(() => [...document.querySelectorAll("[data-testid=requests] tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.ok(rows.some(([method, path, status]) => method === "GET" && /\/me$/.test(path) && status === "200"));
    assert.ok(rows.some(([, path]) => /\{id\}/.test(path)), "templates, not ids");
    assert.ok(rows.every(([, , , ms, attempt]) => /^\d+$/.test(ms) && attempt === "1"));
    await tab.click("requests-clear");
    assert.equal(await tab.count("[data-testid=requests] tbody tr"), 0);
  },

  async "a fault while a section loads is explained where it happened, and trying again helps"(scene) {
    const tab = await signIn(scene);
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 0);
    await scene.clever.fault("/v3.1/sections", { kind: "html" });
    await tab.press("[data-testid=sections] a");
    await tab.until(() => document.querySelector("#roster-message [data-testid=error-code]")?.textContent === "invalid_response");
    await scene.clever.clearFaults();
    await tab.click("error-action");
    await tab.see("students-status", /^Page 1: \d/);
  },

  async "the diagnostic report holds no token and no name"(scene) {
    const tab = await signIn(scene);
    const name = await tab.text("who-name");
    await tab.click("diagnose");
    await tab.until(() => document.querySelector("[data-testid=diagnose-report]").value.length > 0);
    const report = await tab.run(() => document.querySelector("[data-testid=diagnose-report]").value);
    assert.doesNotMatch(report, /il\w{38}/);
    assert.ok(!report.includes(name.split(" ")[0]));
    const facts = JSON.parse(report);
    assert.deepEqual([facts.signedIn, facts.framed, facts.redirectUriIsOnThisOrigin, facts.closed], [true, false, true, false]);
  },

  async "the keyboard alone is enough"(scene) {
    const tab = await scene.open("/");
    await tab.view("signed-out");
    await tab.enterByKeyboard("[data-testid=login]");
    await tab.enterByKeyboard("[data-persona=library_teacher]");
    await tab.view("signed-in");
    assert.equal(await tab.run(() => document.activeElement.id), "who-title", "a screen reader starts at the heading");
    await tab.enterByKeyboard("[data-testid=sections] a");
    await tab.see("students-status", /^Page 1: \d/);
    assert.equal(await tab.run(() => document.activeElement.id), "roster-title");
    await tab.enterByKeyboard("[data-testid=load-all]");
    await tab.see("students-status", /^All \d+ students? loaded\.$/);
    await tab.enterByKeyboard("[data-testid=logout]");
    await tab.view("signed-out");
    await tab.see("notice", /signed out here/);
  },

  async "an emulator that has gone is told of kindly"(scene) {
    const tab = await signIn(scene);
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 0);
    await tab.run(() => watch.told());
    await scene.clever.fault("/v3.1/sections", { kind: "drop" });
    await tab.press("[data-testid=sections] a");
    await tab.until(() => document.querySelector("#roster-message [data-testid=error-code]")?.textContent === "network");
    assert.match(await tab.run(() => document.querySelector("#roster-message").textContent), /cannot be reached/);
  },
};
