// The hour in Chromium, over the emulator. Its pages are those of the end-to-end tests, under their policy.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { startBrowser } from "../e2e/browser.mjs";
import { copyServed, openScene } from "../e2e/scene.mjs";
import { PARTS, judge, part } from "./measure.mjs";
import { BEFORE, HOUR } from "./pages/load.js";

const PART_MS = 1_800_000;
const ASK_MS = 1_000;

/** @param {number} scale per cent of the hour */
export async function soakChromium(scale) {
  const scratch = await mkdtemp(join(tmpdir(), "clever-soak-"));
  const browser = await startBrowser("chromium", "plain");
  let scene;
  try {
    const mounts = { "/soak": fileURLToPath(new URL("pages", import.meta.url)) };
    scene = await openScene(browser, { stage: { traps: true, held: true, options: { onRequest: null, retry: { attempts: 3, maxDelayMs: 1 } } }, emulator: { users: 30, rate_limit_per_minute: 1_000_000_000 } }, { scratch, ...(await copyServed(scratch)), name: "soak", mounts });
    const tab = await scene.openApp();
    const tokens = [await scene.clever.token("explorer"), await scene.clever.token("explorer")];
    const ids = await tab.run((given) => app.enter(given).then(async () => (await clever.getUsers({ limit: 20 })).data.map(({ id }) => id)), tokens[0]);
    const samples = [];
    const started = performance.now();
    for (let index = -1; index < PARTS; index++) {
      await tab.run((given) => {
        app.met = null;
        const enter = (_, token) => app.enter(token);
        import("/soak/load.js").then(({ live }) => live({ clever, enter, ...given })).then((met) => (app.met = met), (error) => (app.met = { [String(error)]: 1 }));
      }, { tokens, ids, ...(index < 0 ? BEFORE : part(HOUR, scale)) });
      await ended(tab);
      console.log(`chromium: ${JSON.stringify(await tab.run(() => app.met))} after ${((performance.now() - started) / 1000).toFixed(0)} s`);
      if (index >= 0) samples.push(await measure(browser.driver, tab));
    }
    const verdict = judge("chromium", samples);
    const remarks = await scene.remarks();
    if (remarks.length > 0) console.log(`FAILED chromium: the pages told of ${remarks.slice(0, 3).join(" | ")}`);
    return remarks.length > 0 ? { ...verdict, failed: verdict.failed + 1 } : verdict;
  } finally {
    await scene?.close();
    await browser.quit();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Asks seldom: what a driver's scripts leave in the page's heap would be measured, too. */
async function ended(tab) {
  const deadline = Date.now() + PART_MS;
  while (!(await tab.run(() => app.met !== null))) {
    if (Date.now() > deadline) throw new Error("a part of the hour took too long");
    await new Promise((next) => setTimeout(next, ASK_MS));
  }
}

async function measure(driver, tab) {
  const own = await tab.run(() => {
    app.events.length = 0; // the page's own
    performance.clearResourceTimings();
    const size = (storage) => Object.entries(storage).reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    return { wasm: app.traps.memories.at(-1).buffer.byteLength, instances: app.traps.memories.length, ...globalThis.held, storage: size(sessionStorage) + size(localStorage) };
  });
  await driver.sendAndGetDevToolsCommand("HeapProfiler.collectGarbage", {});
  await driver.sendAndGetDevToolsCommand("HeapProfiler.collectGarbage", {});
  const { usedSize } = await driver.sendAndGetDevToolsCommand("Runtime.getHeapUsage", {});
  return { heap: usedSize, ...own };
}
