// clever-wasm/migrate: paths and ids. The oracle is what Clever publishes (emulator/definitions.json) and a table of its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { legacyIds, migratePath, migrateRecord } from "../../pkg/dist/migrate.js";
import { refused } from "./refusal.mjs";

const { apis } = JSON.parse(readFileSync(new URL("../../emulator/definitions.json", import.meta.url), "utf8"));
const [v21, v31] = ["v2.1", "v3.1"].map((version) => apis.find((api) => api.version === version));

/** v2.1's operation → v3.1's operation and what is asked with it. */
const OPERATIONS = {
  getContacts: ["getUsers", "role=contact"],
  getContact: ["getUser"],
  getDistrictForContact: ["getDistrictForUser"],
  getStudentsForContact: ["getStudentsForUser"],
  getCourses: ["getCourses"],
  getCourse: ["getCourse"],
  getDistrictForCourse: ["getDistrictForCourse"],
  getSectionsForCourse: ["getSectionsForCourse"],
  getDistrictAdmins: ["getUsers", "role=district_admin"],
  getDistrictAdmin: ["getUser"],
  getDistrictForDistrictAdmin: ["getDistrictForUser"],
  getDistricts: ["getDistricts"],
  getDistrict: ["getDistrict"],
  getEvents: ["getEvents"],
  getEvent: ["getEvent"],
  getSchoolAdmins: ["getUsers", "role=staff"],
  getSchoolAdmin: ["getUser"],
  getDistrictForSchoolAdmin: ["getDistrictForUser"],
  getSchoolsForSchoolAdmin: ["getSchoolsForUser"],
  getSchools: ["getSchools"],
  getSchool: ["getSchool"],
  getDistrictForSchool: ["getDistrictForSchool"],
  getSectionsForSchool: ["getSectionsForSchool"],
  getStudentsForSchool: ["getUsersForSchool", "role=student"],
  getTeachersForSchool: ["getUsersForSchool", "role=teacher"],
  getSections: ["getSections"],
  getSection: ["getSection"],
  getCourseForSection: ["getCourseForSection"],
  getDistrictForSection: ["getDistrictForSection"],
  getSchoolForSection: ["getSchoolForSection"],
  getStudentsForSection: ["getUsersForSection", "role=student"],
  getTeacherForSection: ["getUsersForSection", "role=teacher"],
  getTeachersForSection: ["getUsersForSection", "role=teacher"],
  getTermForSection: ["getTermForSection"],
  getStudents: ["getUsers", "role=student"],
  getStudent: ["getUser"],
  getContactsForStudent: ["getContactsForUser"],
  getDistrictForStudent: ["getDistrictForUser"],
  getSchoolForStudent: ["getSchoolsForUser", "primary=true"],
  getSchoolsForStudent: ["getSchoolsForUser"],
  getSectionsForStudent: ["getSectionsForUser"],
  getTeachersForStudent: ["getTeachersForUser"],
  getTeachers: ["getUsers", "role=teacher"],
  getTeacher: ["getUser"],
  getDistrictForTeacher: ["getDistrictForUser"],
  getSchoolForTeacher: ["getSchoolsForUser", "primary=true"],
  getSchoolsForTeacher: ["getSchoolsForUser"],
  getSectionsForTeacher: ["getSectionsForUser"],
  getStudentsForTeacher: ["getStudentsForUser"],
  getTerms: ["getTerms"],
  getTerm: ["getTerm"],
  getDistrictForTerm: ["getDistrictForTerm"],
  getSectionsForTerm: ["getSectionsForTerm"],
};
const BECAME_LISTS = ["getSchoolForStudent", "getSchoolForTeacher", "getTeacherForSection"];
const PEOPLE = ["Contact", "DistrictAdmin", "SchoolAdmin", "Student", "Teacher"];

test("every operation that Clever publishes for v2.1 has its v3.1 form", () => {
  assert.deepEqual(Object.keys(OPERATIONS).sort(), v21.operations.map(({ id }) => id).sort());
  assert.equal(v21.operations.filter(({ tag }) => tag !== "Events").length, 51);
  for (const before of v21.operations) {
    const [id, asked] = OPERATIONS[before.id];
    const after = v31.operations.find((operation) => operation.id === id);
    for (const [prefix, newPrefix] of [["/v2.1", "/v3.1"], ["", ""], ["https://api.clever.com/v2.1", "https://api.clever.com/v3.1"]]) {
      const path = `${prefix}${before.path}`.replace("{id}", "58da8c63d7dc0ca068003b21");
      const form = `${newPrefix}${after.path}`.replace("{id}", "58da8c63d7dc0ca068003b21");
      assert.equal(migratePath(path), form + (asked ? `?${asked}` : ""), before.id);
      assert.equal(migratePath(`${path}/`), form + (asked ? `?${asked}` : ""), before.id);
      assert.equal(migratePath(`${path}?limit=5`), `${form}?${asked ? `${asked}&` : ""}limit=5`, before.id);
    }
  }
});

