// clever-wasm/emulator with the client itself: what people test their applications with.
import assert from "node:assert/strict";
import test from "node:test";
import { createEmulator } from "../../pkg/dist/emulator.js";
import { client, rejects, small, thrown } from "./emulated.mjs";

test("where Node's own globals are hidden, as in Jest's stock jsdom, it says which, and what to do", () => {
  const hidden = ["TextEncoder", "TextDecoder", "fetch", "Headers", "Request", "Response"];
  const kept = hidden.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  try {
    for (const name of hidden) delete globalThis[name];
    assert.throws(() => createEmulator({ district: small }), thrown("unsupported_environment", /no TextEncoder, no TextDecoder, no Headers, no Response here.*jest-fixed-jsdom/));
    for (const [name, descriptor] of kept) if (name !== "Response") Object.defineProperty(globalThis, name, descriptor);
    assert.throws(() => createEmulator({ district: small }), thrown("unsupported_environment", /there is no Response here/));
  } finally {
    for (const [name, descriptor] of kept) Object.defineProperty(globalThis, name, descriptor);
  }
  assert.ok(createEmulator({ district: small }));
});

test("options that cannot be used are named as they were written", () => {
  for (const [options, message] of [
    [{ tokenLifetimeSeconds: 5 }, /unknown field `tokenLifetimeSeconds`.*`tokenLifetimeSecs`/],
    [{ district: { size: 5 } }, /no `size`/],
    [{ district: { users: -1 } }, /^users: invalid value: integer `-1`, expected a whole number$/],
    [{ clientId: "größe", rateLimitPerMinute: "many" }, /^rateLimitPerMinute: invalid type: string "many"/],
    [{ portalLaunch: "never" }, /^portalLaunch: unknown variant `never`, expected `code` or `token`$/],
    [{ personas: [{ key: "x" }] }, /`role` is missing/],
    [{ clientId: "a", clients: [] }, /either/],
    [{ now: "yesterday" }, /ISO 8601/],
    [{ origins: { clever: "nowhere" } }, /URL/i],
    [{ redirectUri: "nowhere" }, /^the redirect URI "nowhere" is not absolute: give all of it/],
    [{ redirectUri: [] }, /redirectUri is an empty list/],
    [{ clients: [{ clientId: "a", redirectUris: ["app://callback"] }] }, /^the redirect URI "app:\/\/callback" is neither https nor http/],
    [{ origins: { app: "http://app.example" } }, /^`origins.app`: the redirect URI "http:\/\/app.example\/" is http to another machine/],
    [{ faults: [{ effects: [{ kind: "explode" }] }] }, /explode/],
  ]) {
    assert.throws(() => createEmulator(options), thrown("invalid_option", message), JSON.stringify(options));
  }
});

test("the same options make the same district; another seed makes another", () => {
  const names = (options) => createEmulator(options).records.list("users", { limit: 20 });
  assert.deepEqual(names({ district: small }), names({ district: small }));
  assert.notDeepEqual(names({ district: small })[9], names({ district: { ...small, seed: 2 } })[9]);
  const huge = createEmulator({ district: { users: 1_000_000 } });
  assert.equal(huge.records.list("users", { skip: 999_999 }).length, 1);
});

test("personas of one's own, with records and token as the test wants them", async () => {
  const emulator = createEmulator({
    district: small,
    personas: [
      { key: "ada", role: "teacher", tokenKind: "library", members: { name: { first: "Ada", last: "Lovelace" } } },
      { key: "student", members: { email: "kid@school.example" } },
    ],
  });
  const clever = client(emulator);
  await emulator.signIn(clever, "ada");
  const me = await clever.currentUser();
  assert.deepEqual([me.name.first, me.name.last], ["Ada", "Lovelace"]);
  assert.ok((await clever.getSectionsForUser(me.id)).data.length > 0);
  await emulator.signIn(clever, "student");
  assert.equal((await clever.currentUser()).email, "kid@school.example");
  assert.deepEqual(emulator.personas.at(-1), { key: "ada", label: "ada", description: "", role: "teacher", tokenKind: "library", userId: me.id });
});

test("records: what is written is read, listed, related and told of by events", async () => {
  const emulator = createEmulator({ district: small });
  const { records } = emulator;
  const { userId: teacher } = emulator.persona("library_teacher");
  const { userId: student } = emulator.persona("student");
  const section = records.create("sections", { name: "Stars", students: [student], teacher, teachers: [teacher] });
  assert.match(section.id, /^[0-9a-f]{24}$/);
  assert.deepEqual(records.get("sections", section.id), section);
  assert.equal(records.update("users", student, { roles: { student: { grade: "12" } } }).roles.student.grade, "12");
  const clever = client(emulator);
  await emulator.signIn(clever, "library_teacher");
  const names = (await clever.getSectionsForUser(teacher).all()).map(({ name }) => name);
  assert.ok(names.includes("Stars"));
  const [kid] = await clever.getUsersForSection(section.id, { role: "student" }).all();
  assert.equal(kid.roles.student.grade, "12");
  await emulator.signIn(clever, "explorer");
  const last = (await clever.getEvents().all()).slice(-2).map(({ type }) => type);
  assert.deepEqual(last, ["sections.created", "users.updated"]);
  records.delete("sections", section.id);
  await rejects(clever.getSection(section.id), "not_found");
  assert.throws(() => records.get("sections", section.id), thrown("unknown_record", /no record/));
  assert.throws(() => records.list("pupils"), thrown("unknown_record", /no such collection/));
  assert.throws(() => records.update("users", "x", {}), thrown("invalid_write", /no record/));
  assert.throws(() => records.create("users", { id: "x" }), thrown("invalid_write", /`id`/));
  assert.equal(records.update("districts", emulator.districtId, { name: "Elsewhere" }).name, "Elsewhere");
  assert.ok(records.list("users", { role: "staff" }).every((user) => user.roles.staff));
});

