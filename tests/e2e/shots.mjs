// Pictures of the pages' main views, to be looked at: `node tests/e2e/shots.mjs FOLDER`. Light and dark, narrow and wide.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startBrowser } from "./browser.mjs";
import { copyServed, openScene } from "./scene.mjs";

const SCHEMES = ["light", "dark"];
const WIDTHS = [375, 1440];
const HEIGHT = 900;

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node tests/e2e/shots.mjs FOLDER");
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/** From one view to the next, as a person would go. */
const JOURNEYS = [
  async (scene, shoot) => {
    const tab = await scene.open("/");
    await tab.view("signed-out");
    await tab.until(() => document.querySelectorAll("[data-testid=personas] li").length > 1);
    await shoot(tab, "demo-signed-out");
    await tab.click("login");
    await tab.choose("library_teacher");
    await tab.view("signed-in");
    await tab.press("[data-testid=sections] a");
    await tab.see("students-status", /^Page 1: \d/);
    await shoot(tab, "demo-signed-in");
    await tab.click("logout");
    await tab.view("signed-out");
    await tab.go("/?error=access_denied&state=nobodys");
    await tab.view("error");
    await shoot(tab, "demo-error");
  },
  async (scene, shoot) => {
    const tab = await scene.open("/explorer.html");
    await tab.view("signed-out");
    await tab.until(() => document.querySelectorAll("[data-testid=personas] li").length > 1);
    await shoot(tab, "explorer-signed-out");
    await tab.click("login");
    await tab.choose("explorer");
    await tab.view("operations");
    await tab.click("call");
    await tab.see("result-status", /^100 records/);
    await shoot(tab, "explorer-operations");
    await tab.click("show-roster");
    await tab.press("#tree summary");
    await tab.until(() => document.querySelectorAll("#tree summary").length > 1);
    await shoot(tab, "explorer-roster");
    await tab.click("show-attendance");
    await tab.until(() => document.querySelectorAll("#attendance-school option").length > 0);
    await tab.click("attendance-show");
    await tab.see("attendance-status", /^\d+ rows on \d+ days\.$/);
    await shoot(tab, "explorer-attendance");
    await tab.click("show-events");
    await tab.see("events-status", /^[1-9]\d* events\.$/);
    await shoot(tab, "explorer-events");
    await tab.click("show-assignments");
    await tab.until(() => document.querySelectorAll("[data-testid=assignment-section] option").length > 1);
    await tab.click("assignment-create");
    await tab.see("assignment-status", /^Handed out\./);
    await shoot(tab, "explorer-assignments");
    await tab.click("show-weather");
    await tab.click("weather-A filter in between");
    await tab.see("verdict-A filter in between", /^invalid_response: /);
    await shoot(tab, "explorer-weather");
  },
  async (scene, shoot) => {
    const tab = await scene.open("/match.html");
    await tab.until(() => document.querySelector("#from-file").checked);
    const people = Array.from({ length: 12 }, (_, at) => ({ data: { id: `u${at}`, email: `p${at >> 1}@x.org`, name: { first: "Pat", last: `No. ${at}` }, roles: { student: {} } } }));
    await tab.run((given) => {
      for (const [id, name, text] of given) {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], name));
        const input = document.querySelector(`[data-testid="${id}"]`);
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }, [["match-local", "accounts.csv", "Name,Mail\nPat,p1@x.org\nPol,p2@x.org\nNobody,n@x.org\n"], ["match-roster", "roster.jsonl", people.map((one) => JSON.stringify(one)).join("\n")]]);
    await tab.click("match-run");
    await tab.see("match-status", /linked, in a worker\.$/);
    await tab.until(() => document.querySelectorAll("[data-testid=match-group]").length > 0);
    await shoot(tab, "match");
  },
];

const scratch = await mkdtemp(join(tmpdir(), "clever-shots-"));
await mkdir(folder, { recursive: true });
const browser = await startBrowser("chromium", "plain");
let taken = 0;
try {
  const served = await copyServed(scratch);
  for (const [at, travel] of JOURNEYS.entries()) {
    const scene = await openScene(browser, {}, { scratch, ...served, name: `journey-${at}` });
    await travel(scene, shoot);
    await scene.close();
  }
} finally {
  await browser.quit();
  await rm(scratch, { recursive: true, force: true });
}
console.log(`${taken} pictures in ${folder}`);

/** The whole page in each scheme and width; what does not fit in the width is said, as no picture shows it. */
async function shoot(tab, name) {
  const devtools = (command, given) => browser.driver.sendAndGetDevToolsCommand(command, given);
  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) {
      await tab.run(() => scrollTo(0, 0));
      await devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
      await devtools("Emulation.setScrollbarsHidden", { hidden: true });
      await devtools("Emulation.setDeviceMetricsOverride", { width, height: HEIGHT, deviceScaleFactor: 1, mobile: false });
      await tab.until((wanted) => innerWidth === wanted && document.getAnimations().every((animation) => animation.finish() ?? true), width);
      const over = await tab.run(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) {
        console.error(`${name}, ${scheme}, ${width}: ${over} px wider than the screen`);
        process.exitCode = 1;
      }
      const { data } = await devtools("Page.captureScreenshot", { captureBeyondViewport: true });
      await writeFile(join(folder, `${name}-${scheme}-${width}.png`), Buffer.from(data, "base64"));
      taken += 1;
    }
  }
  await devtools("Emulation.clearDeviceMetricsOverride", {});
  await devtools("Emulation.setEmulatedMedia", { features: [] });
}
