// An option that is `undefined` is an option that was left out: for every one that the declarations have.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { createClever } from "../../pkg/dist/index.js";
import { createEmulator } from "../../pkg/dist/emulator.js";
import { attachmentFor } from "../../pkg/dist/lms.js";
import { matchRecords } from "../../pkg/dist/match.js";
import { createServerClever, exchangeCode, listTokens } from "../../pkg/dist/server.js";
import { CALLBACK, client, json, page, signedIn, user } from "./clever.mjs";

const declared = (name) => readFileSync(new URL(`../../pkg/dist/${name}.d.ts`, import.meta.url), "utf8");

/** The optional members of an interface, each as `undefined`. */
function unset(file, name, most = 1) {
  const body = new RegExp(`^export interface ${name}\\b[^{]*\\{\\n(.*?)^\\}`, "ms").exec(declared(file))?.[1];
  const names = [...(body ?? "").matchAll(/^  (\w+)\??: /gm)].map(([, member]) => member);
  assert.ok(names.length >= most, `${name}: ${names}`);
  return Object.fromEntries(names.map((member) => [member, undefined]));
}
const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

test("a client's options", async () => {
  const needed = { clientId: "absent", redirectUri: CALLBACK };
  const given = { ...unset("index", "CleverOptions", 18), ...needed };
  assert.deepEqual(createClever(given).diagnose(), createClever(needed).diagnose());
  const retries = { ...needed, retry: { attempts: undefined, maxDelayMs: undefined } };
  assert.deepEqual(createClever(retries).diagnose(), createClever(needed).diagnose());
  const address = (clever, options) => new URL(clever.loginUrl(options)).search.replace(/state=[\w-]+/, "state=");
  assert.equal(address(createClever(given), unset("index", "LoginOptions", 4)), address(createClever(needed)));
});

test("a login's options come back as null", async () => {
  const { clever } = client(() => json({}));
  const state = new URL(clever.loginUrl(unset("index", "LoginOptions", 4))).searchParams.get("state");
  const result = await clever.handleRedirect(`${CALLBACK}#access_token=ilA&token_type=bearer&state=${state}`);
  assert.deepEqual([result.returnTo, result.appState], [null, null]);
});

test("every list's query, and every call's options", async () => {
  const operations = [...declared("operations").matchAll(/^  (\w+)\((.*)\): (?:List|Promise)</gm)];
  assert.equal(operations.length, 55);
  const queries = unset("operations", "PageQuery", 3);
  const { clever, requests } = await signedIn(() => json({ message: "no" }, 404), { retry: false });
  const options = unset("index", "RequestOptions", 3);
  for (const [, name, parameters] of operations) {
    const words = parameters.split(", ").filter((parameter) => !parameter.startsWith("options"));
    const [, query] = /query\?: (\w+)/.exec(parameters) ?? [];
    const paths = words.filter((word) => word.endsWith(": string")).map(() => "an-id");
    const body = words.some((word) => word.startsWith("body:")) ? [{ title: "x" }] : [];
    const members = !query || query === "NoQuery" ? {} : { ...(query !== "SubmissionsQuery" && queries), ...unset("operations", query) };
    const ask = (...more) => Promise.resolve(clever[name](...paths, ...body, ...more)).then(assert.fail, (error) => error.code);
    assert.equal(await ask(...(query ? [members] : []), options), await ask(), name);
    const [asked, plain] = requests.splice(0);
    assert.deepEqual([asked.url, asked.init.method, asked.init.body], [plain.url, plain.init.method, plain.init.body], name);
    assert.equal(new URL(asked.url).search, "", name);
  }
});

test("what else a client's methods take", async () => {
  const { clever, requests } = await signedIn(() => page([user("a"), user("b")]));
  assert.equal((await clever.getUsers(undefined, undefined).all({ max: undefined, onProgress: undefined })).length, 2);
  await clever.request("GET", "/v3.1/users", { query: { limit: undefined }, body: undefined, signal: undefined, timeoutMs: undefined });
  await clever.request("GET", "/v3.1/users", { query: undefined });
  assert.deepEqual(requests.slice(1).map(({ url, init }) => [new URL(url).search, init.body]), [["", undefined], ["", undefined]]);
});

