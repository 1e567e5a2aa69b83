// clever-wasm/migrate: records. The oracle is what Clever publishes (emulator/definitions.json) and a way back of its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { migrateRecord } from "../../pkg/dist/migrate.js";
import { refused } from "./refusal.mjs";

const { apis } = JSON.parse(readFileSync(new URL("../../emulator/definitions.json", import.meta.url), "utf8"));
const [v21, v31] = ["v2.1", "v3.1"].map((version) => apis.find((api) => api.version === version));

const PEOPLE = ["Contact", "DistrictAdmin", "SchoolAdmin", "Student", "Teacher"];

/** Kind → v2.1's record, v3's role, v3's record of the role. */
const KINDS = {
  student: ["Student", "student", "Student"],
  teacher: ["Teacher", "teacher", "Teacher"],
  school_admin: ["SchoolAdmin", "staff", "Staff"],
  district_admin: ["DistrictAdmin", "district_admin", "DistrictAdmin"],
  contact: ["Contact", "contact", "Contact"],
};

/** A value of a published type; `round` chooses among those that there are. */
function sample(api, type, round, name) {
  if (type.nullable && round === 2) return null;
  if (type.enum) return type.enum[round % type.enum.length];
  if (type.list) return round === 1 ? [] : [0, 1].map((index) => sample(api, type.list, round, `${name}${index}`));
  if (type.record) {
    const members = Object.entries(api.records[type.record]);
    return Object.fromEntries(members.map(([member, one]) => [member, sample(api, one, round, `${name}.${member}`)]));
  }
  if (type.type === "object") return { agreed: name };
  assert.equal(type.type, "string", name);
  return name;
}

/** All members; the other ends of their values; null where that can be. */
const samples = (record) => [0, 1, 2].map((round) => sample(v21, { record }, round, record));

/** The way back, written apart. */
function flat(kind, user) {
  const { roles, id, name, ...top } = user;
  const { legacy_id, student_relationships, ...own } = roles[KINDS[kind][1]];
  const record = { ...top, ...own, id: kind === "student" ? id : legacy_id };
  if (name !== undefined) record.name = kind === "contact" ? name.last : name;
  if (student_relationships !== undefined) record.students = student_relationships.map(({ student }) => student);
  const [first] = student_relationships ?? [];
  for (const member of ["relationship", "type"]) if (first && member in first) record[member] = first[member];
  return record;
}

test("every kind of person makes the round trip, member for member, with every kind of value", () => {
  assert.deepEqual(Object.values(KINDS).map(([record]) => record).sort(), PEOPLE);
  for (const [kind, [record]] of Object.entries(KINDS)) {
    for (const person of samples(record)) {
      const before = structuredClone(person);
      const back = flat(kind, migrateRecord(kind, person));
      assert.deepEqual(person, before, "the argument was changed");
      // A name that is null is none: v3's is not nullable.
      if (person.name === null) delete before.name;
      assert.deepEqual(back, before);
      for (const member of Object.keys(person).filter((name) => name !== "id")) {
        const { [member]: left, ...rest } = before;
        assert.deepEqual(flat(kind, migrateRecord(kind, rest)), { ...rest }, `${kind} without ${member}`);
      }
    }
  }
});

test("every member lands where v3.1 publishes it", () => {
  const published = (record, of, where) => {
    for (const [member, value] of Object.entries(of)) {
      const type = v31.records[record][member];
      assert.ok(type, `${where}.${member}`);
      if (value === null) assert.ok(type.nullable, `${where}.${member}`);
      else if (type.list) assert.ok(Array.isArray(value), `${where}.${member}`);
      else if (type.record) published(type.record, value, `${where}.${member}`);
      else assert.equal(typeof value, type.type === "object" ? "object" : "string", `${where}.${member}`);
      for (const one of type.list?.record ? value : []) published(type.list.record, one, `${where}.${member}`);
    }
  };
  for (const [kind, [record, role, v3Record]] of Object.entries(KINDS)) {
    for (const [round, person] of samples(record).entries()) {
      // Without students v3 has no place for what a contact is to them; see below.
      if (kind === "contact" && person.students.length === 0) continue;
      const user = migrateRecord(kind, person);
      assert.deepEqual(Object.keys(user.roles), [role]);
      assert.equal(v31.records.Roles[role].record, v3Record);
      published("User", user, `${kind} ${round}`);
    }
  }
});

