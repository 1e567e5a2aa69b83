// Every operation against the emulator, through the public API: a success, its errors and, for lists, all of its pages.
// What is called comes from the table of operations: a new one is tested, or fails here.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { createEmulator } from "../../pkg/dist/emulator.js";
import { createClever } from "../../pkg/dist/index.js";
import { failure } from "./clever.mjs";

/** The facts that the demo's forms are made of; tests/docs compares them with the table in src/endpoints. */
const operations = JSON.parse(await readFile(new URL("../../www/explorer/operations.json", import.meta.url), "utf8"));
const NOBODY = "ffffffffffffffffffffffff";
const WHOLE = { title: "Fractions", description: "Halves", due_date: "2026-10-01T00:00:00Z" };
const BODIES = { createAssignmentForSection: WHOLE, updateAssignmentForSection: { title: "Quarters" }, updateSubmissionForAssignment: { grade: "9" } };
/** Lists of one record wherever they are asked for: the emulator has one resource for each. */
const SINGLE = new Set(["getDistricts", "getResourcesForCourse", "getResourcesForSection", "getResourcesForUser"]);

async function explorer() {
  const emulator = createEmulator({ district: { users: 600 }, rateLimitPerMinute: 1_000_000, resources: "published", resourcesCors: true, unrecordedCors: true, now: "2026-09-01" });
  const issues = [];
  const clever = createClever({ ...emulator.options, retry: false, onInvalid: (issue) => issues.push(issue) });
  await emulator.signIn(clever, "explorer");
  return { emulator, clever, issues };
}

const { emulator, clever, issues } = await explorer();
/** Another Clever, where tokens end. */
const ended = await explorer();
test.after(() => (clever.close(), ended.clever.close()));

/** The records of each collection that an id in a path can be of. */
const ids = {};
for (const collection of ["users", "schools", "sections", "courses", "terms", "resources", "districts"]) {
  ids[collection] = emulator.records.list(collection).map(({ id }) => id);
}
for (let times = 0; times < 3; times++) emulator.records.update("sections", ids.sections[0], { name: `Period ${times}` });
ids.events = (await clever.getEvents().all()).map(({ id }) => id);
/** A section with pupils, and its work. */
const section = emulator.records.list("sections").find(({ students }) => students.length > 2);
const assignment = await clever.createAssignmentForSection(section.id, WHOLE);

const takes = ({ query }, name) => query.some((parameter) => parameter.name === name);

/** Attendance is kept for every day: one is enough. */
const [{ attendance_date: date }] = (await clever.listAttendanceForSchool(section.school, { limit: 1 })).data;
const day = (operation) => (takes(operation, "date_range_start") ? { date_range_start: date, date_range_end: date } : {});

/** What an operation can be asked about, one list of arguments after another. */
function* asked({ path, parameters }) {
  if (parameters.length === 0) return yield [];
  const own = { section_id: section.id, assignment_id: assignment.id, user_id: section.students[0], school_id: section.school };
  if (parameters[0] in own) yield parameters.map((name) => own[name]);
  else for (const id of ids[path.split("/")[1]]) yield [id];
}
const numbered = (records) => records.map((record) => record.id ?? record);
const body = (name) => (name in BODIES ? [BODIES[name]] : []);

test("the table of operations and the client have the same", () => {
  assert.equal(operations.length, 55); // 53, me and userinfo
  const ours = new Set(["login", "loginUrl", "loginWithPopup", "handleRedirect", "logout", "on", "close", "diagnose", "request", "currentUser"]);
  const methods = Object.keys(clever).filter((name) => typeof clever[name] === "function" && !ours.has(name));
  assert.deepEqual(methods.sort(), operations.map(({ name }) => name).sort());
});

