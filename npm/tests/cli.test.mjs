// `npx clever-wasm emulator` as a process, and the same emulator over HTTP.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createClever, isCleverError } from "../../pkg/dist/index.js";

const program = fileURLToPath(new URL("../../pkg/dist/cli.js", import.meta.url));
const ANY = ["--port", "0", "--clever-port", "0", "--api-port", "0", "--users", "120"];

/** Starts it, gives its first line and the first on stderr, and ends it with the test. */
async function running(t, ...words) {
  const server = spawn(process.execPath, [program, "emulator", ...words], { stdio: ["ignore", "pipe", "pipe"] });
  t.after(async () => {
    server.kill();
    await once(server, "exit");
  });
  const said = once(createInterface({ input: server.stderr }), "line").catch(() => {});
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  return { line, said };
}
const started = async (t, ...words) => JSON.parse((await running(t, ...ANY, "--json", ...words)).line);

/** A port that somebody else listens on, for the length of a test. */
async function occupied(t, host = "127.0.0.1", port = 0) {
  const other = createServer();
  await new Promise((resolve, reject) => other.once("error", reject).listen(port, host, resolve));
  t.after(() => other.close());
  return other;
}

const refused = (...words) =>
  promisify(execFile)(process.execPath, [program, ...words]).then(() => assert.fail("it succeeded"), ({ code, stderr }) => `${code} ${stderr}`);

/** A path as it is written, which fetch would tidy up. */
const raw = (origin, path) =>
  new Promise((resolve, reject) => request(origin, { path }, (answer) => (answer.resume(), resolve(answer.statusCode))).on("error", reject).end());

/** What it says where only the one address is redirected to. */
const redirected = (url) => fetch(url, { redirect: "manual" }).then(({ status, headers }) => [status, headers.get("location")]);

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
  const { line, said } = await running(t, ...ANY, "--json", "--verbose", "--app", join(folder, "site"));
  await fetch(`${JSON.parse(line).app}/missing.js`);
  assert.deepEqual(await said, ["app GET /missing.js -> 404"]);
  const elsewhere = await started(t, "--redirect-uri", "http://localhost:5173/callback", "--options", '{"portalLaunch":"token"}');
  assert.equal(elsewhere.redirectUri, "http://localhost:5173/callback");
});

test("what it cannot do it says, and ends", async (t) => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, "--help"]);
  const options = /const OPTIONS = \{(.*?)\n\};/s.exec(readFileSync(new URL("../src/cli/arguments.js", import.meta.url), "utf8"))[1];
  const names = [...options.matchAll(/([\w-]+)"?: (?:text|flag|\{ type)/g)].map(([, name]) => name);
  assert.equal(names.length, 14);
  for (const name of names) assert.ok(stdout.includes(`--${name} `) || stdout.includes(`--${name}\n`), `--help is silent about --${name}`);
  const { version } = JSON.parse(readFileSync(new URL("../../pkg/package.json", import.meta.url), "utf8"));
  // As npm links it.
  const folder = mkdtempSync(join(tmpdir(), "clever-bin-"));
  t.after(() => rmSync(folder, { recursive: true }));
  symlinkSync(program, join(folder, "clever-wasm"));
  for (const started of [program, join(folder, "clever-wasm")]) {
    assert.equal((await promisify(execFile)(process.execPath, [started, "--version"])).stdout, `${version}\n`);
  }
  assert.match(await refused("serve"), /^1 clever-wasm: no such command: serve/);
  assert.match(await refused("emulator", "--users", "many"), /^1 clever-wasm: --users takes a whole number/);
  assert.match(await refused("emulator", "--unknown"), /^1 clever-wasm: Unknown option '--unknown' \(--help lists them\)\n$/);
  assert.match(await refused("emulator", "--options", "{"), /^1 clever-wasm: --options takes JSON/);
  assert.match(await refused("emulator", "--options", "null"), /^1 clever-wasm: --options takes an object/);
  assert.match(await refused("emulator", "--app", "no-such-folder"), /^1 clever-wasm: --app takes a folder, and "no-such-folder" is none/);
  assert.match(await refused("emulator", "--app", program), /^1 clever-wasm: --app takes a folder/);
  const give = "give all of it, such as http://localhost:5173/callback\n";
  for (const [uri, told] of [
    ["/callback", give], ["localhost:5173/callback", give], ["", give], ["http://app.example/", "take https, or localhost"],
    ["https://a@app.example/", "leave out the @"], ["https://app.example/#x", "leave out the #"], ["ftp://localhost/", "neither https nor http"],
  ]) {
    const said = await refused("emulator", ...ANY, "--redirect-uri", "https://app.example/", "--redirect-uri", uri);
    assert.ok(said.startsWith(`1 clever-wasm: the redirect URI "${uri}" `) && said.includes(told), said);
  }
  assert.match(await refused("emulator", ...ANY, "--redirect-uri", "nowhere"), /^1 clever-wasm: the redirect URI "nowhere" is not absolute/);
  assert.match(await refused("emulator", ...ANY, "--options", '{"nothing":1}'), /^1 clever-wasm: unknown field `nothing`/);
});

