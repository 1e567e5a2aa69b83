// A flat record of v2.1 as a user of v3.
import { refusedArgument } from "../lms/argument.js";
import { requireIds } from "./legacy.js";

/** v2.1's kinds of people, and what they are a role of in v3. */
const ROLES = { student: "student", teacher: "teacher", school_admin: "staff", district_admin: "district_admin", contact: "contact" };

/** @type {typeof import("../../types/migrate.d.ts").migrateRecord} */
export function migrateRecord(kind, record, ids) {
  const role = typeof kind === "string" && Object.hasOwn(ROLES, kind) ? ROLES[kind] : undefined;
  if (!role) throw refusedArgument("kind", `kind must be one of ${Object.keys(ROLES).join(", ")}`);
  requireIds(ids);
  if (typeof record?.id !== "string" || record.id === "") {
    throw refusedArgument("record.id", "record.id must be the person's id", "Give the record itself: a row's or an answer's `data`.");
  }
  const { id: legacyId, created, district, email, last_modified, name, ...own } = record;
  const isStudent = role === "student";
  // Only students have kept their ids, and Clever names no other id for them.
  const id = isStudent ? legacyId : ids?.get(legacyId);
  const ofRole = { ...(role === "contact" ? contact(own) : own), ...(isStudent ? {} : { legacy_id: legacyId }) };
  return present({
    id, created, district, email, last_modified,
    name: typeof name === "string" ? { last: name } : (name ?? undefined),
    roles: { [role]: ofRole },
  });
}

/** v2.1 said once what a contact is to all students. Without students it has no other place than v3's events leave it in. */
function contact({ students, relationship, type, ...own }) {
  if (students == null) return present({ ...own, relationship, type });
  if (!Array.isArray(students)) throw refusedArgument("record.students", "record.students must be a list of ids");
  students.forEach((student, index) => {
    const path = `record.students[${index}]`;
    if (typeof student !== "string") throw refusedArgument(path, `${path} must be an id`);
  });
  const student_relationships = students.map((student) => present({ student, relationship, type }));
  return students.length > 0 ? { ...own, student_relationships } : present({ ...own, student_relationships, relationship, type });
}

/** What was absent stays absent. */
const present = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
