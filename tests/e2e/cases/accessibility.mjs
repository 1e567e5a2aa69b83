// What axe finds in the pages' views, light and dark: nothing. It looks at what stands on the page, not at what it means.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const tools = createRequire(new URL("../../../.tools/npm/package.json", import.meta.url));
const axe = await readFile(tools.resolve("axe-core/axe.min.js"), "utf8");

/** No driver but Chromium's sets a scheme; the page's own rules for it, switched on or off, are the same in every engine. */
const wear = (tab, scheme) =>
  tab.run((wanted) => {
    for (const sheet of document.styleSheets) {
      for (const rule of sheet.cssRules) {
        if (rule.conditionText?.includes("prefers-color-scheme") || rule.worn) {
          rule.worn = true;
          rule.media.mediaText = wanted === "dark" ? "all" : "not all";
        }
      }
    }
    document.documentElement.style.colorScheme = wanted;
    // A colour that is on its way is neither.
    for (const animation of document.getAnimations()) animation.finish();
    return getComputedStyle(document.body).color;
  }, scheme);

/** Past the page's policy, which lets nobody else's script in. */
const inject = (tab) => tab.run(new Function(`${axe}; globalThis.axe = globalThis.axe ?? axe;`));

const find = (tab) =>
  tab.run(async () => {
    const { violations, incomplete, passes } = await axe.run(document, { rules: { "target-size": { enabled: true } }, resultTypes: ["violations", "incomplete"] });
    const told = ({ id, nodes }) => nodes.map(({ target, any, html }) => `${id} at ${target.join(" ")}: ${any[0]?.message ?? html}`);
    // Contrast that axe cannot compute, as on an element below the fold, is no finding.
    return { found: violations.flatMap(told), unsure: incomplete.filter(({ id }) => id !== "color-contrast").flatMap(told), passed: passes.length };
  });

/** The view as it stands there, in both schemes. */
async function judge(tab, view) {
  await inject(tab);
  const inks = [];
  for (const scheme of ["light", "dark"]) {
    inks.push(await wear(tab, scheme));
    const { found, unsure, passed } = await find(tab);
    assert.deepEqual([...found, ...unsure], [], `${view}, ${scheme}`);
    assert.ok(passed > 15, `${view}, ${scheme}: only ${passed} rules applied`);
  }
  assert.notEqual(inks[0], inks[1], "the schemes differ");
}

async function signIn(scene, page, persona, view) {
  const tab = await scene.open(page);
  await tab.view("signed-out");
  await tab.click("login");
  await tab.choose(persona);
  await tab.view(view);
  return tab;
}

export default {
  "axe finds what is wrong": {
    async run(scene) {
      const tab = await scene.open("/");
      await tab.view("signed-out");
      await inject(tab);
      await tab.run(() => document.querySelector("main").append(document.createElement("img"), Object.assign(document.createElement("button"), { type: "button" })));
      const { found } = await find(tab);
      for (const rule of ["image-alt", "button-name"]) assert.ok(found.some((line) => line.startsWith(rule)), `${rule} in ${found.join(" | ")}`);
    },
  },

  "the demo, signed out, signed in, and with an error": {
    patienceMs: 90_000,
    async run(scene) {
      const tab = await scene.open("/");
      await tab.view("signed-out");
      await tab.until(() => document.querySelectorAll("[data-testid=personas] li").length > 1);
      await judge(tab, "signed out");
      await tab.click("login");
      await tab.choose("library_teacher");
      await tab.view("signed-in");
      await tab.press("[data-testid=sections] a");
      await tab.see("students-status", /^Page 1: \d/);
      await judge(tab, "signed in");
      await tab.click("logout");
      await tab.view("signed-out");
      await judge(tab, "signed out again, with a notice");
      await tab.go("/?error=access_denied&state=nobodys");
      await tab.view("error");
      await judge(tab, "error");
    },
  },

  "the explorer's views": {
    patienceMs: 120_000,
    async run(scene) {
      const tab = await signIn(scene, "/explorer.html", "explorer", "operations");
      await tab.click("call");
      await tab.see("result-status", /^100 records/);
      await judge(tab, "operations");
      await tab.click("as-json");
      await judge(tab, "records as JSON");
      await tab.click("show-roster");
      await tab.press("#tree summary");
      await tab.until(() => document.querySelectorAll("#tree summary").length > 1);
      await judge(tab, "roster");
      await tab.click("show-attendance");
      await tab.until(() => document.querySelectorAll("#attendance-school option").length > 0);
      await tab.click("attendance-show");
      await tab.see("attendance-status", /^\d+ rows on \d+ days\.$/);
      await judge(tab, "attendance");
      await tab.click("show-events");
      await tab.see("events-status", /^[1-9]\d* events\.$/);
      await judge(tab, "events");
      await tab.click("show-assignments");
      await tab.until(() => document.querySelectorAll("[data-testid=assignment-section] option").length > 1);
      await tab.click("assignment-create");
      await tab.see("assignment-status", /^Handed out\./);
      await judge(tab, "assignments");
      await tab.click("show-weather");
      await tab.click("weather-A filter in between");
      await tab.see("verdict-A filter in between", /^invalid_response: /);
      await judge(tab, "bad weather");
      await tab.click("logout");
      await tab.view("signed-out");
      await judge(tab, "signed out");
    },
  },

  async "the explorer explains what a sign-in does not reach"(scene) {
    const tab = await signIn(scene, "/explorer.html", "teacher", "operations");
    await tab.click("call");
    await tab.until(() => document.querySelector("#result-message [data-testid=error-code]") !== null);
    await judge(tab, "an error in the operations");
  },

  async "the page that matches, before and with twins"(scene) {
    const tab = await scene.open("/match.html");
    await tab.until(() => document.querySelector("#from-file").checked);
    await judge(tab, "before");
    const roster = '{"data":{"id":"u1","email":"a@x.org","roles":{"student":{}}}}\n{"data":{"id":"u2","email":"b@x.org","roles":{"student":{}}}}\n';
    const table = "Name\tMail\nx\tB@x.org\nCastor\ta@x.org\nPollux\ta@x.org\n";
    await tab.run((given) => {
      for (const [id, name, text] of given) {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], name));
        const input = document.querySelector(`[data-testid="${id}"]`);
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }, [["match-local", "accounts.tsv", table], ["match-roster", "roster.jsonl", roster]]);
    await tab.click("match-run");
    await tab.see("match-status", "1 linked, in a worker.");
    await tab.until(() => document.querySelectorAll("[data-testid=match-group]").length === 1);
    await judge(tab, "with twins");
  },
};
