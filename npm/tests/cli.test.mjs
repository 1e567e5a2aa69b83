// `npx clever-wasm emulator` as a process, and the same emulator over HTTP.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createClever, isCleverError } from "../../pkg/dist/index.js";

const program = fileURLToPath(new URL("../../pkg/dist/cli.js", import.meta.url));
const ANY = ["--port", "0", "--clever-port", "0", "--api-port", "0", "--users", "120"];

/** Starts it, gives what it printed, and ends it with the test. */
async function started(t, ...words) {
  const server = spawn(process.execPath, [program, "emulator", ...ANY, "--json", ...words], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(async () => {
    server.kill();
    await once(server, "exit");
  });
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  return JSON.parse(line);
}

const refused = (...words) =>
  promisify(execFile)(process.execPath, [program, ...words]).then(() => assert.fail("it succeeded"), ({ code, stderr }) => `${code} ${stderr}`);

/** A path as it is written, which fetch would tidy up. */
const raw = (origin, path) =>
  new Promise((resolve, reject) => request(origin, { path }, (answer) => (answer.resume(), resolve(answer.statusCode))).on("error", reject).end());

test("it serves three origins, and a client signs in over HTTP", async (t) => {
  const { app, clever: address, api, clientId, redirectUri } = await started(t);
  assert.equal(new Set([app, address, api]).size, 3);
  assert.equal(redirectUri, `${app}/`);
  const clever = createClever({ clientId, redirectUri, authorizeUrl: `${address}/oauth/authorize`, apiUrl: api, retry: false });
  const url = clever.loginUrl();
  const page = await (await fetch(url)).text();
  assert.match(page, /data-persona="library_teacher"/);
  const { pathname, search } = new URL(url);
  const body = new URLSearchParams({ persona: "library_teacher", continue: pathname + search });
  const back = await fetch(`${address}/login`, { method: "POST", body, redirect: "manual" });
  assert.match(back.headers.get("set-cookie"), /HttpOnly/);
  await clever.handleRedirect(back.headers.get("location"));
  assert.equal((await clever.getSectionsForUser((await clever.me()).id)).data.length, 5);

  const control = (path, given) => fetch(`${address}/_emulator/${path}`, { method: "POST", body: JSON.stringify(given) });
  await control("faults", { path: "/v3.1/users", effects: [{ kind: "truncate", at: 50 }] });
  await assert.rejects(clever.currentUser(), (error) => isCleverError(error, "network"));
  await control("faults", { path: "/v3.1/users", effects: [{ kind: "drop" }] });
  await assert.rejects(clever.currentUser(), (error) => isCleverError(error, "network"));
  await control("faults", { path: "/v3.1/users", effects: [{ kind: "drip", chunk: 100, every_ms: 1 }, { kind: "latency", ms: 1 }] });
  assert.ok((await clever.currentUser()).id);
});

test("an app of one's own: its files, or its address", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "clever-app-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "site/assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "site/index.html"), "<p>page");
  writeFileSync(join(folder, "site/assets/a b.js"), "1");
  const { app, clientId } = await started(t, "--app", join(folder, "site"), "--client-id", "my-app");
  assert.equal(clientId, "my-app");
  const page = await fetch(`${app}/classes/7`);
  assert.deepEqual([page.status, page.headers.get("content-type"), await page.text()], [200, "text/html; charset=utf-8", "<p>page"]);
  assert.match((await fetch(`${app}/assets/a%20b.js`)).headers.get("content-type"), /^text\/javascript/);
  assert.equal((await fetch(`${app}/missing.js`)).status, 404);
  assert.equal((await (await fetch(`${app}/emulator.json`)).json()).clientId, "my-app");
  for (const path of ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/%zz", "/.git"]) {
    assert.equal(await raw(app, path), 404, path);
  }
  const elsewhere = await started(t, "--redirect-uri", "http://localhost:5173/callback", "--options", '{"portalLaunch":"token"}');
  assert.equal(elsewhere.redirectUri, "http://localhost:5173/callback");
});

test("what it cannot do it says, and ends", async (t) => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, "--help"]);
  assert.match(stdout, /--redirect-uri URL/);
  assert.match(await refused("serve"), /^1 clever-wasm: no such command: serve/);
  assert.match(await refused("emulator", "--users", "many"), /^1 clever-wasm: --users takes a whole number/);
  assert.match(await refused("emulator", "--unknown"), /^1 clever-wasm: .*--unknown/);
  assert.match(await refused("emulator", "--options", "{"), /^1 clever-wasm: --options takes JSON/);
  assert.match(await refused("emulator", ...ANY, "--options", '{"nothing":1}'), /^1 clever-wasm: unknown field `nothing`/);
  const { app } = await started(t);
  assert.match(await refused("emulator", "--port", new URL(app).port), /^1 clever-wasm: .*EADDRINUSE/);
});
