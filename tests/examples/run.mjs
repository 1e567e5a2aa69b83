// Each example as a newcomer has it: copied, the packed tarball installed, built, and signed in to in Chromium against the
// emulator. `node tests/examples/run.mjs [--only NAME]`; last line: `N passed, N failed`.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";

import { startBrowser } from "../e2e/browser.mjs";
import { createTab } from "../e2e/tab.mjs";
import { classes, development } from "./classes.mjs";
import { launches } from "./launches.mjs";

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const EXAMPLES = folder("../../examples");
const TOKEN = /\bil[A-Za-z0-9]{38}\b/;
const CASES = {
  "plain-page": (scene) => classes(scene, "."),
  "react-vite": async (scene) => {
    await classes(scene, "dist");
    await development(scene);
  },
  "vue-vite": (scene) => classes(scene, "dist", "vue"),
  "svelte-vite": (scene) => classes(scene, "dist", "svelte-trusted-html"),
  "spa-with-server": launches,
};

/** What a browser writes down of itself: no favicon, nobody signed in at the server, a student's sections out of reach. */
const EXPECTED = /favicon\.ico|\/api\/me .* 401 \(|\/sections\?limit=1 .* 404 \(/;

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const run = (program, args, options) => promisify(execFile)(program, args, { encoding: "utf8", maxBuffer: 1 << 26, ...options });
const scratch = await mkdtemp(join(tmpdir(), "clever-examples-"));
let [passed, failed] = [0, 0];

async function perform(name, browser, tarball) {
  const place = join(scratch, name);
  // What somebody installed or built there is not taken along.
  await cp(join(EXAMPLES, name), place, { recursive: true, filter: (path) => !/[\\/](node_modules|dist)$/.test(path) });
  const npm = (...args) => run("npm", args, { cwd: place });
  await npm("install", "--prefer-offline", "--no-audit", "--no-fund", "--silent", tarball);
  const [home] = await browser.driver.getAllWindowHandles();
  const ends = [];
  const scene = {
    place,
    npm,
    /** What is to be ended with this example, whatever becomes of it. */
    later: (end) => ends.push(end),
    async open(clever, app = clever.app) {
      await browser.driver.switchTo().window(home);
      await browser.driver.switchTo().newWindow("tab");
      return createTab(browser.driver, await browser.driver.getWindowHandle(), { app, clever: clever.clever });
    },
    cookies: (tab) => browser.driver.switchTo().window(tab.handle).then(() => browser.driver.manage().getCookies()),
  };
  try {
    await CASES[name](scene);
    const told = (await browser.log()).filter(({ level, message }) => level.name === "SEVERE" && !EXPECTED.test(message));
    if (told.length > 0) throw new Error(`the browser's log: ${told.map(({ message }) => message).join(" | ")}`);
  } catch (error) {
    for (const handle of await browser.driver.getAllWindowHandles()) {
      await browser.driver.switchTo().window(handle);
      const shown = await browser.driver.executeScript("return location.href + ' ' + document.body.innerText.slice(0, 300)").catch(String);
      error.stack += `\nwindow: ${shown.replace(TOKEN, "[token]")}`;
    }
    error.stack += `\nlog: ${(await browser.log()).map(({ message }) => message.replace(TOKEN, "[token]")).join(" | ")}`;
    throw error;
  } finally {
    for (const handle of await browser.driver.getAllWindowHandles()) {
      if (handle === home) continue;
      await browser.driver.switchTo().window(handle);
      await browser.driver.manage().deleteAllCookies(); // they know no ports: Clever's would outlive this example
      await browser.driver.close();
    }
    await browser.driver.switchTo().window(home);
    for (const end of ends.reverse()) await end();
  }
}

const browser = await startBrowser("chromium", "plain");
try {
  const { stdout } = await run("npm", ["pack", folder("../../pkg"), "--json", "--silent"], { cwd: scratch });
  const tarball = join(scratch, JSON.parse(stdout)[0].filename);
  const there = (await readdir(EXAMPLES, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  // Rust apps have a test of their own: examples/rust.test.mjs.
  const strangers = there.filter((name) => !Object.hasOwn(CASES, name) && !existsSync(join(EXAMPLES, name, "Cargo.toml")));
  if (strangers.length > 0) throw new Error(`no case for ${strangers.join(", ")}`);
  for (const name of Object.keys(CASES).filter((name) => name.includes(values.only))) {
    const start = performance.now();
    try {
      await perform(name, browser, tarball);
      passed += 1;
      console.log(`ok      ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${`${error.stack}\n${error.stdout ?? ""}${error.stderr ?? ""}`.replace(/^/gm, "        ")}`);
    }
  }
} finally {
  await browser.quit();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
