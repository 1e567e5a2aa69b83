// clever-wasm/server against the emulator's server, over HTTP: both module systems, and the workerd entry's own loading.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { CLIENT_ID, startEmulator } from "../e2e/emulator.mjs";
import * as module from "../../pkg/dist/server.js";

const dist = new URL("../../pkg/dist/", import.meta.url);
const twin = createRequire(import.meta.url)(fileURLToPath(new URL("server.cjs", dist)));

let clever;
let asked; // what every call of the token endpoint is given
before(async () => {
  clever = await startEmulator({ app: fileURLToPath(new URL("../../www", import.meta.url)), mounts: {} });
  asked = { clientId: CLIENT_ID, clientSecret: await clever.secret(), tokensUrl: `${clever.clever}/oauth/tokens` };
});
after(() => clever.stop());

const redirectUri = () => `${clever.app}/`;
/** What a portal tile leads to: a code in the query, no state. */
async function launch(persona) {
  const target = `/oauth/authorize?${new URLSearchParams({ channel: "clever-portal", client_id: CLIENT_ID, redirect_uri: redirectUri(), response_type: "code" })}`;
  const response = await fetch(`${clever.clever}/login`, { method: "POST", redirect: "manual", body: new URLSearchParams({ persona, continue: target }) });
  const landed = new URL(response.headers.get("location"));
  assert.equal(landed.searchParams.get("state"), null);
  return landed.searchParams.get("code");
}
const refusal = (promise) => promise.then(() => assert.fail("did not fail"), (error) => error);
const districtToken = () => clever.token("district_admin", { kind: "district" });

for (const [kind, { createServerClever, exchangeCode, isCleverError }] of [["ES module", module], ["CommonJS", twin]]) {
  test(`${kind}: a launch's code becomes that person's client, once`, async () => {
    const code = await launch("teacher");
    const granted = await exchangeCode({ ...asked, code, redirectUri: redirectUri() });
    const { currentUser, getDistrict, me } = createServerClever({ token: granted.accessToken(), apiUrl: clever.api });
    const { user } = await clever.person("teacher");
    assert.deepEqual(await currentUser(), user);
    assert.equal((await getDistrict((await me()).district)).id, user.district);
    const again = await refusal(exchangeCode({ ...asked, code, redirectUri: redirectUri() }));
    assert.ok(isCleverError(again, "oauth_error"), again);
    assert.deepEqual([again.oauthError, again.status], ["invalid_grant", 400]);
  });
}

const { createServerClever, exchangeCode, listTokens } = module;

test("a code is refused for another redirectUri, once it is old, and with another secret", async () => {
  const attempts = [
    [{ redirectUri: `${redirectUri()}callback` }, "invalid_grant"],
    [{ clientSecret: "wrong" }, "invalid_client"],
    [{ code: "nobody's" }, "invalid_grant"],
  ];
  for (const [change, oauthError] of attempts) {
    const error = await refusal(exchangeCode({ ...asked, code: await launch("student"), redirectUri: redirectUri(), ...change }));
    assert.deepEqual([error.code, error.oauthError], ["oauth_error", oauthError]);
  }
  const code = await launch("student");
  await clever.clock(61_000);
  const error = await refusal(exchangeCode({ ...asked, code, redirectUri: redirectUri() }));
  await clever.clock(0);
  assert.equal(error.oauthError, "invalid_grant");
});

test("a server's districts are listed with tokens that work", async () => {
  const given = await districtToken();
  const tokens = await listTokens(asked);
  assert.ok(tokens.some((token) => token.accessToken() === given));
  for (const { owner, scopes } of tokens) assert.deepEqual([owner.type, scopes.includes("read:students")], ["district", true]);
  const client = createServerClever({ token: tokens[0].accessToken(), apiUrl: clever.api });
  const [district] = await client.getDistricts().all();
  assert.equal(district.id, tokens[0].owner.id);
  assert.equal((await listTokens({ ...asked, district: district.id })).length, tokens.length);
  assert.deepEqual(await listTokens({ ...asked, district: "0".repeat(24) }), []);
  assert.equal((await refusal(listTokens({ ...asked, clientSecret: "wrong" }))).oauthError, "invalid_client");
});