test("what a form asks is published for it, and it answers with the same kind of record", () => {
  for (const before of v21.operations) {
    const [id, asked] = OPERATIONS[before.id];
    const after = v31.operations.find((operation) => operation.id === id);
    const parameter = (name) => after.parameters.find((one) => one.name === name);
    if (asked) {
      const [name, value] = asked.split("=");
      assert.ok(parameter(name).enum.includes(value), before.id);
    }
    for (const { name } of before.parameters) assert.ok(parameter(name), `${before.id} loses ${name}`);
    assert.equal(after.method, before.method);
    assert.equal(after.response.record, PEOPLE.includes(before.response.record) ? "User" : before.response.record, before.id);
    assert.equal(after.response.list, before.response.list || BECAME_LISTS.includes(before.id), before.id);
  }
});

test("a query is kept as it stands, behind what is added", () => {
  const same = {
    "/v2.1/students?limit=10&starting_after=abc": "/v3.1/users?role=student&limit=10&starting_after=abc",
    "/v2.1/teachers?starting_after=abc&count=true": "/v3.1/users?role=teacher&starting_after=abc&count=true",
    "/v2.1/schools?a=%20%zz+b&&c&=d": "/v3.1/schools?a=%20%zz+b&c&=d",
    "/v2.1/schools?": "/v3.1/schools",
    "/v2.1/students?role=teacher&r%6fle=x&rol=1&rolex=1": "/v3.1/users?role=student&rol=1&rolex=1",
    "/v2.1/students/abc/school?primary=&limit=1": "/v3.1/users/abc/schools?primary=true&limit=1",
    "/v2.1/students/abc/schools?primary=true": "/v3.1/users/abc/schools?primary=true",
    "/v2.1/schools?next=/v2.1/students": "/v3.1/schools?next=/v2.1/students",
  };
  for (const [path, form] of Object.entries(same)) assert.equal(migratePath(path), form);
});

test("events of all kinds of people are events of users, asked for once", () => {
  const events = (query) => migratePath(`/v2.1/events?${query}`);
  for (const kind of ["students", "teachers", "contacts", "school_admins", "schooladmins", "district_admins", "districtadmins"]) {
    assert.equal(events(`record_type=${kind}`), "/v3.1/events?record_type=users", kind);
  }
  assert.equal(
    events("limit=3&record_type=students&record_type=sections&record_type=teachers&school=abc&record_type=schools"),
    "/v3.1/events?limit=3&record_type=users&record_type=sections&school=abc&record_type=schools",
  );
  assert.equal(events("record_type=widgets&school=students"), "/v3.1/events?record_type=widgets&school=students");
  assert.equal(migratePath("/v2.1/events/abc?record_type=students"), "/v3.1/events/abc?record_type=students");
  assert.equal(migratePath("/v2.1/sections?record_type=students"), "/v3.1/sections?record_type=students");
});

test("what stands before the version is kept", () => {
  const same = {
    "https://api.clever.com/v2.1/contacts/abc/students": "https://api.clever.com/v3.1/users/abc/mystudents",
    "http://localhost:8080/clever/v2.1/terms": "http://localhost:8080/clever/v3.1/terms",
    "/proxy/v1/v2.1/school_admins?limit=1": "/proxy/v1/v3.1/users?role=staff&limit=1",
    "https://api.clever.com/students": "https://api.clever.com/users?role=student",
    "/students/{id}": "/users/{id}",
    "/v2.1/students/a%2Fb/contacts": "/v3.1/users/a%2Fb/mycontacts",
    "/v2.1/me": "/v3.1/me",
  };
  for (const [path, form] of Object.entries(same)) assert.equal(migratePath(path), form);
});

test("what is no operation of v2.1 is refused with the reason, and not repeated", () => {
  const secret = "c2VjcmV0";
  const none = [
    "/v2.1", "/v2.1/", "/v2.1/users", "/v2.1/students/abc/grades", "/v2.1/students/abc/sections/def", "/v2.1//students",
    "/v2.1/students//sections", "/v2.1/students/../teachers", "/v2.1/students/%2e%2E/schools", "/v2.1/me/abc", "/v2.1/resources",
    "/v2.1/district_admins/abc/schools", "/v2.1/constructor", "/v2.1/__proto__/abc", "/v2.1/students/abc/toString", "/",
    "/v2.1/Students", "/proxy/students", `/v2.1/${secret}`,
  ];
  for (const path of none) refused("v21Path", () => migratePath(path), /not an operation of v2\.1/, secret);
  for (const path of ["/v3.1/users", "/v3.0/users", "/v1.1/students", "/v2.0/students", "https://api.clever.com/v3.1/me"]) {
    refused("v21Path", () => migratePath(path), /must be of v2\.1/);
  }
  const malformed = [
    "students", "", "/v2.1/students#x", "/v2.1/stu dents", "\\v2.1\\students", "/v2.1/students\n", "ftp://api.clever.com/v2.1/students",
    "https://api.clever.com", "https:///v2.1/students", null, undefined, 7, new URL("https://api.clever.com/v2.1/students"), ["/v2.1/me"],
    `?access_token=${secret}`,
  ];
  for (const path of malformed) refused("v21Path", () => migratePath(path), /begins with a slash/, secret);
});

