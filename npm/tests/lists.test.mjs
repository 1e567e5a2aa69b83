// Lists: lazy, kept, looked ahead, exactly once.
import assert from "node:assert/strict";
import test from "node:test";
import { failure, gate, json, page, signedIn, user } from "./clever.mjs";

/** Three pages of two: a1 a2 | b1 b2 | c1 c2. */
const THREE = { undefined: ["a1", "a2", "a2"], a2: ["b1", "b2", "b2"], b2: ["c1", "c2"] };
const three = (url) => {
  const [first, second, next] = THREE[new URL(url).searchParams.get("starting_after") ?? "undefined"];
  return page([user(first), user(second)], next);
};
const ids = (records) => records.map((record) => record.id);
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test("nothing is sent before it is wanted, and the first page is kept", async () => {
  const { clever, requests } = await signedIn(three);
  const list = clever.getUsers({ limit: 2 });
  await settled();
  assert.equal(requests.length, 0);
  const first = await list;
  assert.deepEqual([ids(first.data), first.hasNext, first.cursor], [["a1", "a2"], true, "a2"]);
  assert.equal(await list, first);
  await settled();
  assert.equal(requests.length, 1, "awaiting fetches nothing ahead");
  assert.equal(requests[0].url, "https://api.clever.com/v3.1/users?limit=2");
});

test("iterating gives every record once, one request ahead", async () => {
  const { clever, requests } = await signedIn(three);
  const seen = [];
  for await (const record of clever.getUsers()) {
    if (seen.length === 0) await settled();
    if (seen.length === 0) assert.equal(requests.length, 2);
    seen.push(record.id);
  }
  assert.deepEqual(seen, ["a1", "a2", "b1", "b2", "c1", "c2"]);
  assert.equal(requests.length, 3);
});

test("breaking off cancels what was fetched ahead", async () => {
  const signals = [];
  const { clever } = await signedIn((url, init, count) => {
    signals.push(init.signal);
    return count === 1 ? three(url) : new Promise(() => {});
  });
  for await (const record of clever.getUsers()) {
    assert.equal(record.id, "a1");
    await settled();
    break;
  }
  await settled();
  assert.deepEqual(signals.map((signal) => signal.aborted), [true, true]);
  assert.equal(clever.diagnose().requestsInFlight, 0);
});

test("a page that fails ahead of its turn is heard only when it is reached", async () => {
  const { clever } = await signedIn((url, _, count) => (count === 1 ? three(url) : json({ message: "no" }, 400)));
  const seen = [];
  const error = await failure(async () => {
    for await (const record of clever.getUsers()) {
      await settled();
      seen.push(record.id);
    }
  });
  assert.deepEqual(seen, ["a1", "a2"]);
  assert.deepEqual([error.code, error.cursor, error.delivered], ["bad_request", "a2", 0]);
  const rest = await signedIn(three);
  assert.deepEqual(ids(await rest.clever.getUsers({ starting_after: error.cursor }).all()), ["b1", "b2", "c1", "c2"]);
});

test("next() and prev() are kept, and failures are not", async () => {
  const { clever, requests } = await signedIn((url, _, count) => (count === 2 ? json({}, 400) : three(url)));
  const first = await clever.getUsers();
  assert.equal((await failure(() => first.next())).code, "bad_request");
  const second = await first.next();
  assert.equal(await first.next(), second);
  assert.deepEqual(ids(second.data), ["b1", "b2"]);
  assert.equal(await first.prev(), null);
  assert.equal(requests.length, 3);
});

test("all() stops at max, and tells how far it is", async () => {
  const { clever, requests } = await signedIn(three);
  const seen = [];
  assert.deepEqual(ids(await clever.getUsers().all({ max: 3, onProgress: (count) => seen.push(count) })), ["a1", "a2", "b1"]);
  assert.deepEqual(seen, [2, 3]);
  assert.deepEqual(await clever.getUsers().all({ max: 0 }), []);
  assert.equal((await failure(() => clever.getUsers().all({ max: -1 }))).path, "max");
  assert.equal(requests.length, 2, "no page was asked for ahead that max leaves no room for");
});

test("pages() gives pages", async () => {
  const { clever } = await signedIn(three);
  const pages = [];
  for await (const one of clever.getUsers().pages()) pages.push(ids(one.data).join());
  assert.deepEqual(pages, ["a1,a2", "b1,b2", "c1,c2"]);
});