test("a district's token reads the roster, events, attendance and LMS Connect, and writes", async () => {
  const client = createServerClever({ token: await districtToken(), apiUrl: clever.api });
  const sections = await client.getSections({ limit: 100 }).all({ max: 300 });
  assert.ok(sections.length >= 100);
  const count = await client.getUsers({ role: "student" }).count();
  let seen = 0;
  for await (const { roles } of client.getUsers({ role: "student", limit: 500 }, { fields: ["roles"] })) seen += roles.student ? 1 : 0;
  assert.ok(count > 500 && seen === count, `${seen} of ${count}`);
  const [{ id: school }] = await client.getSchools().all();
  assert.ok((await client.listAttendanceForSchool(school, { limit: 5 })).data.length > 0);
  assert.ok((await client.getEvents({ limit: 5 })).data.length > 0);
  const assignment = await client.createAssignmentForSection(sections[0].id, {
    title: "Server", description: "Made by a server", due_date: new Date(Date.now() + 86_400_000).toISOString(),
  });
  assert.equal((await client.getAssignmentForSection(sections[0].id, assignment.id)).title, "Server");
  assert.equal(await client.deleteAssignmentForSection(sections[0].id, assignment.id), undefined);
  assert.equal((await client.me()).type, "district");
  client.close();
});

test("a person's token reaches what is theirs, and a token that ends says so", async () => {
  const token = await clever.token("library_teacher");
  const client = createServerClever({ token, apiUrl: clever.api });
  const { id } = await client.me();
  assert.ok((await client.getSectionsForUser(id).all()).length > 0);
  const beyond = await refusal(client.getEvents().all());
  assert.equal(beyond.code, "not_found");
  assert.match(beyond.hint, /^token_reach/);
  await clever.revoke("library_teacher");
  const ended = await refusal(client.me());
  assert.deepEqual([ended.code, ended.status], ["unauthorized", 401]);
});

test("faults are retried where nothing is written, and only there", async () => {
  const client = createServerClever({ token: await districtToken(), apiUrl: clever.api, retry: { attempts: 3, maxDelayMs: 1 } });
  await clever.faultOnce("/v3.1/me", { kind: "status", status: 503 });
  assert.equal((await client.me()).type, "district");
  const code = await launch("teacher");
  await clever.faultOnce("/oauth/tokens", { kind: "status", status: 503 });
  const error = await refusal(exchangeCode({ ...asked, code, redirectUri: redirectUri() }));
  // A code works once: whoever repeats what is retryable must not repeat this.
  assert.deepEqual([error.code, error.retryable], ["server_error", false]);
  await clever.clearFaults();
});

test("the workerd entry imports its module, and compiles nothing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "clever-workerd-"));
  const { Module } = WebAssembly;
  try {
    // Node imports no .wasm: a script that has it compiled stands for it.
    globalThis[Symbol.for("compiled")] = new Module(await readFile(new URL("clever_wasm_bg.wasm", dist)));
    await writeFile(join(folder, "compiled.mjs"), 'export default globalThis[Symbol.for("compiled")];');
    const text = await readFile(new URL("server-workerd.js", dist), "utf8");
    const [before, after, ...more] = text.split('"./clever_wasm_bg.wasm"');
    assert.ok(after !== undefined && more.length === 0);
    await writeFile(join(folder, "worker.mjs"), `${before}"./compiled.mjs"${after}`);
    const worker = await import(pathToFileURL(join(folder, "worker.mjs")).href);
    const forbid = () => {
      throw new Error("workerd forbids that");
    };
    WebAssembly.Module = new Proxy(Module, { construct: forbid });
    assert.equal((await worker.createServerClever({ token: await districtToken(), apiUrl: clever.api }).me()).type, "district");
  } finally {
    WebAssembly.Module = Module;
    await rm(folder, { recursive: true });
  }
});
