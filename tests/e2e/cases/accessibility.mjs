// What axe finds in the pages' views, light and dark: nothing. It looks at what stands on the page, not at what it means.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { walkDemo, walkExplorer, walkMatch } from "../walks.mjs";

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
    run: (scene) => walkDemo(scene, judge),
  },

  "the explorer's views": {
    patienceMs: 120_000,
    run: (scene) => walkExplorer(scene, judge),
  },

  async "the explorer explains what a sign-in does not reach"(scene) {
    const tab = await scene.open("/explorer.html");
    await tab.view("signed-out");
    await tab.click("login");
    await tab.choose("teacher");
    await tab.view("operations");
    await tab.click("call");
    await tab.until(() => document.querySelector("#result-message [data-testid=error-code]") !== null);
    await judge(tab, "an error in the operations");
  },

  "the page that matches, before and with twins": (scene) => walkMatch(scene, judge),
};
