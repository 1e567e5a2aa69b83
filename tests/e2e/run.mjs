// End to end: `node tests/e2e/run.mjs --engine chromium [--only WORDS] [--jobs N]`. Last line: `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { KINDS, engineNames, startBrowser } from "./browser.mjs";
import { copyServed, openScene } from "./scene.mjs";

/** A case that is lost on the way, with its file or by a slip, is a failure. */
const EXPECTED = 238;
const CASE_MS = 45_000;
/** Addresses of a megabyte are no reading matter. */
const LINE = 400;

const { values } = parseArgs({
  options: { engine: { type: "string", default: "chromium" }, only: { type: "string" }, jobs: { type: "string", default: "2" } },
});
if (!engineNames.includes(values.engine)) {
  console.error(`--engine is one of ${engineNames.join(", ")}`);
  process.exit(2);
}

if (values.engine === "webkit" && process.platform === "linux" && !process.env.DISPLAY) {
  const { status } = spawnSync("xvfb-run", ["-a", process.execPath, ...process.argv.slice(1)], { stdio: "inherit" });
  process.exit(status ?? 1);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const all = await readCases();
const chosen = values.only ? all.filter(({ title }) => title.includes(values.only)) : all;
const scratch = await mkdtemp(join(tmpdir(), "clever-e2e-"));
const results = [];
const started = performance.now();
try {
  const served = await copyServed(scratch);
  const queue = [...chosen].sort((one, other) => KINDS.indexOf(one.browser) - KINDS.indexOf(other.browser));
  await Promise.all(Array.from({ length: Number(values.jobs) }, () => work(queue, served)));
} finally {
  await rm(scratch, { recursive: true, force: true });
}
conclude();

/** `{ title, browser, stage, emulator, allows, patienceMs, run }` of every case, in the order of their files. */
async function readCases() {
  const folder = new URL("cases/", import.meta.url);
  const cases = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".mjs")).sort()) {
    const { default: named } = await import(new URL(file, folder));
    for (const [name, given] of Object.entries(named)) {
      const described = typeof given === "function" ? { run: given } : given;
      cases.push({ browser: "plain", allows: [], ...described, title: `${file.slice(0, -4)}: ${name}` });
    }
  }
  return cases;
}

/** One browser at a time, for one case after the other. */
async function work(queue, served) {
  let browser = null;
  try {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (browser?.kind !== next.browser) {
        await browser?.quit();
        browser = await startBrowser(values.engine, next.browser);
      }
      const result = await perform(next, browser, served);
      results.push(result);
      const { title, error, note, seconds } = result;
      console.log(`${error ? "FAILED" : "ok"} ${title} (${seconds.toFixed(1)} s)${note ? `: ${note}` : ""}`);
      if (!error) continue;
      for (const line of String(error.stack ?? error).split("\n")) console.log(`  ${line.slice(0, LINE)}`);
      // What a failed case leaves behind is nobody's to tidy up.
      await browser.quit();
      browser = null;
    }
  } finally {
    await browser?.quit();
  }
}

async function perform(which, browser, served) {
  const begun = performance.now();
  const patience = which.patienceMs ?? CASE_MS;
  let late;
  const limit = new Promise((_, reject) => (late = setTimeout(() => reject(new Error(`longer than ${patience} ms`)), patience)));
  let scene;
  let error = null;
  let note;
  try {
    scene = await openScene(browser, which, { scratch, ...served, name: `case-${chosen.indexOf(which)}` });
    note = await Promise.race([which.run(scene), limit]);
    checkRemarks(await Promise.race([scene.remarks(), limit]), typeof which.allows === "function" ? which.allows(scene) : which.allows);
  } catch (thrown) {
    error = thrown;
    if (scene) await describePages(browser, thrown);
  } finally {
    clearTimeout(late);
  }
  try {
    await scene?.close();
  } catch (thrown) {
    error ??= thrown;
    await scene.clever.stop();
  }
  return { title: which.title, error, note, seconds: (performance.now() - begun) / 1000 };
}

/** Every remark has to be allowed, and every one that is allowed has to have been made. */
function checkRemarks(remarks, allows) {
  const surprising = remarks.filter((remark) => !allows.some((pattern) => pattern.test(remark)));
  const missing = allows.filter((pattern) => !remarks.some((remark) => pattern.test(remark)));
  if (surprising.length > 0) throw new Error(`the pages told of: ${[...new Set(surprising)].join(" | ")}`);
  if (missing.length > 0) throw new Error(`no page told of ${missing.join(", ")}`);
}

/** Where the windows were when a case failed. */
async function describePages({ driver }, error) {
  const lines = [];
  try {
    for (const handle of await driver.getAllWindowHandles()) {
      await driver.switchTo().window(handle);
      lines.push(`${await driver.getCurrentUrl()} ${await driver.executeScript("return (document.body?.innerText ?? '').replace(/\\s+/g, ' ').slice(0, 300)")}`);
    }
  } catch (thrown) {
    lines.push(`(no more: ${thrown.message.split("\n")[0]})`);
  }
  error.stack = `${error.stack}\nwindows:\n  ${lines.join("\n  ").replace(/il[A-Za-z0-9]{38}/g, "[token]")}`;
}

function conclude() {
  const failed = results.filter(({ error }) => error).length;
  let short = 0;
  if (all.length !== EXPECTED) {
    console.log(`FAILED the suite has ${all.length} cases, and run.mjs expects ${EXPECTED}`);
    short = 1;
  }
  const impossible = results.filter(({ note }) => note);
  for (const { title, note } of impossible) console.log(`in ${values.engine}: ${title}: ${note}`);
  console.log(`${values.engine}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  console.log(`${results.length - failed} passed, ${failed + short} failed`);
  process.exitCode = failed + short > 0 ? 1 : 0;
}