test("a port that was asked for and is taken is an error, on either loopback", async (t) => {
  const { app, clever } = await started(t);
  for (const [option, taken] of [["--port", app], ["--clever-port", clever], ["--api-port", clever]]) {
    const { port } = new URL(taken);
    assert.match(await refused("emulator", ...ANY, option, port), new RegExp(`^1 clever-wasm: port ${port} is taken by another program: ${option} takes another`));
  }
  const other = await occupied(t, "::1").catch((error) => assert.equal(error.code, "EADDRNOTAVAIL"));
  if (!other) return; // a machine without IPv6: nobody can be there
  const { port } = other.address();
  assert.match(await refused("emulator", ...ANY, "--port", port), /^1 clever-wasm: port \d+ is taken by another program/);
});

test("other ports than the usual ones are said, and where it is then", async (t) => {
  let free, taken;
  while (free === undefined) {
    taken = (await occupied(t)).address().port;
    const probe = await occupied(t, "127.0.0.1", taken - 1).catch(() => undefined);
    if (probe) await new Promise((closed) => probe.close(closed));
    free = probe && taken - 1;
  }
  const { line, said } = await running(t, "--port", String(free), "--users", "50", "--json");
  const { app, clever } = JSON.parse(line);
  assert.equal(app, `http://localhost:${free}`);
  const { port } = new URL(clever);
  assert.notEqual(Number(port), taken);
  assert.deepEqual(await said, [`clever-wasm: port ${taken} is taken, so Clever is at port ${port}`]);
});

test("where something else serves the app, its port is left to that, whoever starts first", async (t) => {
  const other = await occupied(t);
  const { port } = other.address();
  const uri = `http://localhost:${port}/callback`;
  const { line, said } = await running(t, "--redirect-uri", uri, "--clever-port", "0", "--api-port", "0", "--users", "50", "--json", "--verbose");
  const { app, clever, redirectUri } = JSON.parse(line);
  assert.deepEqual([app, redirectUri], [`http://localhost:${port}`, uri]);
  await fetch(`${clever}/in/cedar-ridge`);
  assert.deepEqual(await said, ["clever GET /in/cedar-ridge -> 200"], "no word of a port that it has no use for");

  // Clever's usual port may be the app's.
  const usual = await running(t, "--redirect-uri", "http://localhost:8081/", "--users", "50", "--json");
  const ports = ["clever", "api"].map((origin) => new URL(JSON.parse(usual.line)[origin]).port);
  assert.ok(!ports.includes("8081"), ports.join());
  assert.match((await usual.said)[0], /^clever-wasm: port 8081 is your app's, so Clever is at port \d+$/);
});

test("whoever opens the app at another name of this machine is led to the registered one", async (t) => {
  const { app } = await started(t);
  const { port } = new URL(app);
  for (const host of ["127.0.0.1", "app.localhost"]) {
    const { statusCode, headers } = await new Promise((resolve, reject) =>
      request({ port, host: "127.0.0.1", path: "/a?b=c", headers: { host: `${host}:${port}` } }, (answer) => (answer.resume(), resolve(answer))).on("error", reject).end());
    assert.deepEqual([statusCode, headers.location], [307, `${app}/a?b=c`]);
  }
  assert.deepEqual(await redirected(`${app}/emulator.json`), [200, null]);
  // Registered at that name, it is served at that name.
  const folder = mkdtempSync(join(tmpdir(), "clever-app-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "index.html"), "<p>page");
  const probe = await occupied(t);
  const own = probe.address().port;
  await new Promise((closed) => probe.close(closed));
  await started(t, "--app", folder, "--port", String(own), "--redirect-uri", `http://127.0.0.1:${own}/callback`);
  assert.deepEqual(await redirected(`http://127.0.0.1:${own}/callback`), [200, null]);
  assert.deepEqual(await redirected(`http://localhost:${own}/callback`), [200, null]);
});
