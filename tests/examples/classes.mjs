// The same app in four ways: log in, see who it is, page through the sections, reload, log out.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

import { CLIENT_ID, startEmulator } from "../e2e/emulator.mjs";
import { startSite } from "../e2e/site.mjs";

const TOKEN = /\bil[A-Za-z0-9]{38}\b/;

/** The development server, where React mounts everything twice: a callback must still be redeemed once. */
export async function development(scene) {
  const { place } = scene;
  const clever = await startEmulator({ app: place, mounts: {} });
  scene.later(() => clever.stop());
  await settle(place, clever);
  const server = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "--port", "0", "--host", "127.0.0.1"], { cwd: place, stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(server, "exit");
  scene.later(() => (server.kill(), exited));
  let origin;
  for await (const line of createInterface({ input: server.stdout })) {
    // The port may be set off in bold.
    origin = /http:\/\/127\.0\.0\.1:\d+/.exec(stripVTControlCharacters(line))?.[0];
    if (origin) break;
  }
  assert.ok(origin, "vite names its address");
  await clever.register({ client_id: CLIENT_ID, name: "Classes", redirect_uris: [`${origin}/`] });
  const tab = await scene.open(clever, origin);
  await tab.go("/");
  await tab.click("login");
  await tab.choose("library_teacher");
  await tab.see("who", `Hello ${(await clever.person("library_teacher")).user.name.first}`);
  assert.equal(await tab.address(), `${origin}/`);
  assert.equal((await clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
  await tab.click("more");
  await tab.until(() => document.querySelectorAll("[data-testid=sections] li").length === 2);
}

const settle = (place, clever) => {
  const settings = { CLIENT_ID, AUTHORIZE_URL: `${clever.clever}/oauth/authorize`, API_URL: clever.api };
  return writeFile(join(place, ".env.local"), Object.entries(settings).map(([name, value]) => `VITE_CLEVER_${name}=${value}\n`).join(""));
};

/**
 * @param {string} served the folder that the app is served from, once it is built
 * @param {string} trusted the Trusted Types policy that the framework makes for itself
 */
export async function classes(scene, served, trusted = "'none'") {
  const { place } = scene;
  const clever = await startEmulator({ app: place, mounts: {} });
  scene.later(() => clever.stop());
  if (served === ".") {
    const settings = { clientId: CLIENT_ID, authorizeUrl: `${clever.clever}/oauth/authorize`, apiUrl: clever.api };
    await writeFile(join(place, "settings.js"), `export const settings = ${JSON.stringify(settings)};\n`);
  } else {
    await settle(place, clever);
    await scene.npm("run", "build", "--silent");
  }

  // Under the policy that README asks for.
  const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src ${clever.clever} ${clever.api}; ` +
    `require-trusted-types-for 'script'; trusted-types ${trusted}`;
  const site = await startSite({
    pages: { "/": await readFile(join(place, served, "index.html"), "utf8") },
    mounts: { "": join(place, served) },
    headers: { "content-security-policy": policy },
  });
  scene.later(() => site.stop());
  await clever.register({ client_id: CLIENT_ID, name: "Classes", redirect_uris: [`${site.origin}/`] });

  const { me, user } = await clever.person("library_teacher");
  const token = await clever.token("library_teacher");
  const headers = { Authorization: `Bearer ${token}` };
  const { data } = await (await fetch(`${clever.api}/v3.1/users/${me.id}/sections?limit=100`, { headers })).json();
  const names = data.map((row) => row.data.name);
  assert.ok(names.length >= 2, "more than one page");

  const tab = await scene.open(clever, site.origin);
  await tab.go("/");
  await tab.click("login");
  await tab.choose("library_teacher");
  await tab.see("who", `Hello ${user.name.first}`);
  assert.equal(await tab.address(), `${site.origin}/`);
  const shown = () => tab.run(() => [...document.querySelectorAll("[data-testid=sections] li")].map((item) => item.textContent));
  await tab.until(() => document.querySelectorAll("[data-testid=sections] li").length === 1);
  for (let pages = 1; pages < names.length; pages += 1) {
    await tab.click("more");
    await tab.until((count) => document.querySelectorAll("[data-testid=sections] li").length === count, pages + 1);
  }
  assert.deepEqual(await shown(), names);
  assert.equal(await tab.isShown("more"), false);
  assert.equal((await clever.journal({ path: "/oauth/tokeninfo" })).length, 1, "the callback is redeemed once");

  assert.match(JSON.stringify((await tab.storage()).session), TOKEN, "the example asks for that: a reload stays signed in");
  await tab.reload();
  await tab.see("who", `Hello ${user.name.first}`);
  await tab.click("logout");
  await tab.until(() => document.querySelector("[data-testid=login]")?.checkVisibility());
  assert.doesNotMatch(JSON.stringify(await tab.storage()), TOKEN);
  assert.ok(!(await tab.run(() => document.body.textContent)).includes(user.name.first));

  // Clever remembers the person: the next login is silent, and another one's tile takes its place.
  await tab.click("login");
  await tab.see("who", `Hello ${user.name.first}`);
  await tab.go(`${clever.clever}/_emulator/logout`);
  await tab.go(`${clever.clever}/in/cedar-ridge`);
  await tab.choose("student");
  await tab.press("a[data-client]");
  await tab.see("who", `Hello ${(await clever.person("student")).user.name.first}`);
  assert.equal(await tab.address(), `${site.origin}/`);
  await tab.see("error", /^token_reach/); // a student's token lists no sections
  assert.deepEqual(await shown(), []);
}