test("values in a message are spelled as they are to be given", () => {
  assert.throws(() => createEmulator({ lmsType: "teams" }), thrown("invalid_option", /`google_classroom`/));
  assert.throws(() => createEmulator().faults.once("/", { kind: "zap" }), thrown("invalid_option", /`shuffle_keys`/));
});

test("a district of too few or too many people, and a client without an id, are refused", () => {
  for (const users of [0, 9, 1_000_001]) {
    assert.throws(() => createEmulator({ district: { users } }), thrown("invalid_option", /`users` is 10 to 1000000/));
  }
  const emulator = createEmulator({ district: { users: 10 } });
  assert.throws(() => emulator.behave({ district: { users: 5 } }), thrown("invalid_option", /`users`/));
  assert.throws(() => createEmulator({ clientId: "" }), thrown("invalid_option", /`clientId` is empty/));
});

test("the clock is the test's", async () => {
  const emulator = createEmulator({ district: small, now: "2026-01-05T08:00:00Z" });
  const { clock, options } = emulator;
  assert.equal(clock.now(), Date.parse("2026-01-05T08:00:00Z"));
  const clever = client(emulator);
  await emulator.signIn(clever, "explorer");
  const made = emulator.records.create("schools", { name: "New" });
  assert.equal(made.created, "2026-01-05T08:00:00.000Z");
  clock.advance(86_400_000);
  await rejects(clever.me(), "unauthorized");
  assert.equal(clever.session, null);
  clock.set(new Date(0));
  assert.equal(clock.now(), 0);
  clock.follow();
  assert.ok(Math.abs(clock.now() - Date.now()) < 1000);
  clock.advance(5000);
  assert.ok(Math.abs(clock.now() - Date.now() - 5000) < 1000);
  assert.throws(() => clock.advance("1"), thrown("invalid_option", /milliseconds/));
  assert.ok(options.clientId);
});

test("reset makes it new, save and restore take it elsewhere", async () => {
  const make = () => createEmulator({ district: small, now: 1e12, faults: [{ path: "/v3.1/schools", count: null, effects: [{ kind: "html" }] }] });
  const emulator = make();
  const { userId } = emulator.persona("student");
  const first = emulator.records.get("users", userId).name.first;
  emulator.records.update("users", userId, { name: { first: "Other" } });
  emulator.register({ clientId: "second", redirectUris: ["https://second.example/"], implicitEnabled: false });
  emulator.clock.advance(5);
  emulator.faults.clear();
  const token = emulator.mint("explorer");
  const saved = emulator.save();
  assert.ok(!saved.includes(token));
  const me = async (which) => (await which.fetch(`${which.options.apiUrl}/v3.1/me`, { headers: { authorization: `Bearer ${token}` } })).status;

  const next = make();
  next.restore(saved);
  assert.equal(next.records.get("users", userId).name.first, "Other");
  assert.equal(next.clock.now(), 1e12 + 5);
  assert.deepEqual(next.faults.waiting(), []);
  assert.equal(await me(next), 200);
  assert.equal(new URL(next.launchFromPortal("teacher", { clientId: "second" })).host, "second.example");
  assert.throws(() => next.restore("{}"), thrown("invalid_option", /save\(\)/));

  emulator.reset();
  assert.equal(emulator.records.get("users", userId).name.first, first);
  assert.equal(emulator.clock.now(), 1e12);
  assert.equal(emulator.faults.waiting().length, 1);
  assert.deepEqual(emulator.journal(), []);
  assert.equal(await me(emulator), 401);
  assert.throws(() => emulator.launchFromPortal("teacher", { clientId: "second" }), thrown("invalid_option", /registered/));
});

test("importing starts nothing", async () => {
  const { execFileSync } = await import("node:child_process");
  const entry = new URL("../../pkg/dist/emulator.js", import.meta.url).href;
  const guard = ["WebAssembly", "fetch", "setTimeout", "queueMicrotask", "crypto"]
    .map((name) => `Object.defineProperty(globalThis, "${name}", { get() { throw new Error("${name} was used"); } });`).join("");
  execFileSync(process.execPath, ["--input-type=module", "--eval", `${guard} await import("${entry}");`], { stdio: "pipe" });
});
