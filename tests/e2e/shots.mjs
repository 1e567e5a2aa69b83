// Pictures of the pages' main views, to be looked at: `node tests/e2e/shots.mjs FOLDER`. Light and dark, narrow and wide.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startBrowser } from "./browser.mjs";
import { copyServed, openScene } from "./scene.mjs";
import { walkDemo, walkExplorer, walkMatch } from "./walks.mjs";

const SCHEMES = ["light", "dark"];
const WIDTHS = [360, 1440];
const HEIGHT = 900;

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node tests/e2e/shots.mjs FOLDER");
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const scratch = await mkdtemp(join(tmpdir(), "clever-shots-"));
await mkdir(folder, { recursive: true });
const browser = await startBrowser("chromium", "plain");
let taken = 0;
try {
  const served = await copyServed(scratch);
  for (const walk of [walkDemo, walkExplorer, walkMatch]) {
    const scene = await openScene(browser, {}, { scratch, ...served, name: walk.name });
    await walk(scene, shoot);
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
