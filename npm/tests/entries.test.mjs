// What the built package's entries do before and around the driver. `cargo xtask build` makes what is tested here.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const dist = new URL("../../pkg/dist/", import.meta.url);
const text = (name) => readFileSync(new URL(name, dist), "utf8");
const options = { clientId: "test", redirectUri: "https://app.example/callback" };
let copies = 0;

/** A copy of its own of an entry: what one test does to it, no other sees. */
const fresh = (name) => import(`${new URL(name, dist).href}?copy=${(copies += 1)}`);
const module = (name = "clever_wasm_bg.wasm") => readFileSync(new URL(name, dist));
const answer = (body, type, status = 200) => new Response(body, { status, headers: type ? { "content-type": type } : {} });
const refusedWith = (pattern) => (error) => {
  assert.equal(error.name, "CleverError");
  assert.equal(error.code, "wasm_unavailable");
  assert.match(error.hint, pattern);
  return true;
};

test("importing starts nothing: no WebAssembly, no network, no storage, no listener", () => {
  const guard = `
    const forbidden = ["WebAssembly", "fetch", "localStorage", "sessionStorage", "BroadcastChannel", "addEventListener",
      "setTimeout", "setInterval", "queueMicrotask", "crypto"];
    for (const name of forbidden) Object.defineProperty(globalThis, name, { get() { throw new Error(name + " was used"); } });
  `;
  for (const name of ["index.js", "auth.js", "slim.js", "auth-slim.js", "server.js", "match.js"]) {
    const script = `${guard} await import(${JSON.stringify(new URL(name, dist).href)});`;
    execFileSync(process.execPath, ["--input-type=module", "--eval", script], { stdio: "pipe" });
  }
  for (const name of ["index.cjs", "auth.cjs", "slim.cjs", "auth-slim.cjs", "server.cjs", "match.cjs"]) {
    const script = `${guard} require(${JSON.stringify(fileURLToPath(new URL(name, dist)))});`;
    execFileSync(process.execPath, ["--input-type=commonjs", "--eval", script], { stdio: "pipe" });
  }
});

test("no entry evaluates text or awaits at its top level", () => {
  for (const name of readdirSync(dist).filter((name) => /\.c?js$/.test(name))) {
    assert.doesNotMatch(text(name), /\beval\(|new Function\b/, name);
    // A worker has an address; nothing else of the package needs one.
    if (name !== "match.js") assert.doesNotMatch(text(name), /import\.meta/, name);
    if (name.endsWith(".cjs")) assert.doesNotMatch(text(name), /^import\b/m, name);
  }
});

test("the inlined module makes a client in the same task", async () => {
  for (const name of ["index.js", "auth.js"]) {
    const { createClever } = await fresh(name);
    assert.equal(createClever(options).session, null);
  }
});

test("a script read in another encoding says so", async () => {
  const folder = mkdtempSync(join(tmpdir(), "clever-garbled-"));
  try {
    const file = join(folder, "index.mjs");
    // What a browser makes of UTF-8 that it takes for Latin-1.
    writeFileSync(file, Buffer.from(readFileSync(new URL("index.js", dist)).toString("latin1"), "utf8"));
    const { createClever } = await import(pathToFileURL(file).href);
    assert.throws(() => createClever(options), refusedWith(/UTF-8/));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("slim: a client before init is refused", async () => {
  const { createClever } = await fresh("slim.js");
  assert.throws(() => createClever(options), refusedWith(/await init\(source\) first/));
});

const sources = {
  "a Buffer": () => module(),
  "an ArrayBuffer": () => new Uint8Array(module()).buffer,
  "a DataView inside a larger buffer": () => {
    const bytes = module();
    const larger = new Uint8Array(bytes.length + 16).fill(1);
    larger.set(bytes, 8);
    return new DataView(larger.buffer, 8, bytes.length);
  },
  "a Module": () => new WebAssembly.Module(module()),
  "a Response": () => answer(module(), "application/wasm"),
  "a Response of another type": () => answer(module(), "application/octet-stream"),
  "a Response without a type": () => answer(module(), null),
};
for (const [what, source] of Object.entries(sources)) {
  test(`slim: starts from ${what}`, async () => {
    const { createClever, init } = await fresh("slim.js");
    assert.equal(await init(source()), undefined);
    assert.equal(createClever(options).session, null);
  });
}

test("slim: fetches an address, once for concurrent calls", async (t) => {
  const { createClever, init } = await fresh("auth-slim.js");
  const asked = [];
  t.mock.method(globalThis, "fetch", async (url) => {
    asked.push(String(url));
    return answer(module("clever_wasm_auth_bg.wasm"), "application/wasm");
  });
  const address = "https://app.example/clever_wasm_auth_bg.wasm";
  await Promise.all([init(new URL(address)), init(address)]);
  await init(address);
  assert.deepEqual(asked, [address]);
  assert.equal(createClever(options).session, null);
});

test("slim: what is not the module is refused with a reason, and can be put right", async () => {
  const { createClever, init } = await fresh("slim.js");
  await assert.rejects(init(answer("<!doctype html>", "text/html")), refusedWith(/text\/html.*not a WebAssembly module/));
  await assert.rejects(init(answer("", "application/wasm", 404)), refusedWith(/answered 404/));
  await assert.rejects(init(new Uint8Array()), refusedWith(/not a WebAssembly module/));
  await assert.rejects(init(answer(module().subarray(0, 100), "application/wasm")), { code: "wasm_unavailable" });
  await init(module());
  assert.equal(createClever(options).session, null);
});

test("the manifest's files are there, and browsers get the ES module", () => {
  const { exports, ...manifest } = JSON.parse(readFileSync(new URL("../package.json", dist), "utf8"));
  assert.equal(exports["."].import.default, "./dist/index.js");
  assert.equal(Object.keys(exports["."])[0], "workerd");
  assert.deepEqual([manifest.sideEffects, manifest.dependencies, manifest.scripts], [false, undefined, undefined]);
});

test("clever-wasm/auth: an answer that broke off is the network's, in the error and in what onRequest is told", async () => {
  const { createEmulator } = await fresh("emulator.js");
  const { createClever } = await fresh("auth.js");
  const emulator = createEmulator({ district: { users: 10 } });
  const told = [];
  const clever = createClever({ ...emulator.options, onRequest: (event) => told.push(event) });
  try {
    await emulator.signIn(clever, "teacher");
    emulator.faults.once("/v3.1/me", { kind: "truncate", at: 20 });
    await assert.rejects(clever.me(), { code: "network", retryable: true });
    assert.equal(told.at(-1).code, "network");
    assert.equal((await clever.me()).id, emulator.persona("teacher").userId);
  } finally {
    clever.close();
  }
});
