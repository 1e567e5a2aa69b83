// clever-wasm/match: sides in every wrapping, options, the report. `cargo xtask build` makes what is tested here.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { isCleverError, matchRecords, rosterFields, updateMatches } from "../../pkg/dist/match.js";
import { failure, page, signedIn } from "./clever.mjs";

const user = (id, member = {}, student = {}) => ({ id, ...member, roles: { student } });
const ROSTER = [
  user("5f0000000000000000000001", { email: "Ann@x.org", name: { first: "Ann", last: "Lee" } }, { sis_id: "0017" }),
  user("u2", { email: "ben@x.org" }, { sis_id: "18", dob: "3/4/2010" }),
  user("u3", { email: "twins@x.org" }),
  user("u4", { email: "twins@x.org" }),
  user("u5", { email: "five@x.org" }, { sis_id: "55" }),
];
const TABLE = "Key,SIS ID,E-mail\na1,0017,\nb2,,BEN@X.ORG\nc3,,twins@x.org\nd4,99,five@x.org\ne5,,nobody@x.org\n";
const FIELDS = { id: "Key", sis_id: "SIS ID", email: "E-mail" };
const links = ({ matches }) => Array.from(matches, ({ row, id, key }) => `${row} ${id} ${key}`);
const LINKS = ["0 5f0000000000000000000001 sis_id", "1 u2 email"];
const bytes = (text) => new TextEncoder().encode(text);
async function* drops(all, size = 3) {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
const refused = async (path, run) => {
  const error = await failure(run);
  assert.ok(isCleverError(error, "invalid_argument"), String(error));
  assert.equal(error.path, path);
};

const tables = {
  "a string": () => TABLE,
  "bytes": () => bytes(TABLE),
  "bytes inside a larger buffer": () => bytes(`xx${TABLE}yy`).subarray(2, TABLE.length + 2),
  "an ArrayBuffer": () => bytes(TABLE).buffer,
  "a Blob": () => new Blob([TABLE]),
  "a stream": () => new Blob([TABLE]).stream(),
  "a Response": () => new Response(TABLE),
  "drops of bytes": () => drops(bytes(TABLE)),
  "drops of text": () => drops(TABLE),
  "UTF-16 with a mark": () => Buffer.from(`\ufeff${TABLE}`, "utf16le"),
  "records": () => TABLE.trim().split("\n").slice(1).map((line) => {
    const [Key, sis, mail] = line.split(",");
    return { Key, "SIS ID": sis, "E-mail": mail };
  }),
};
for (const [what, table] of Object.entries(tables)) {
  test(`local as ${what}`, async () => {
    const report = await matchRecords("student", table(), ROSTER, { fields: FIELDS });
    assert.deepEqual(links(report), LINKS);
    assert.equal(report.localId(4), "e5");
    const guessed = await matchRecords("student", table(), ROSTER);
    assert.deepEqual(links(guessed), LINKS);
    assert.equal(guessed.localId(4), null);
  });
}

const rows = ROSTER.map((data) => ({ data, uri: `/v3.1/users/${data.id}` }));
const rosters = {
  "rows of a page": () => rows,
  "a page": () => ({ data: ROSTER }),
  "JSON of a page": () => JSON.stringify({ data: rows, links: [] }),
  "lines in drops": () => drops(bytes(rows.map((row) => JSON.stringify(row)).join("\n")), 7),
  "a Blob of an array": () => new Blob([JSON.stringify(ROSTER)]),
  "an iterable": () => new Set(ROSTER),
  "an async iterable": () => drops(ROSTER, 1)[Symbol.asyncIterator] && (async function* () { yield* ROSTER; })(),
};
for (const [what, roster] of Object.entries(rosters)) {
  test(`roster as ${what}`, async () => {
    assert.deepEqual(links(await matchRecords("student", TABLE, roster())), LINKS);
  });
}

test("roster as a List: page by page, only the members that are needed", async () => {
  const { clever, requests } = await signedIn((url) => {
    const next = new URL(url).searchParams.get("starting_after");
    return next ? page(ROSTER.slice(3)) : page(ROSTER.slice(0, 3), "u3");
  });
  const list = clever.getUsers({ role: "student" }, { fields: rosterFields("student") });
  assert.deepEqual(links(await matchRecords("student", TABLE, list)), LINKS);
  assert.equal(requests.length, 2);
  const broken = await signedIn(() => new Response("{}", { status: 403, headers: { "content-type": "application/json" } }));
  const error = await failure(() => matchRecords("student", TABLE, broken.clever.getUsers()));
  assert.ok(isCleverError(error, "forbidden"), String(error));
});

test("the report: everyone once, with reasons", async () => {
  const report = await matchRecords("student", TABLE, ROSTER, { fields: FIELDS });
  assert.deepEqual(report.keys, ["sis_id", "student_number", "state_id", "email", "name_dob"]);
  assert.deepEqual(report.counts.local, { unmatched: 1, matched: 2, ambiguous: 1, conflict: 1 });
  assert.deepEqual(report.counts.roster, { unmatched: 0, matched: 2, ambiguous: 2, conflict: 1 });
  assert.deepEqual(report.counts.byKey.email, { local: 4, localRefused: 0, roster: 5, rosterRefused: 0, links: 1, groups: 1, conflicts: 1 });
  assert.deepEqual([...report.ambiguous], [{ key: "email", locals: [2], candidates: [{ row: 2, id: "u3" }, { row: 3, id: "u4" }] }]);
  assert.deepEqual([...report.conflicts], [{ row: 3, localId: "d4", id: "u5", rosterRow: 4, key: "email", against: "sis_id", reason: "different" }]);
  assert.deepEqual([...report.unmatchedLocal], [{ row: 4, localId: "e5" }]);
  assert.deepEqual(report.matches.at(0), { row: 0, localId: "a1", id: ROSTER[0].id, rosterRow: 0, key: "sis_id", confidence: "high" });
  assert.equal(report.matches.at(2), undefined);
  assert.deepEqual(report.matches.columns.local, Uint32Array.of(0, 1));
  assert.deepEqual(report.fields, [{ column: "Key", field: "id" }, { column: "SIS ID", field: "sis_id" }, { column: "E-mail", field: "email" }]);
  const results = (row) => report.explain(row).steps.map(({ result }) => result).join(" ");
  assert.equal(results(0), "linked absent absent absent absent");
  assert.equal(results(2), "absent absent absent ambiguous absent");
  assert.equal(results(4), "absent absent absent not_found absent");
  assert.deepEqual(report.explain(3).steps[3], { key: "email", result: "conflict", id: "u5", against: "sis_id", reason: "different" });
  assert.deepEqual(report.explain(2).steps[3].candidates.map(({ id }) => id), ["u3", "u4"]);
  assert.deepEqual([report.explain(5), report.explain(-1), report.localStatus(9), report.cleverId(5)], [null, null, null, null]);
  assert.deepEqual(structuredClone({ ...report.explain(1), match: null }).status, "matched");
});

test("CSV for people: no cell is a formula", async () => {
  const report = await matchRecords("student", [{ key: "=cmd()|'x'", mail: "twins@x.org" }, { key: 'a"b', mail: "ben@x.org" }], ROSTER, { fields: { id: "key", email: "mail" } });
  assert.equal(
    report.toCsv(),
    'row,local_id,status,clever_id,key,confidence,candidates\r\n0,"\'=cmd()|\'x\'",ambiguous,,email,,u3 u4\r\n1,"a""b",matched,u2,email,medium,\r\n',
  );
  assert.match(report.toCsv({ choices: new Map([[0, "u3"]]) }), /^0,.*,chosen,u3,,,\r\n1,.*,matched,u2/m);
});

test("functions, members of members, numbers, dates, separators in cells", async () => {
  const roster = [user("u1", { name: { first: "A\u001fB", last: "C" } }, { sis_id: "7", dob: "3/4/2010" })];
  const local = [{ who: { first: "a b", last: "C\u001e" }, born: new Date("2010-03-04T00:00:00Z"), number: 7 }];
  const byName = await matchRecords("student", local, roster, { fields: { "name.first": "who.first", "name.last": (record) => record.who.last, dob: "born" } });
  assert.deepEqual(links(byName), ["0 u1 name_dob"]);
  assert.deepEqual(links(await matchRecords("student", local, roster, { fields: { sis_id: "number" } })), ["0 u1 sis_id"]);
  assert.deepEqual(links(await matchRecords("student", '{"a":{"email":"ben@x.org"}}\n', ROSTER, { fields: { email: "a.email" } })), ["0 u2 email"]);
  assert.deepEqual(links(await matchRecords("student", '{"email":"ben@x.org"}\n{}', ROSTER)), ["0 u2 email"]);
});

test("teachers, staff and schools", async () => {
  const teacher = [{ id: "t1", email: "t@x.org", roles: { teacher: { sis_id: "5" } } }, ROSTER[0]];
  const found = await matchRecords("teacher", "email\nT@x.org\n", teacher);
  assert.deepEqual([links(found), found.counts.skipped.otherKind], [["0 t1 email"], 1]);
  const staff = [{ id: "s1", roles: { staff: { staff_id: "77" } } }];
  assert.deepEqual(links(await matchRecords("staff", "staff_id\n77\n", staff)), ["0 s1 staff_id"]);
  const schools = [{ id: "h1", name: "Hill  School", nces_id: "123" }];
  assert.deepEqual(links(await matchRecords("school", "School Name\nhill school\n", schools)), ["0 h1 name"]);
});

test("options: zeros, dates, placeholders, keys, district, encoding, header", async () => {
  const found = async (local, roster, options) => links(await matchRecords("student", local, roster, options));
  assert.deepEqual(await found("sis_id\n17\n", ROSTER, { leadingZeros: "ignore" }), [`0 ${ROSTER[0].id} sis_id`]);
  const born = [user("u1", { name: { first: "A", last: "B" } }, { dob: "4/3/2010" })];
  const table = "first,last,dob\na,b,3/4/2010\n";
  assert.deepEqual(await found(table, born), []);
  assert.deepEqual(await found("first;last;dob\na;b;3.4.2010\n", born), ["0 u1 name_dob"]);
  assert.deepEqual(await found("sis_id\n18\n", ROSTER, { placeholders: ["18"] }), []);
  assert.deepEqual(await found("sis_id,email\n0017,ben@x.org\n", ROSTER, { keys: ["email"] }), ["0 u2 email"]);
  const two = [{ ...ROSTER[1], district: "d1" }, { ...ROSTER[4], district: "d2" }];
  await refused("roster", () => matchRecords("student", TABLE, two));
  assert.deepEqual(await found(TABLE, two, { districtId: "d1" }), ["1 u2 email"]);
  const wide = [user("u1", { email: "é@x.org" })];
  assert.deepEqual(await found(Buffer.from("email\n\xc9@x.org\n", "latin1"), wide, { encoding: "windows-1252" }), ["0 u1 email"]);
  assert.deepEqual(await found(Buffer.from("email\n\xc9@x.org\n", "latin1"), wide), []);
  assert.deepEqual(await found("x|ben@x.org\n", ROSTER, { fields: { email: 1 } }), ["0 u2 email"]);
});

test("what cannot be used is refused by name", async () => {
  const run = (options, kind = "student", local = TABLE, roster = ROSTER) => () => matchRecords(kind, local, roster, options);
  await refused("kind", run({}, "contact"));
  await refused("options.keys", run({ keys: ["staff_id"] }));
  await refused("options.keys", run({ keys: [] }));
  await refused("options.keys", run({ keys: "email" }));
  await refused("options.keys", run({ keys: ["name"] }, "teacher"));
  await refused("options.fields", run({ fields: { password: "Key" } }));
  await refused("options.fields", run({ fields: { email: "No such" } }));
  await refused("options.fields", run({ fields: { email: () => "" } }));
  await refused("options.fields.email", run({ fields: { email: null } }));
  await refused("options.clientSecret", run({ clientSecret: "x" }));
  await refused("options.dates", run({ dates: "sometimes" }));
  await refused("options.encoding", run({ encoding: "klingon" }));
  await refused("options.delimiter", run({ delimiter: '"' }));
  await refused("options", run(null));
  await refused("local", run({}, "student", 7));
  await refused("local", run({}, "student", "a,b\n1,2\n"));
  await refused("local", run({}, "student", [{ a: 1 }]));
  await refused("local", run({}, "student", '{"email":'));
  await refused("roster", run({}, "student", TABLE, null));
  const html = await failure(run({}, "student", TABLE, "<html>"));
  assert.ok(isCleverError(html, "invalid_response") && html.reason === "malformed");
});

test("empty sides", async () => {
  for (const local of ["", [], new Blob([])]) {
    const report = await matchRecords("student", local, ROSTER);
    assert.deepEqual([report.matches.length, report.unmatchedRoster.length, report.toCsv().split("\r\n").length], [0, 5, 2]);
  }
  for (const roster of [[], "", "[]", { data: [] }]) {
    assert.equal((await matchRecords("student", TABLE, roster)).unmatchedLocal.length, 5);
  }
});

test("progress, and cancelling with its reason", async () => {
  const many = Array.from({ length: 20_000 }, (_, number) => ({ email: `p${number}@x.org` }));
  const seen = [];
  await matchRecords("student", many, ROSTER, { onProgress: ({ phase, rows }) => seen.push([phase, rows]) });
  assert.deepEqual([...new Set(seen.map(([phase]) => phase))], ["local", "roster", "resolving"]);
  assert.ok(seen.some(([phase, rows]) => phase === "local" && rows === 20_000));
  const controller = new AbortController();
  const error = await failure(() =>
    matchRecords("student", many, ROSTER, { signal: controller.signal, onProgress: ({ rows }) => rows > 2000 && controller.abort("enough") }));
  assert.ok(isCleverError(error, "cancelled") && error.cause === "enough");
  assert.ok(isCleverError(await failure(() => matchRecords("student", many, ROSTER, { signal: AbortSignal.abort() })), "cancelled"));
});

test("a worker that was asked for and cannot be had is an error; by default the work is done here", async () => {
  assert.equal((await matchRecords("student", TABLE, ROSTER)).isWorker, false);
  const error = await failure(() => matchRecords("student", TABLE, ROSTER, { worker: () => { throw new Error("no worker here"); } }));
  assert.match(error.message, /no worker here/);
});

test("events: created, changed, deleted, of others; again and again", async () => {
  const event = (id, type, object) => ({ data: { id, type, created: "2024-01-01T00:00:00.000Z", data: { object } }, uri: "/v3.1/events/x" });
  const first = await matchRecords("student", TABLE, ROSTER, { fields: FIELDS, incremental: true });
  const second = await updateMatches(first, [
    event("e1", "users.deleted", ROSTER[3]),
    event("e2", "users.created", user("u9", { email: "nobody@x.org" })),
    event("e3", "users.updated", user("u2", { email: "elsewhere@x.org" })),
    event("e4", "sections.created", { id: "x" }),
  ]);
  assert.deepEqual(links(second), ["0 5f0000000000000000000001 sis_id", "2 u3 email", "4 u9 email"]);
  assert.deepEqual(second.events, { applied: 3, ignored: 1, lastEventId: "e4" });
  assert.equal(second.localId(4), "e5");
  assert.deepEqual([second.rosterStatus(1), second.rosterStatus(3)], ["unmatched", null]);
  const third = await updateMatches(second.snapshot, [event("e5", "users.updated", { ...ROSTER[0], roles: { teacher: {} } })], { incremental: false });
  assert.deepEqual(links(third), ["2 u3 email", "4 u9 email"]);
  assert.equal(third.snapshot, null);
  await refused("previous", () => updateMatches(third, []));
  await refused("previous", () => updateMatches(new Uint8Array(9), []));
  await refused("events", () => updateMatches(first, [{}]));
  await refused("events", () => updateMatches(first, "text"));
});

test("more events than one batch has, in their order: each comes to what a full run does", async () => {
  const local = Array.from({ length: 1500 }, (_, row) => ({ sis_id: `s${row}`, email: `p${row}@x.org` }));
  const now = new Map(ROSTER.map((record) => [record.id, record]));
  const first = await matchRecords("student", local, ROSTER, { incremental: true });
  const events = [];
  const happen = (what, record) => {
    events.push({ id: `e${events.length}`, type: `users.${what}`, data: { object: record } });
    if (what === "deleted") now.delete(record.id);
    else now.set(record.id, record);
  };
  for (let row = 0; row < 1500; row++) {
    happen("created", user(`n${row}`, { email: `p${row}@x.org` }, { sis_id: `s${row}` }));
    // What was made in one batch goes, changes or comes back in the next, on both sides of each border.
    if (row % 2 === 0 && row >= 500) happen("deleted", user(`n${row - 500}`));
    if (row % 4 === 0 && row >= 500) happen("created", user(`n${row - 500}`, { email: "back\u001f@x.org" }, { sis_id: `s${row - 500}` }));
    if (row % 3 === 0) happen("updated", user(`n${row}`, { email: `q${row}@x.org` }, { sis_id: row % 2 === 0 ? `s${row}` : `t${row}` }));
  }
  assert.ok(events.length > 2 * 1024 && events.length % 1024 !== 0);
  for (const given of [events, (async function* () { yield* events; })()]) {
    const report = await updateMatches(first, given);
    assert.deepEqual(report.events, { applied: events.length, ignored: 0, lastEventId: `e${events.length - 1}` });
    const full = await matchRecords("student", local, [...now.values()]);
    assert.deepEqual(links(report), links(full));
    assert.deepEqual(report.counts.local, full.counts.local);
    assert.deepEqual(report.counts.roster, full.counts.roster);
    assert.ok(report.matches.length > 900 && report.unmatchedLocal.length > 100, `${report.matches.length} ${report.unmatchedLocal.length}`);
  }
});

test("records in several batches, with separators in cells of one of them", async () => {
  const local = Array.from({ length: 2500 }, (_, row) => ({ sis_id: `s${row}`, email: row === 1500 ? "a\u001e\u001fb" : `é${row}@x.org` }));
  const report = await matchRecords("student", local, local.map(({ sis_id, email }, row) => user(`u${row}`, { email }, { sis_id })));
  assert.deepEqual(links(report), local.map((_, row) => `${row} u${row} sis_id`));
  assert.equal(report.matches.columns.confidence.filter((confidence) => confidence === 3).length, 2500);
  assert.equal(report.counts.byKey.email.localRefused, 1);
});

test("cells that are all the same, with separators or without", async () => {
  for (const same of ["all@x.org", "a\u001fb@x.org", "a\u001eb@x.org", ""]) {
    for (const rows of [1, 2, 1025]) {
      const local = Array.from({ length: rows }, (_, row) => ({ email: same, sis_id: `s${row}` }));
      const roster = local.map(({ sis_id, email }, row) => user(`u${row}`, { email, district: "d1" }, { sis_id }));
      const report = await matchRecords("student", local, roster);
      assert.deepEqual(links(report), local.map((_, row) => `${row} u${row} sis_id`));
    }
  }
});

test("the CommonJS twin is the same", async () => {
  const twin = createRequire(import.meta.url)("../../pkg/dist/match.cjs");
  assert.deepEqual(Object.keys(twin).sort(), ["isCleverError", "matchRecords", "rosterFields", "updateMatches"]);
  assert.deepEqual(links(await twin.matchRecords("student", TABLE, ROSTER)), LINKS);
});

test("what a failing side throws comes through, and its iterator is closed", async () => {
  let closed = false;
  const broken = (async function* () {
    try {
      yield { email: "a@x.org" };
      throw new RangeError("broken source");
    } finally {
      closed = true;
    }
  })();
  const error = await failure(() => matchRecords("student", broken, ROSTER));
  assert.match(String(error), /broken source/);
  assert.ok(closed);
});