test("count() keeps the filters and drops the paging", async () => {
  const { clever, requests } = await signedIn(() => json({ count: 12 }));
  assert.equal(await clever.getUsers({ role: "student", limit: 5, starting_after: "x" }).count(), 12);
  assert.equal(requests[0].url, "https://api.clever.com/v3.1/users?role=student&count=true");
  assert.equal((await failure(() => clever.getEvents().count())).code, "invalid_argument");
});

test("a cursor that comes again ends the list", async () => {
  const { clever, requests } = await signedIn(() => page([user("a")], "a"));
  assert.deepEqual(ids(await clever.getUsers().all()), ["a", "a"]);
  assert.equal(requests.length, 2);
});

test("a link to elsewhere is not followed", async () => {
  for (const uri of ["https://evil.example/v3.1/users?starting_after=a", "//evil.example/v3.1/users?starting_after=a"]) {
    const links = [{ rel: "next", uri }];
    const { clever, requests } = await signedIn(() => json({ data: [{ data: user("a") }], links }));
    const seen = [];
    const error = await failure(async () => {
      for await (const record of clever.getUsers()) seen.push(record.id);
    });
    assert.deepEqual([error.code, seen, requests.length], ["untrusted_link", ["a"], 1]);
  }
});

test("fields keep only what was asked for", async () => {
  const { clever } = await signedIn(() => page([{ ...user("a"), email: "x@y" }]));
  assert.deepEqual((await clever.getUsers({}, { fields: ["id", "name.last", "roles"] })).data, [
    { id: "a", name: { last: "a" }, roles: { student: {} } },
  ]);
});

test("a list's signal reaches every page", async () => {
  const controller = new AbortController();
  const held = gate();
  const { clever } = await signedIn((url, _, count) => (count === 1 ? three(url) : held.promise));
  const error = await failure(async () => {
    for await (const record of clever.getUsers({}, { signal: controller.signal })) {
      if (record.id === "a2") controller.abort("stop");
    }
  });
  assert.deepEqual([error.code, error.cause], ["cancelled", "stop"]);
});

test("resources that come under their own name are a list", async () => {
  const { clever } = await signedIn(() => json({ resources: [] }));
  assert.deepEqual(await clever.getResources().all(), []);
});

test("attendance comes in bare rows and may have only a cursor", async () => {
  const rows = (url) => {
    const after = new URL(url).searchParams.get("starting_after");
    return json({ data: [{ student_id: after ?? "first" }], ...(after ? {} : { starting_after: "a+b/==" }) });
  };
  const { clever, requests } = await signedIn(rows);
  const found = await clever.listAttendanceForSchool("s", { attendance_status: "absent" }).all();
  assert.deepEqual(found.map((row) => row.student_id), ["first", "a+b/=="]);
  assert.equal(requests[1].url, "https://api.clever.com/v3.1/attendance/schools/s?attendance_status=absent&starting_after=a%2Bb%2F%3D%3D");
});

test("a list may be chained like any promise", async () => {
  const { clever } = await signedIn(three);
  assert.deepEqual(await clever.getUsers().then((first) => ids(first.data)), ["a1", "a2"]);
  let finished = false;
  await clever.getUsers().finally(() => (finished = true));
  assert.ok(finished);
  assert.equal(await clever.getUsers({ limit: 0 }).catch((error) => error.path), "limit");
});

test("a query that is changed afterwards, for the next list, does not change this one", async () => {
  const { clever, requests } = await signedIn(three);
  const query = { role: "student", record_type: ["a"] };
  const students = clever.getUsers(query);
  query.role = "teacher";
  query.record_type.push("b");
  query.starting_after = "a2";
  const teachers = clever.getUsers(query);
  assert.deepEqual([ids((await students).data), ids((await teachers).data)], [["a1", "a2"], ["b1", "b2"]]);
  assert.deepEqual(requests.map(({ url }) => url.split("?")[1]), ["role=student&record_type=a", "role=teacher&record_type=a&record_type=b&starting_after=a2"]);
});

test("all() takes nothing, null, and nothing that a page gave every object", async () => {
  const { clever } = await signedIn(three);
  Object.defineProperty(Object.prototype, "max", { value: 1, configurable: true });
  try {
    for (const how of [[], [null], [{}]]) assert.equal((await clever.getUsers().all(...how)).length, 6);
  } finally {
    delete Object.prototype.max;
  }
});
