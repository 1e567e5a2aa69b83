// Every record that Clever lists or answers with, as JSON.parse reads it: members in any order, absent, null, of another
// type, unknown. The members come from Clever's definitions, so that whichever set of them has a literal of its own in
// shapes.js, and whichever has not, is met.
import assert from "node:assert/strict";
import test from "node:test";
import { membersOf } from "../../bench/facts.mjs";
import { LISTS } from "../../bench/pages.mjs";
import { signedIn } from "./clever.mjs";
import { dice } from "./documents.mjs";

const PAGES = 60;
const ROWS = 25;
const TEXTS = ["", "x", "é", "小明 😀", "\"\\\n", "5f0123456789abcdef012345", "2024-08-20T00:00:00.000Z", "a string of more than thirty-two characters, seen often"];
const NUMBERS = ["0", "-0", "7", "-12.5", "1e21", "1E400", "9007199254740993", "5e-324"];
const ODD = [true, 7, "x", [], {}, [null], [{}], { a: { b: [1, "2", null] } }];
const UNKNOWN = ["__proto__", "constructor", "new", "näme", "toString", "0"];

/** What writes the records of one page; its seed says how many members are there, and how odd they are. */
function writer(seed) {
  const { below, chance, pick } = dice(seed);
  const absent = [0, 0.02, 0.3, 0.9][seed % 4];
  const odd = [0, 0.02][below(2)];
  const unknown = [0, 0.1][below(2)];
  const shuffled = [0, 0.5, 1][below(3)];
  const object = (members) => {
    if (chance(shuffled)) members.sort(() => below(3) - 1);
    return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
  };
  const value = (shape, depth = 0) => {
    if (chance(odd)) return JSON.stringify(pick(ODD));
    if (chance(0.1)) return "null";
    if (shape.list) return `[${Array.from({ length: below(4) }, () => value(shape.list, depth + 1)).join(",")}]`;
    if (shape.record) return record(shape.record, depth + 1);
    if (shape.type === "boolean") return String(chance(0.5));
    if (shape.type === "integer" || shape.type === "number") return pick(NUMBERS);
    return shape.type === "string" ? JSON.stringify(pick(shape.enum ?? TEXTS)) : JSON.stringify(pick(ODD.slice(4)));
  };
  const record = (name, depth = 0, fixed = []) => {
    const given = new Set(fixed.map(([member]) => member));
    const members = Object.entries(membersOf(name)).filter(([member]) => !given.has(member) && !chance(absent)).map(([member, shape]) => [member, value(shape, depth)]);
    if (chance(unknown)) members.push([pick(UNKNOWN), JSON.stringify(pick(ODD))]);
    return object([...fixed, ...members]);
  };
  return { record, value, object, chance };
}

/** What an event may be about, by the word in its type. */
const SUBJECTS = { users: "User", sections: "Section", schools: "School", courses: "Course", terms: "Term", districts: "District" };

/** An event, the old values inside of its record or beside it. */
function event({ record, object, value, chance }, id, index) {
  const [word, subject] = Object.entries(SUBJECTS)[index % 6];
  const previous = ["previous_attributes", record(subject)];
  const data = chance(0.5) ? [["object", record(subject, 0, [previous])]] : [["object", record(subject)], previous];
  return object([...id, ["type", `"${word}.updated"`], ["created", value({ type: "string" })], ["data", object(data)]]);
}

for (const [name, { ask, path }] of Object.entries(LISTS)) {
  test(`${name}: as JSON.parse reads it`, async () => {
    let body;
    const { clever } = await signedIn(() => {
      const at = body.length >> 1;
      const pieces = [body.subarray(0, at), body.subarray(at)];
      const pull = (controller) => (pieces.length > 0 ? controller.enqueue(pieces.shift()) : controller.close());
      return new Response(new ReadableStream({ pull }), { headers: { "content-type": "application/json" } });
    }, { retry: false });
    const shapes = new Set();
    for (let seed = 1; seed <= PAGES; seed++) {
      const write = writer(seed * 31 + name.length);
      const rows = Array.from({ length: ROWS }, (_, index) => {
        const id = path === null ? [] : [["id", JSON.stringify(`5f${String(index).padStart(22, "0")}`)]];
        const each = name === "Event" ? event(write, id, index) : write.record(name, 0, id);
        return path === null ? each : `{"data":${each},"uri":"/v3.1/${path}/${index}"}`;
      });
      const text = `{"data":[${rows.join(",")}],"links":[]}`;
      body = new TextEncoder().encode(text);
      const expected = JSON.parse(text).data.map((row) => (path === null ? row : row.data));
      assert.deepStrictEqual((await ask(clever)).data, expected, `seed ${seed}`);
      const iterated = [];
      for await (const each of ask(clever)) iterated.push(each);
      assert.deepStrictEqual(iterated, expected, `seed ${seed}, iterated`);
      JSON.stringify(expected, (_, held) => (held && typeof held === "object" && !Array.isArray(held) && shapes.add(Object.keys(held).sort().join()), held));
    }
    assert.ok(shapes.size > 10, `${shapes.size} sets of members`);
    clever.close();
  });
}

test("records of nothing but null, true, false and empty texts", async () => {
  const records = [{ id: "" }, { id: "", email: null, lms_status: { synced_in_lms: true } }, { id: "", lms_status: { synced_in_lms: false }, new: "" }];
  const { clever } = await signedIn(() => new Response(JSON.stringify({ data: records.map((data) => ({ data })) })));
  assert.deepEqual((await clever.getUsers()).data, records);
  const fields = ["email", "lms_status.synced_in_lms"];
  assert.deepEqual((await clever.getUsers({}, { fields })).data, [{}, { email: null, lms_status: { synced_in_lms: true } }, { lms_status: { synced_in_lms: false } }]);
});