for (const operation of operations.filter(({ isList }) => isList)) {
  test(`${operation.name}: all of it, page by page and at once`, async () => {
    let [most, about] = [[], []];
    for (const given of asked(operation)) {
      const found = await clever[operation.name](...given, day(operation)).all();
      if (found.length > most.length) [most, about] = [found, given];
      if (most.length > 2) break;
    }
    assert.ok(most.length > (SINGLE.has(operation.name) ? 0 : 1), `${most.length} records`);
    const walked = [];
    for await (const record of clever[operation.name](...about, day(operation))) walked.push(record);
    assert.deepEqual(walked, most);
    if (takes(operation, "limit")) {
      const limit = most.length > 2 ? 2 : 1;
      const sizes = [];
      const paged = [];
      for await (const page of clever[operation.name](...about, { ...day(operation), limit }).pages()) {
        sizes.push(page.data.length);
        paged.push(...page.data);
      }
      assert.deepEqual(numbered(paged), numbered(most));
      assert.deepEqual(sizes.slice(0, -1), sizes.slice(0, -1).fill(limit));
      assert.ok(sizes.length >= most.length / limit && sizes.at(-1) > 0, `${sizes}`);
      if (most.length > 1) {
        const one = await clever[operation.name](...about, { ...day(operation), limit });
        assert.ok(one.hasNext && one.cursor !== null);
        const rest = { ...day(operation), limit, [takes(operation, "cursor") ? "cursor" : "starting_after"]: one.cursor };
        assert.deepEqual(numbered(await clever[operation.name](...about, rest).all()), numbered(most).slice(limit));
      }
    }
    const counted = clever[operation.name](...about).count();
    if (operation.counts) assert.equal(await counted, most.length);
    else await assert.rejects(counted, { code: "invalid_argument" });
    assert.deepEqual(issues, []);
  });
}

/** Deletes last: the others need what it takes away. */
const single = operations.filter(({ isList }) => !isList).sort((a, b) => (a.method === "DELETE") - (b.method === "DELETE"));
test("every other operation answers with its record", async (t) => {
  for (const operation of single) {
    await t.test(operation.name, async () => {
      const [given] = asked(operation);
      const found = await clever[operation.name](...given, ...body(operation.name));
      if (operation.method === "DELETE") {
        assert.equal(found, undefined);
        assert.equal((await failure(() => clever.getAssignmentForSection(...given))).code, "not_found");
      } else {
        const told = found.id ?? found.sub ?? found.assignment_id;
        assert.ok(typeof told === "string" && told !== "", JSON.stringify(found));
        for (const [name, value] of Object.entries(BODIES[operation.name] ?? {})) assert.equal(String(found[name]), String(value), name);
        // `/schools/{id}`: the one that was asked for.
        if (/^\/\w+\/\{id\}$/.test(operation.path)) assert.equal(told, given[0]);
      }
      assert.deepEqual(issues, []);
    });
  }
});

for (const operation of operations) {
  const { name, parameters } = operation;
  test(`${name}: its errors`, async () => {
    const call = (...given) => failure(async () => clever[name](...given));
    const before = emulator.journal().length;
    for (const [index, parameter] of parameters.entries()) {
      const given = parameters.map(() => NOBODY);
      given[index] = "";
      const empty = await call(...given, ...body(name));
      assert.deepEqual([empty.code, empty.path], ["invalid_argument", parameter]);
    }
    if (takes(operation, "ending_before")) {
      const both = await call(...parameters.map(() => NOBODY), { starting_after: "a", ending_before: "b" });
      assert.equal(both.code, "invalid_argument");
    }
    assert.equal(emulator.journal().length, before, "nothing was sent");
    if (parameters.length > 0) {
      const none = await call(...parameters.map(() => NOBODY), ...body(name));
      assert.deepEqual([none.code, none.status], ["not_found", 404], none.message);
    }
    await ended.emulator.signIn(ended.clever, "explorer");
    ended.emulator.revoke("explorer");
    const again = () => failure(async () => ended.clever[name](...parameters.map(() => NOBODY), ...body(name)));
    const first = await again();
    assert.deepEqual([first.code, first.status, ended.clever.session], ["unauthorized", 401, null]);
    assert.equal((await again()).code, "not_signed_in");
  });
}
