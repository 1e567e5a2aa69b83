// From v2.1 of Clever's API to v3.1. Pure functions without WebAssembly.
import type { Contact, ContactType, DistrictAdmin, Link, Name, Relationship, Role, Staff, Student, Teacher, User } from "./records.js";

export type * from "./records.js";
export type { CleverError, CleverErrorCode } from "./errors.js";
export { isCleverError } from "./errors.js";

/**
 * A path of v2.1 in its v3.1 form. What stands before the version (an origin, a proxy's prefix) is kept, and so is a query;
 * a path without a version gets none. All operations that Clever publishes for v2.1 have a form, and `/me` has.
 *
 * - People are users of a role: `/school_admins` is `/users?role=staff`; a contact's students are `mystudents`.
 * - `/events` has `record_type=users` for every kind of people.
 * - Three single records have become lists: `/students/{id}/school` and `/teachers/{id}/school` are lists of the one
 *   primary school, `/sections/{id}/teacher` is the list of all teachers, the section's `teacher` being the lead.
 *
 * All people but students have other ids in v3. With `ids` (`legacyIds().map`) an id of before v3 is replaced; one that is
 * not in there is kept, as it may be a new one.
 *
 * Throws `invalid_argument` where the path is not of v2.1 or no operation of it, or where `starting_after` or
 * `ending_before` is an id that `ids` replaces: v3 has that list in another order.
 */
export function migratePath(v21Path: string, ids?: ReadonlyMap<string, string> | null): string;

/**
 * A person of v2.1 as the v3 user with that one role. What was absent stays absent, unknown members go to the role, and
 * nested objects are the same ones, not copies.
 *
 * A student's id is kept. All others have another id in v3, which no v2.1 record knows: the old one becomes `legacy_id`
 * and `id` is what `ids` (`legacyIds().map`) has for it, else absent. A contact's `name` becomes `name.last`, its students
 * with `relationship` and `type` become `student_relationships`; a contact without students keeps the two in the role.
 *
 * Throws `invalid_argument`.
 */
export function migrateRecord<K extends keyof V21Records>(
  kind: K,
  record: V21Records[K],
  ids?: ReadonlyMap<string, string> | null,
): MigratedUsers[K];

/** The ids of before v3 that users carry, and what does not fit. Throws `invalid_argument` for a user without an id. */
export function legacyIds(users: Iterable<User>): LegacyIds;

/** How ids of before v3 lead to users. */
export interface LegacyIds {
  /** The user's id by the id of before v3; several lead to a user of several roles. A student's own id leads to itself. */
  map: Map<string, string>;
  /** Roles without an id of before v3, such as those of people who came since; `null` for a user without a role. */
  missing: { user: string; role: Role | null }[];
  /** Ids of before v3 that several users carry; they are not in `map`. */
  conflicts: { legacyId: string; users: string[] }[];
}

/** What `migrateRecord` makes of each kind. */
export interface MigratedUsers {
  student: User;
  teacher: UnidentifiedUser;
  school_admin: UnidentifiedUser;
  district_admin: UnidentifiedUser;
  contact: UnidentifiedUser;
}

/** A user whose id in v3 need not be known. */
export interface UnidentifiedUser extends Omit<User, "id"> {
  /** Clever's id of the person. */
  id?: string;
}

/** v2.1's people by kind. */
export interface V21Records {
  student: V21Student;
  teacher: V21Teacher;
  school_admin: V21SchoolAdmin;
  district_admin: V21DistrictAdmin;
  contact: V21Contact;
}

/** A list of v2.1, such as `request<V21List<V21Contact>>("GET", "/v2.1/contacts")` gives. */
export interface V21List<T> {
  data: { data: T; uri?: string }[];
  links?: Link[];
}

/** A single record of v2.1, such as `request<V21Single<V21Teacher>>("GET", "/v2.1/teachers/…")` gives. */
export interface V21Single<T> {
  data: T;
  links?: Link[];
}

/** A student of v2.1. */
export interface V21Student
  extends
    Pick<User, "id" | "created" | "district" | "email" | "last_modified" | "name">,
    Pick<
      Student,
      | "credentials" | "dob" | "ell_status" | "enrollments" | "ext" | "gender" | "grade" | "graduation_year"
      | "hispanic_ethnicity" | "home_language" | "iep_status" | "location" | "race" | "school" | "schools" | "sis_id"
      | "state_id" | "student_number" | "unweighted_gpa" | "weighted_gpa"
    > {}

/** A teacher of v2.1. */
export interface V21Teacher
  extends
    Pick<User, "id" | "created" | "district" | "email" | "last_modified" | "name">,
    Pick<Teacher, "credentials" | "ext" | "school" | "schools" | "sis_id" | "state_id" | "teacher_number" | "title"> {}

/** A school admin of v2.1: v3's staff. */
export interface V21SchoolAdmin
  extends
    Pick<User, "id" | "district" | "email" | "name">,
    Pick<Staff, "credentials" | "department" | "ext" | "schools" | "staff_id" | "title"> {}

/** A district admin of v2.1. */
export interface V21DistrictAdmin extends Pick<User, "id" | "district" | "email">, Pick<DistrictAdmin, "title"> {
  /** The admin's name. */
  name?: Name | null;
}

/** A contact of v2.1. */
export interface V21Contact extends Pick<User, "id" | "district" | "email">, Pick<Contact, "phone" | "phone_type" | "sis_id"> {
  /** The whole name. */
  name?: string;
  /** What the contact is to all the students. */
  relationship?: Relationship | null;
  /** Ids of the students. */
  students?: string[];
  /** What in general. */
  type?: ContactType | null;
}
