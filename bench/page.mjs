// How soon the demo page can be used on a slow phone and line: `node bench/page.mjs`. Its files are sent as a static host
// sends them, over HTTP/2 and compressed ahead of time; the processor and the line are Chromium's emulation.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { startBrowser } from "../tests/e2e/browser.mjs";
import { startEmulator } from "../tests/e2e/emulator.mjs";
import { until } from "../tests/e2e/tab.mjs";

const ROUNDS = 5;
const MEGABIT = 1_000_000 / 8;
/** `cpu` times as slow, every answer that much later, bytes a second. The lines are those of Chromium's own presets. */
const PROFILES = [
  { name: "this machine", cpu: 1, latency: 0, down: -1 },
  { name: "mid-range phone, fast 4G", cpu: 4, latency: 165, down: 8.1 * MEGABIT },
  { name: "mid-range phone, slow 4G", cpu: 4, latency: 562.5, down: 1.44 * MEGABIT },
];
const PAGES = ["/", "/explorer.html"];

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const clever = await startEmulator({ app: folder("../www"), mounts: { "/pkg": folder("../pkg") } });
const host = await startHost(clever.app);
const browser = await startBrowser("chromium", "plain", { flags: ["--ignore-certificate-errors"] });
try {
  console.log(`${"page".padEnd(18)}${"profile".padEnd(28)}${"usable, ms".padStart(12)}${"quiet, ms".padStart(12)}`);
  for (const page of PAGES) for (const profile of PROFILES) await measure(page, profile);
} finally {
  await browser.quit();
  host.close();
  await clever.stop();
}

/** Prints the medians of when the button could be pressed, and when the main thread had nothing long left to do. */
async function measure(page, { name, cpu, latency, down }) {
  const { driver } = browser;
  const seen = [];
  await driver.get("about:blank");
  await driver.sendDevToolsCommand("Network.enable", {});
  await driver.sendDevToolsCommand("Network.setCacheDisabled", { cacheDisabled: true });
  await driver.sendDevToolsCommand("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: down, uploadThroughput: down });
  await driver.sendDevToolsCommand("Emulation.setCPUThrottlingRate", { rate: cpu });
  const { identifier } = await driver.sendAndGetDevToolsCommand("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})();` });
  for (let round = 0; round < ROUNDS; round++) {
    await driver.get(`https://127.0.0.1:${host.address().port}${page}`);
    seen.push(await until(() => driver.executeScript("return globalThis.readiness?.()"), `${page} to be usable`, 60_000));
    await driver.get("about:blank");
  }
  await driver.sendDevToolsCommand("Page.removeScriptToEvaluateOnNewDocument", { identifier });
  const median = (which) => Math.round(seen.map((one) => one[which]).sort((a, b) => a - b)[ROUNDS >> 1]);
  console.log(`${page.padEnd(18)}${name.padEnd(28)}${String(median("usable")).padStart(12)}${String(median("quiet")).padStart(12)}`);
}

/** In the page: `readiness()` gives both times, once half a second has passed without a long task. */
function watch() {
  const QUIET_MS = 500;
  let usable = null;
  let busyUntil = 0;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) busyUntil = Math.max(busyUntil, startTime + duration);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    const isThere = document.querySelector("[data-testid=view]")?.dataset.view === "signed-out" && document.querySelector("#login")?.disabled === false;
    if (isThere) usable ??= performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
  globalThis.readiness = () => {
    const quiet = Math.max(usable ?? Infinity, busyUntil);
    return performance.now() > quiet + QUIET_MS ? { usable, quiet } : null;
  };
}

/** The emulator's app origin, compressed as far as it goes, every file once. */
async function startHost(origin) {
  const files = new Map();
  const server = createSecureServer(certificate(), async (request, response) => {
    if (!files.has(request.url)) {
      const answer = await fetch(origin + request.url);
      const body = brotliCompressSync(Buffer.from(await answer.arrayBuffer()));
      files.set(request.url, { status: answer.status, type: answer.headers.get("content-type") ?? "text/plain", body });
    }
    const { status, type, body } = files.get(request.url);
    response.writeHead(status, { "content-type": type, "content-encoding": "br" }).end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}

/** Of this run alone: browsers speak HTTP/2 to no server without one. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "clever-bench-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
  try {
    execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", cert, "-days", "1", "-subj", "/CN=localhost"], { stdio: "pipe" });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch (error) {
    throw new Error("openssl, which makes the certificate, is not there or fails", { cause: error });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
