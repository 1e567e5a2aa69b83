// The demo on a static host: its Clever is the page's own service worker.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { chooseFiles } from "../files.mjs";

const target = process.env.CARGO_TARGET_DIR ?? new URL("../../../target", import.meta.url).pathname;
/** What `cargo xtask test` writes before, and `cargo xtask demo --static` for everybody. */
const FOLDER = process.env.CLEVER_STATIC_DEMO ?? join(target, "static-demo");

/** A plain file server that has the demo below a path. */
async function host(scene) {
  const index = await readFile(join(FOLDER, "index.html"), "utf8");
  const site = await scene.site({ mounts: { "/demo": FOLDER }, pages: { "/demo/": index } });
  const home = `${site.origin}/demo/`;
  const tab = await scene.open(home);
  await tab.view("signed-out");
  return { site, tab, home };
}

async function signIn(tab, persona) {
  await tab.click("login");
  await tab.choose(persona);
  await tab.view("signed-in");
}

/** How many the page shows, once it shows any. */
const sections = (tab) => tab.until(() => document.querySelectorAll("[data-testid=sections] a").length);

export default {
  async "it signs in, reads and signs out without a server, and says where Clever is"(scene) {
    const { site, tab, home } = await host(scene);
    await tab.see("emulator-origin", /service worker: one origin.*\/demo\/clever\/.*\/demo\/api\//);
    await signIn(tab, "library_teacher");
    assert.equal(await tab.address(), home);
    assert.equal(await sections(tab), 5);
    await tab.press("[data-testid=sections] a");
    await tab.see("students-status", /^Page 1: \d/);
    await tab.reload();
    await tab.view("signed-in");
    assert.equal(await sections(tab), 5);
    await tab.click("logout");
    await tab.view("signed-out");
    const asked = site.requests.map(({ path }) => path);
    assert.ok(asked.includes("/demo/emulator-sw.js"));
    assert.ok(!asked.some((path) => /\/demo\/(clever|api)\//.test(path)), "nothing of Clever's reached the server");
  },

  async "a worker that ended goes on: tokens, Clever's session, and what was written"(scene) {
    const { tab, home } = await host(scene);
    await signIn(tab, "library_teacher");
    await sections(tab);
    await tab.run(async (base) => {
      const control = async (path, body) => (await fetch(`${base}clever/_emulator/${path}`, body && { method: "POST", body: JSON.stringify(body) })).json();
      const { personas } = await control("personas");
      const { user_id: teacher } = personas.find(({ key }) => key === "library_teacher");
      const members = { name: "Written before the end", teacher, teachers: [teacher], students: [] };
      await control("records", { collection: "sections", action: "create", members });
      await (await navigator.serviceWorker.ready).unregister();
    }, home);
    await tab.reload();
    await tab.view("signed-in");
    assert.equal(await sections(tab), 6, "the old token, and the new section");
    assert.match(await tab.text("sections"), /Written before the end/);
    const journal = await tab.run(async (base) => (await fetch(`${base}clever/_emulator/journal`)).json(), home);
    assert.ok(!journal.entries.some(({ path }) => path === "/login"), "another worker, which saw no login");
    await tab.click("logout");
    await tab.view("signed-out");
    await tab.click("login");
    await tab.view("signed-in"); // Clever still knows who it is, and asks nobody
  },

  async "a hard reload, which goes past the worker, changes nothing"(scene) {
    const { tab } = await host(scene);
    await signIn(tab, "teacher");
    if (!(await tab.reloadHard())) return "its driver knows no hard reload";
    await tab.until(() => performance.getEntriesByType("navigation")[0].workerStart === 0);
    await tab.view("signed-in");
    assert.equal(await tab.run(() => navigator.serviceWorker.controller !== null), true);
    await tab.click("logout");
    await tab.view("signed-out");
    await tab.click("login");
    await tab.view("signed-in");
  },

  async "a popup, a shared device and a portal tile find the worker too"(scene) {
    const { tab } = await host(scene);
    const popup = await scene.popup(() => tab.click("login-popup"));
    await popup.choose("student");
    await scene.gone(popup);
    await tab.view("signed-in");
    await tab.click("logout");
    await tab.view("signed-out");
    await tab.click("shared-device");
    await tab.click("login");
    await tab.press("[data-action=confirm]");
    await tab.view("signed-in");
    await tab.click("logout");
    await tab.view("signed-out");
    await tab.click("portal");
    await tab.press("[data-client]");
    await tab.view("signed-in");
    await tab.see("notice", /repeated once/);
  },

  async "every address of every page leads to a file below the page's own path"(scene) {
    const { site, tab, home } = await host(scene);
    const pages = (await readdir(FOLDER)).filter((name) => name.endsWith(".html"));
    assert.ok(pages.length >= 3, pages.join(", "));
    for (const name of pages) {
      await tab.go(home + name);
      const addresses = await tab.run(() => [...document.querySelectorAll("[href], [src]")].map((one) => one.href || one.src).filter((address) => address.startsWith(location.origin)));
      assert.ok(addresses.length > 5, name);
      for (const address of new Set(addresses)) {
        assert.ok(address.startsWith(home), `${name}: ${address}`);
        // Clever's own pages are the worker's; the server is asked for what has to lie there.
        if (address.startsWith(`${home}clever/`)) continue;
        assert.equal((await fetch(address)).status, 200, `${name}: ${address}`);
      }
    }
    const astray = site.requests.map(({ path }) => path).filter((path) => !path.startsWith("/demo/"));
    assert.deepEqual(astray.filter((path) => path !== "/favicon.ico"), []);
  },

  async "the explorer and the page that matches are there too, with the same session"(scene) {
    const { tab } = await host(scene);
    await tab.click("explore");
    await tab.view("signed-out");
    await tab.click("login");
    await tab.choose("explorer");
    await tab.view("operations");
    await tab.click("call");
    await tab.see("result-status", /^100 records/);
    await tab.press("a.brand");
    await tab.view("signed-in");
    await tab.press("footer a[href$='match.html']");
    await tab.until(() => document.querySelector("#from-clever").checked);
    await chooseFiles(tab, [["match-local", "accounts.csv", "Name,Email\nNobody,nobody@nowhere.example\n"]]);
    await tab.click("match-run");
    await tab.see("match-status", "0 linked, in a worker.");
    const totals = await tab.run(() => [...document.querySelectorAll("[data-testid=match-totals] strong")].map(({ textContent }) => Number(textContent.replace(",", ""))));
    assert.ok(totals[4] > 500, `people of the roster: ${totals}`);
  },
};