test("with a map of ids an old id is replaced, and an old cursor refused", () => {
  const ids = new Map([["old", "new"], ["odd/1", "n/1"], ["same", "same"]]);
  assert.equal(migratePath("/v2.1/teachers/old/sections?limit=2", ids), "/v3.1/users/new/sections?limit=2");
  assert.equal(migratePath("/v2.1/teachers/odd%2F1", ids), "/v3.1/users/n%2F1");
  assert.equal(migratePath("/v2.1/teachers/unknown", ids), "/v3.1/users/unknown");
  assert.equal(migratePath("/v2.1/teachers/old"), "/v3.1/users/old");
  assert.equal(migratePath("/v2.1/students?starting_after=same&ending_before=unknown&x=old", ids),
    "/v3.1/users?role=student&starting_after=same&ending_before=unknown&x=old");
  for (const name of ["starting_after", "ending_before"]) {
    refused("v21Path", () => migratePath(`/v2.1/teachers?limit=1&${name}=old`, ids), /another order.*anew/);
  }
  assert.equal(migratePath("/v2.1/teachers?starting_after=old"), "/v3.1/users?role=teacher&starting_after=old");
  refused("ids", () => migratePath("/v2.1/teachers/old", { old: "new" }));
});

// ------------------------------------------------------------------ ids

const user = (id, roles) => ({ id, roles });

test("ids of before v3 lead to users, several to one, a student's to itself", () => {
  const report = legacyIds([
    user("u1", { teacher: { legacy_id: "t1" }, staff: { legacy_id: "a1" }, student: null }),
    user("s1", { student: { grade: "3" } }),
    user("s2", { student: { legacy_id: "" } }),
    user("u2", { contact: { legacy_id: "c1" } }),
  ]);
  assert.deepEqual(report, {
    map: new Map([["t1", "u1"], ["a1", "u1"], ["s1", "s1"], ["s2", "s2"], ["c1", "u2"]]),
    missing: [],
    conflicts: [],
  });
});

test("roles without an id of before v3, and users without a role, are listed once", () => {
  const teacher = user("u1", { teacher: {}, district_admin: { legacy_id: "d1" } });
  const report = legacyIds([teacher, user("u2", {}), user("u3"), teacher, user("u4", { staff: { legacy_id: "" }, contact: { legacy_id: null } })]);
  assert.deepEqual(report.map, new Map([["d1", "u1"]]));
  assert.deepEqual(report.missing, [
    { user: "u1", role: "teacher" }, { user: "u2", role: null }, { user: "u3", role: null },
    { user: "u4", role: "staff" }, { user: "u4", role: "contact" },
  ]);
});

test("an id that several users carry leads nowhere; the same user in several lists is one", () => {
  const twice = user("u1", { teacher: { legacy_id: "x" }, staff: { legacy_id: "y" } });
  const report = legacyIds([
    twice, user("u2", { teacher: { legacy_id: "x" } }), twice, user("u3", { contact: { legacy_id: "x" } }), user("u2", { teacher: { legacy_id: "x" } }),
  ]);
  assert.deepEqual(report, { map: new Map([["y", "u1"]]), missing: [], conflicts: [{ legacyId: "x", users: ["u1", "u2", "u3"] }] });
});

test("any iterable will do, and what is no list of users is refused", () => {
  const users = function* () { for (let at = 0; at < 1000; at += 1) yield user(`u${at}`, { teacher: { legacy_id: `t${at}` } }); };
  assert.equal(legacyIds(users()).map.size, 1000);
  assert.deepEqual(legacyIds(new Set()).map, new Map());
  for (const value of [null, undefined, {}, "users", 7, Promise.resolve([])]) refused("users", () => legacyIds(value), /all\(\)/);
  refused("users[1].id", () => legacyIds([user("u1"), { roles: {} }]));
  refused("users[0].id", () => legacyIds([null]));
});

test("the ids found migrate the paths and records that used them", () => {
  const { map } = legacyIds([user("new", { teacher: { legacy_id: "old" } })]);
  assert.equal(migratePath("/v2.1/teachers/old/students", map), "/v3.1/users/new/mystudents");
  assert.equal(migrateRecord("teacher", { id: "old" }, map).id, "new");
});
