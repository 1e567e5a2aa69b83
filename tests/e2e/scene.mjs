// What one case has to itself: a Clever, its windows, a place for what its pages are told.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { CLIENT_ID, startEmulator } from "./emulator.mjs";
import { startSite } from "./site.mjs";
import { createTab, until } from "./tab.mjs";

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const PAGES = folder("pages");
const PACKAGE = folder("../../pkg");
/** Where Clever sends people back to: the demo, and the bare app. */
const REDIRECT_PATHS = ["/", "/stage/example.html", "/e2e/app.html", "/e2e/app.html?__coop=1"];
const TOKEN = /il[A-Za-z0-9]{38}/;

/**
 * What the emulator serves, copied once for a run, so that a build meanwhile changes nothing: the package, and the demo as
 * it is but that its pages load the suite's scripts first.
 */
export async function copyServed(scratch) {
  const [demo, built] = [join(scratch, "demo"), join(scratch, "pkg")];
  await cp(PACKAGE, built, { recursive: true });
  await cp(folder("../../www"), demo, { recursive: true });
  const page = await readFile(join(demo, "index.html"), "utf8");
  const scripts = ["/stage/stage.js", "/e2e/watch.js", "/e2e/tamper.js"].map((path) => `<script src="${path}"></script>`);
  const watched = page.replace("<head>", `<head>${scripts.join("")}`);
  if (watched === page) throw new Error("www/index.html has no head");
  await writeFile(join(demo, "index.html"), watched);
  return { demo, built };
}

/**
 * @param {object} browser of browser.mjs @param {{ stage?: object, emulator?: object, allows?: object }} wanted by the case
 * @param {{ scratch: string, demo: string, built: string, name: string, mounts?: Record<string, string> }} run
 */
export async function openScene(browser, { stage = {}, emulator }, { scratch, demo, built, name, mounts: more = {} }) {
  const mounts = { ...more, "/e2e": PAGES, "/stage": join(scratch, name), "/pkg": built };
  const { driver } = browser;
  const own = join(scratch, name);
  await mkdir(own);
  const clever = await startEmulator({ app: demo, mounts, options: emulator });
  const client = { client_id: CLIENT_ID, name: "Demo app", implicit_enabled: true };
  await clever.register({ ...client, redirect_uris: REDIRECT_PATHS.map((path) => clever.app + path) });
  const sites = [];
  const home = (await driver.getAllWindowHandles())[0];

  const scene = {
    clever,
    engine: browser.engine,
    cannot: browser.cannot,
    client,
    /** A page of the case's own, under `/stage`. */
    write: (name, text) => writeFile(join(own, name), text),
    /** What the pages from now on are told. */
    async set(changes) {
      stage = { ...stage, ...changes };
      const told = { clientId: CLIENT_ID, redirectPath: "/e2e/app.html", clever: clever.clever, api: clever.api, ...stage };
      await writeFile(join(own, "stage.js"), `globalThis.stage = ${JSON.stringify(told)};\n`);
    },
    /** A new window, with a page in it. */
    async open(path) {
      await driver.switchTo().window(home);
      await driver.switchTo().newWindow(browser.opens);
      const tab = createTab(driver, await driver.getWindowHandle(), clever);
      if (path !== undefined) await tab.go(path);
      return tab;
    },
    /** The bare app, once it has found out whether it is a callback. */
    async openApp(path = "/e2e/app.html") {
      const tab = await scene.open(path);
      await arrived(tab);
      return tab;
    },
    arrived,
    /** The window that an action opens. */
    async popup(action) {
      const before = await driver.getAllWindowHandles();
      await action();
      const fresh = await until(async () => (await driver.getAllWindowHandles()).find((handle) => !before.includes(handle)), "for a window to open");
      return createTab(driver, fresh, clever);
    },
    gone: (tab) => until(async () => !(await driver.getAllWindowHandles()).includes(tab.handle), "for the window to close"),
    windows: async () => (await driver.getAllWindowHandles()).length - 1,
    until,
    async site(site) {
      const started = await startSite({ ...site, mounts: { ...mounts, ...site.mounts } });
      sites.push(started);
      return started;
    },

    /** Everything that pages told of and nobody asked for, and where a token shows. */
    async remarks() {
      const remarks = [];
      for (const handle of await driver.getAllWindowHandles()) {
        await driver.switchTo().window(handle);
        const address = await driver.getCurrentUrl();
        if (TOKEN.test(address)) remarks.push("token in an address");
        if (!address.startsWith("http")) continue;
        const shown = await driver.executeScript("return globalThis.watch?.told().then(() => watch.canary())");
        for (const place of shown ?? []) remarks.push(`token in the page's ${place}`);
      }
      const journal = await clever.journal();
      for (const entry of journal.filter(({ path }) => path === "/e2e/seen.txt")) remarks.push(remark(entry.query));
      for (const site of sites) for (const { query } of site.requests.filter(({ path }) => path === "/e2e/seen.txt")) remarks.push(remark(query));
      // The emulator has taken those out that it issued; the sites have not.
      if (TOKEN.test(JSON.stringify(journal)) || journal.some(({ query }) => query.includes("[token]"))) remarks.push("token in an address that was asked for");
      if (TOKEN.test(JSON.stringify(sites.map(({ requests }) => requests)))) remarks.push("token in what another site was asked for");
      const toldOf = remarks.some((text) => text.startsWith("violation"));
      for (const { message } of await browser.log()) {
        if (TOKEN.test(message)) remarks.push("token in the browser's log");
        if (/Content.Security.Policy/i.test(message) && !toldOf) remarks.push(`violation, by the browser's log: ${message}`);
      }
      return remarks;
    },
    async close() {
      for (const handle of await driver.getAllWindowHandles()) {
        if (handle === home) continue;
        await driver.switchTo().window(handle);
        await driver.close();
      }
      await driver.switchTo().window(home);
      if (clever.isRunning()) {
        // Cookies know no ports: Clever's would outlive this case.
        await driver.get(`${clever.clever}/_emulator/logout`);
        await driver.manage().deleteAllCookies();
        await driver.get("about:blank");
      }
      await Promise.all(sites.map((site) => site.stop()));
      await clever.stop();
      await rm(own, { recursive: true });
    },
  };
  await scene.set({});
  return scene;
}

const arrived = (tab) => tab.until(() => globalThis.arrival !== undefined && arrival !== "waiting");

function remark(query) {
  const { kind, text } = Object.fromEntries(new URLSearchParams(query));
  const words = Buffer.from(text, "hex").toString();
  return TOKEN.test(words) ? `token in a ${kind}: ${words.replaceAll(new RegExp(TOKEN, "g"), "[token]")}` : `${kind} ${words}`;
}