test("a student keeps the id; all others keep it as legacy_id and get the new one from the map", () => {
  const ids = new Map([["old", "new"]]);
  assert.deepEqual(migrateRecord("student", { id: "old" }, ids), { id: "old", roles: { student: {} } });
  for (const [kind, [, role]] of Object.entries(KINDS).slice(1)) {
    assert.deepEqual(migrateRecord(kind, { id: "old" }), { roles: { [role]: { legacy_id: "old" } } });
    assert.deepEqual(migrateRecord(kind, { id: "old" }, ids), { id: "new", roles: { [role]: { legacy_id: "old" } } });
    assert.deepEqual(migrateRecord(kind, { id: "unknown" }, ids), { roles: { [role]: { legacy_id: "unknown" } } });
  }
});

test("a contact, in full", () => {
  const record = {
    id: "674d", district: "6281", email: "ada@example.com", name: "Ada M. Lovelace", phone: "(555) 010-0199", phone_type: "Cell",
    relationship: "Aunt/Uncle", sis_id: "603", students: ["s1", "s2"], type: "Family",
  };
  assert.deepEqual(migrateRecord("contact", record), {
    district: "6281", email: "ada@example.com", name: { last: "Ada M. Lovelace" },
    roles: {
      contact: {
        legacy_id: "674d", phone: "(555) 010-0199", phone_type: "Cell", sis_id: "603",
        student_relationships: [
          { student: "s1", relationship: "Aunt/Uncle", type: "Family" },
          { student: "s2", relationship: "Aunt/Uncle", type: "Family" },
        ],
      },
    },
  });
});

test("a contact without students loses nothing; one of v3's events, with members of both, gets its relationships", () => {
  assert.deepEqual(migrateRecord("contact", { id: "c", students: [], relationship: "Other", type: null }).roles.contact, {
    legacy_id: "c", student_relationships: [], relationship: "Other", type: null,
  });
  assert.deepEqual(migrateRecord("contact", { id: "c", relationship: "Other" }).roles.contact, { legacy_id: "c", relationship: "Other" });
  assert.deepEqual(
    migrateRecord("contact", { id: "c", students: ["s"], type: "Family", student_relationships: [] }).roles.contact,
    { legacy_id: "c", student_relationships: [{ student: "s", type: "Family" }] },
  );
});

test("unknown members are kept in the role, __proto__ as data", () => {
  const record = JSON.parse('{"id":"t","future":1,"__proto__":{"polluted":true}}');
  const { teacher } = migrateRecord("teacher", record).roles;
  assert.equal(teacher.future, 1);
  assert.deepEqual(Object.getOwnPropertyDescriptor(teacher, "__proto__").value, { polluted: true });
  assert.equal(teacher.polluted, undefined);
  const contact = migrateRecord("contact", JSON.parse('{"id":"c","__proto__":{"polluted":true}}')).roles.contact;
  assert.ok(Object.hasOwn(contact, "__proto__"));
  assert.equal({}.polluted, undefined);
});

test("what is no record is refused, without a word of what is in it", () => {
  const secret = "Lovelace";
  for (const kind of ["staff", "user", "students", "", "constructor", "toString", null, undefined, ["student"]]) {
    refused("kind", () => migrateRecord(kind, { id: "x" }), /school_admin/);
  }
  for (const record of [null, undefined, "x", {}, { id: "" }, { id: 7 }, { data: { id: "x", name: secret }, uri: "/v2.1/x" }, []]) {
    refused("record.id", () => migrateRecord("teacher", record), /`data`/, secret);
  }
  refused("record.students", () => migrateRecord("contact", { id: "c", students: secret }), null, secret);
  refused("record.students[1]", () => migrateRecord("contact", { id: "c", students: ["s", { name: secret }] }), null, secret);
  refused("ids", () => migrateRecord("teacher", { id: "t" }, []));
});

test("the declarations name the members that Clever publishes for v2.1's people", () => {
  const text = readFileSync(new URL("../types/migrate.d.ts", import.meta.url), "utf8");
  for (const record of PEOPLE) {
    const [, heritage, body] = new RegExp(`interface V21${record}\\s+extends([^{]*)\\{([^}]*)\\}`).exec(text);
    const picked = [...heritage.matchAll(/"(\w+)"/g)].map(([, name]) => name);
    const own = [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name);
    assert.deepEqual([...picked, ...own].sort(), Object.keys(v21.records[record]).sort(), record);
  }
});