test("the emulator's options, faults, people and requests", async () => {
  const needed = { district: { users: 50, seed: undefined } };
  const behaviour = unset("emulator", "Behaviour", 24);
  const origins = { app: undefined, clever: undefined, api: undefined };
  const given = createEmulator({ ...unset("emulator", "EmulatorOptions", 9), ...behaviour, ...needed, origins });
  const plain = createEmulator({ district: { users: 50 } });
  assert.deepEqual(given.behaviour, plain.behaviour);
  assert.deepEqual(without(given.options, "fetch"), without(plain.options, "fetch"));

  const emulator = createEmulator({
    district: { users: 50 },
    clients: [{ ...unset("emulator", "EmulatorClient", 4), clientId: "own" }],
    personas: [{ ...unset("emulator", "OwnPersona", 7), key: "teacher" }],
    faults: [{ ...unset("emulator", "Fault", 6), path: "/v3.1/me", effects: [{ kind: "status", status: 503, body: undefined, contentType: undefined, retryAfter: undefined, cors: undefined }] }],
  });
  emulator.behave({ ...unset("emulator", "EmulatorOptions"), ...behaviour, clients: [{ clientId: "own" }], district: { users: 50 } });
  const token = emulator.mint("teacher", { kind: undefined, clientId: undefined });
  const me = () => emulator.handle({ ...unset("emulator", "HandledRequest", 4), url: `${emulator.origins.api}/v3.1/me`, headers: { authorization: `Bearer ${token}`, origin: undefined } });
  assert.deepEqual([me().status, me().status], [503, 200]);
  assert.equal(emulator.journal({ since: undefined, preflights: undefined }).length, 2);
  assert.equal(emulator.records.list("users", { role: undefined, skip: undefined, limit: undefined }).length, emulator.records.list("users").length);
  const launched = [emulator.launchFromPortal("teacher", { clientId: undefined }), emulator.launchFromInstantLogin("teacher", { clientId: undefined })];
  for (const address of launched) assert.ok(new URL(address).searchParams.has("code"));
  const clever = createClever({ ...emulator.options, retry: false });
  assert.ok((await emulator.signIn(clever, "teacher", unset("index", "LoginOptions"))).session);
});

test("matching's options, and its fields", async () => {
  const given = { ...unset("match", "RunOptions", 3), ...unset("match", "MatchOptions", 10), worker: false };
  const report = (options) => matchRecords("student", "key,mail\n1,a@x.org", [{ ...user("a"), email: "a@x.org" }], options);
  const fields = { id: "key", email: "mail", sis_id: undefined };
  const { matches } = await report({ ...given, fields });
  assert.deepEqual(Array.from(matches, ({ localId, id }) => [localId, id]), [["1", "a"]]);
  assert.equal((await report({ worker: false, fields })).toCsv({ choices: undefined }), (await report({ worker: false, fields })).toCsv());
});

test("the server's options, and an attachment's", async () => {
  const asked = [];
  const fetch = async (url) => (asked.push(String(url)), json(asked.length === 1 ? { access_token: "ilA", token_type: "bearer" } : { data: [] }));
  const needed = { clientId: "a", clientSecret: "b", fetch };
  const rest = unset("server", "TokenRequest", 5);
  await exchangeCode({ ...rest, ...needed, code: "c", redirectUri: CALLBACK });
  await listTokens({ ...rest, ...unset("server", "TokenListing", 2), ...needed });
  await createServerClever({ ...unset("index", "CleverOptions"), token: "ilA", fetch }).getSchools({ limit: undefined });
  assert.deepEqual(asked, ["https://clever.com/oauth/tokens", "https://clever.com/oauth/tokens?owner_type=district", "https://api.clever.com/v3.1/schools"]);
  const url = "https://a.example/";
  assert.deepEqual(attachmentFor("canvas", { ...unset("lms", "AttachmentSource", 3), url }), attachmentFor("canvas", { url }));
});
