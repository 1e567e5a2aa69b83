// The explorer: every operation from a form, the roster, attendance, and what goes wrong.
import assert from "node:assert/strict";

async function explore(scene, persona = "explorer") {
  const tab = await scene.open("/explorer.html");
  await tab.view("signed-out");
  await tab.click("login");
  await tab.choose(persona);
  await tab.view("operations");
  return tab;
}

const set = (tab, name, value) =>
  tab.run((field, wanted) => {
    const input = document.querySelector(`[data-testid="field-${field}"]`);
    input.value = wanted;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, name, value);

export default {
  async "a list is called, counted, filtered, sorted and shown as JSON"(scene) {
    const tab = await explore(scene);
    await tab.see("operation-name", "getUsers");
    await set(tab, "limit", "20");
    await tab.see("code", /clever\.getUsers\(\{ limit: 20 \}\)/);
    await tab.click("call");
    await tab.see("result-status", /^20 records in \d+ ms\. There are more\.$/);
    assert.equal((await scene.clever.journal({ path: "/v3.1/users", query: /limit=20/ })).length, 1, "nothing is fetched ahead");
    await tab.click("count");
    await tab.see("result-status", /^[\d,]+ records, in/);
    await set(tab, "take", "everything");
    await set(tab, "limit", "100");
    await tab.click("call");
    await tab.see("result-status", /^[\d,]{3,} records in \d+ ms\.$/);
    const drawn = await tab.count("[data-testid=grid] .body [role=row]");
    assert.ok(drawn > 5 && drawn < 60, `${drawn} rows exist, only those in sight`);
    await tab.run(() => {
      const filter = document.querySelector("[data-testid=filter]");
      filter.value = "no such person anywhere";
      filter.dispatchEvent(new Event("input"));
    });
    assert.equal(await tab.count("[data-testid=grid] .body [role=row]"), 0);
    await tab.click("as-json");
    const first = await tab.run(() => JSON.parse(document.querySelector("[data-testid=json]").textContent.split("\n…")[0])[0]);
    assert.match(first.id, /^[0-9a-f]{24}$/);
  },

  async "one record: its id is suggested, and the answer shown"(scene) {
    const tab = await explore(scene);
    await tab.press("[data-operation=getSchool]");
    await tab.until(() => /^[0-9a-f]{24}$/.test(document.querySelector("[data-testid=field-id]")?.value ?? ""));
    await tab.click("call");
    await tab.see("result-status", /^Done in/);
    assert.equal(await tab.count("[data-testid=grid] .body [role=row]"), 1);
  },

  async "a form nobody changed can be sent, and what was made is suggested next"(scene) {
    const tab = await explore(scene);
    await tab.press("[data-operation=createAssignmentForSection]");
    await tab.until(() => document.querySelector("[data-testid=field-section_id]")?.value !== "");
    await tab.click("call");
    await tab.see("result-status", /^Done in/);
    await tab.press("[data-operation=getAssignmentForSection]");
    await tab.until(() => document.querySelector("[data-testid=field-assignment_id]")?.value !== "");
    await tab.click("call");
    await tab.see("result-status", /^Done in/);
    await tab.press("[data-operation=getResources]");
    await tab.click("call");
    await tab.until(() => /CORS/.test(document.querySelector("#result-message").textContent));
  },

  async "what a sign-in does not reach is explained where it happens"(scene) {
    const tab = await explore(scene, "teacher");
    await tab.click("call");
    await tab.until(() => document.querySelector("#result-message [data-testid=error-code]")?.textContent === "not_found");
    await tab.see("error-hint", /^token_reach/);
    assert.deepEqual([await tab.isShown("grid"), await tab.isShown("save-csv")], [false, false], "there are no records to see or save");
    await tab.press("[data-operation=me]");
    await tab.click("call");
    await tab.see("result-status", /^Done in/);
    assert.deepEqual([await tab.isShown("grid"), await tab.isShown("save-csv")], [true, true]);
  },

  async "whoever Clever still knows can give way to the explorer"(scene) {
    const tab = await explore(scene, "teacher");
    await tab.click("logout");
    await tab.click("login-other");
    await tab.until(() => /Is this you/.test(document.body.textContent));
    await tab.run(() => [...document.querySelectorAll("button")].find(({ textContent }) => /not me/.test(textContent)).click());
    await tab.choose("explorer");
    await tab.until(() => /Is this you/.test(document.body.textContent));
    await tab.run(() => [...document.querySelectorAll("button")].find(({ textContent }) => /Yes, continue/.test(textContent)).click());
    await tab.see("who", /^Ada Explorer/);
  },

  async "the roster opens level by level"(scene) {
    const tab = await explore(scene);
    await tab.click("show-roster");
    await tab.until(() => document.querySelectorAll("#tree summary").length === 1);
    for (const level of [1, 2, 3]) {
      await tab.until((depth) => {
        const at = "details[open] > div > ".repeat(depth - 1);
        const summary = document.querySelector(`#tree > div > ${at}details:not([open]) > summary`);
        summary?.click();
        return summary !== null;
      }, level);
    }
    await tab.until(() => /\(.*(student|teacher).*\)/.test(document.querySelector("#tree details details details summary")?.textContent ?? "") || document.querySelectorAll("#tree details details details details summary").length > 0);
  },

  async "attendance by day, as a picture and as a table"(scene) {
    const tab = await explore(scene);
    await tab.click("show-attendance");
    await tab.until(() => document.querySelectorAll("#attendance-school option").length > 0);
    await tab.click("attendance-show");
    await tab.see("attendance-status", /^\d+ rows on \d+ days\.$/);
    assert.ok((await tab.count("[data-testid=attendance-table] tbody tr")) > 5);
    assert.ok((await tab.count("[data-testid=attendance-chart] rect.absent")) > 5);
  },

  async "bad weather: what the SDK makes of it is said"(scene) {
    const tab = await explore(scene);
    await tab.click("show-weather");
    await tab.click("weather-A short outage");
    await tab.see("verdict-A short outage", /^Succeeded/);
    await tab.click("weather-A filter in between");
    await tab.see("verdict-A filter in between", /^invalid_response: /);
    await tab.click("weather-Token revoked");
    await tab.view("signed-out");
    await tab.see("notice", /session has ended/);
  },

  async "events: what changed from what to what, and only what is newer is asked for next"(scene) {
    const tab = await explore(scene);
    await tab.click("show-events");
    await tab.see("events-status", /^[1-9]\d* events\.$/);
    const rows = await tab.count("[data-testid=events] tr");
    assert.match(await tab.text("events"), /name: Before → \w/);
    await scene.clever.clearFaults();
    await tab.click("events-make");
    await tab.see("events-status", /^A school was renamed/);
    await tab.click("events-newer");
    await tab.see("events-status", "1 newer events.");
    assert.match(await tab.run(() => document.querySelector("[data-testid=events] tr:last-child").textContent), /schools updated.*name: (.+) → \1 \(renamed\)/);
    assert.equal(await tab.count("[data-testid=events] tr"), rows + 1);
    assert.equal((await scene.clever.journal({ path: "/v3.1/events", query: /starting_after=/ })).length, 1);
    await tab.run(() => {
      const kind = document.querySelector("[data-testid=events-kind]");
      kind.value = "sections";
      kind.dispatchEvent(new Event("change"));
    });
    await tab.until((all) => {
      const found = [...document.querySelectorAll("[data-testid=events] .tag")].map(({ textContent }) => textContent);
      return found.length > 0 && found.length < all && found.every((text) => text.startsWith("sections "));
    }, rows);
  },

  async "an assignment is handed out, graded and deleted"(scene) {
    const tab = await explore(scene);
    await tab.click("show-assignments");
    await tab.until(() => document.querySelectorAll("[data-testid=assignment-section] option").length > 1);
    await tab.click("assignment-create");
    await tab.see("assignment-status", /^Handed out\./);
    assert.equal(await tab.run(() => document.activeElement.textContent), "Read chapter 4");
    const students = await tab.count("[data-testid=submissions] tr");
    assert.ok(students > 0);
    await tab.press("[data-testid=submissions] tr button");
    await tab.see("assignment-status", / has 9 points\.$/);
    assert.equal(await tab.run(() => document.querySelector("[data-testid=submissions] .number").textContent), "9");
    await tab.click("assignment-delete");
    await tab.see("assignment-status", /^Deleted: .*not_found/);
    assert.equal(await tab.isShown("assignment"), false);
    const sent = await scene.clever.journal({ path: /^\/v3\.1\/.*\/assignments/ });
    assert.deepEqual(sent.map(({ method, status }) => `${method} ${status}`), ["POST 200", "GET 200", "PATCH 200", "DELETE 200", "GET 404"]);
  },

  async "sign-ins that go wrong are refused in words, and the session stays"(scene) {
    const tab = await explore(scene);
    await tab.click("show-weather");
    for (const [name, words] of [["Wrong state", /^state_mismatch/], ["Denied", /^oauth_error.*access_denied/], ["Damaged answer", /^callback_invalid/], ["Offline", /^network/]]) {
      await tab.click(`weather-${name}`);
      await tab.see(`verdict-${name}`, words);
    }
    await tab.view("weather");
    await tab.click("weather-A short outage");
    await tab.see("verdict-A short outage", /^Succeeded/);
  },

  async "a session that has come to its end says so, and the next one lives on"(scene) {
    const tab = await explore(scene);
    await tab.click("show-weather");
    await tab.click("weather-Expired session");
    await tab.view("signed-out");
    await tab.see("notice", /session has ended/);
    const { fragment_expires_in: left } = await (await fetch(`${scene.clever.clever}/_emulator/options`)).json();
    assert.equal(left, null);
  },
};
