// Where a path of v2.1 leads in v3.
import { refusedArgument } from "../lms/argument.js";
import { requireIds } from "./legacy.js";

/** v2.1's collections: v3's form of the list, of one record, and of what belongs to one. */
const FORMS = {
  contacts: ["users?role=contact", "users", { district: "district", students: "mystudents" }],
  courses: ["courses", "courses", { district: "district", sections: "sections" }],
  district_admins: ["users?role=district_admin", "users", { district: "district" }],
  districts: ["districts", "districts", {}],
  events: ["events", "events", {}],
  me: ["me"],
  school_admins: ["users?role=staff", "users", { district: "district", schools: "schools" }],
  schools: ["schools", "schools", {
    district: "district", sections: "sections", students: "users?role=student", teachers: "users?role=teacher",
  }],
  sections: ["sections", "sections", {
    course: "course", district: "district", school: "school", students: "users?role=student", teacher: "users?role=teacher",
    teachers: "users?role=teacher", term: "term",
  }],
  students: ["users?role=student", "users", {
    contacts: "mycontacts", district: "district", school: "schools?primary=true", schools: "schools", sections: "sections",
    teachers: "myteachers",
  }],
  teachers: ["users?role=teacher", "users", {
    district: "district", school: "schools?primary=true", schools: "schools", sections: "sections", students: "mystudents",
  }],
  terms: ["terms", "terms", { district: "district", sections: "sections" }],
};

/** Origin, path, query. */
const ADDRESS = /^(https?:\/\/[^/?#\\\s]+)?(\/[^?#\\\s]*)(?:\?([^#\s]*))?$/i;

/** Event types write the admins without an underscore. */
const PEOPLE = /^(students|teachers|school_?admins|district_?admins|contacts)$/;

/** @type {typeof import("../../types/migrate.d.ts").migratePath} */
export function migratePath(v21Path, ids) {
  requireIds(ids);
  const parts = typeof v21Path === "string" && ADDRESS.exec(v21Path);
  if (!parts) refuse("must be a path that begins with a slash, or an absolute address; neither with a fragment");
  const [, origin = "", path, query = ""] = parts;
  const [, before = "", rest = path] = /^(.*?)\/v2\.1(\/.*|)$/.exec(path) ?? [];
  if (rest === path && /^\/v\d/.test(path)) refuse("must be of v2.1", "Only paths of v2.1 have to be rewritten.");
  const [form, added] = formOf(rest, ids).split("?");
  const kept = query.split("&").filter((pair) => !added?.startsWith(`${nameOf(pair)}=`));
  if (ids) kept.forEach((pair) => refuseCursor(pair, ids));
  const asked = [added, ...(form === "events" ? recordTypes(kept) : kept)].filter(Boolean).join("&");
  return `${origin}${before}${rest === path ? "" : "/v3.1"}/${form}${asked && `?${asked}`}`;
}

/** @returns {string} v3's path without its first slash, perhaps with a query */
function formOf(path, ids) {
  const [, collection, id, relation, ...more] = path.replace(/\/$/, "").split("/");
  const [list, one, related] = Object.hasOwn(FORMS, collection) ? FORMS[collection] : [];
  const known = list && (id === undefined || (one && !/^(\.|%2e){0,2}$/i.test(id)));
  if (!known || more.length > 0 || (relation !== undefined && !Object.hasOwn(related, relation))) {
    refuse("is not an operation of v2.1, so v3 has no form of it");
  }
  if (id === undefined) return list;
  const now = ids?.get(plain(id));
  return `${one}/${now === undefined ? id : encodeURIComponent(now)}${relation === undefined ? "" : `/${related[relation]}`}`;
}

/** v3 has one feed for all people. */
function recordTypes(pairs) {
  const users = (pair) => nameOf(pair) === "record_type" && PEOPLE.test(valueOf(pair));
  return [...new Set(pairs.map((pair) => (users(pair) ? "record_type=users" : pair)))];
}

/** v3 orders a list by other ids: going on from the new id of the same person would skip some and repeat others. */
function refuseCursor(pair, ids) {
  const id = valueOf(pair);
  if (/^(starting_after|ending_before)$/.test(nameOf(pair)) && (ids.get(id) ?? id) !== id) {
    refuse("goes on from an id of before v3, and v3 has that list in another order", "Begin the list anew.");
  }
}

const nameOf = (pair) => plain(pair.split("=", 1)[0]);
const valueOf = (pair) => plain(pair.slice(pair.indexOf("=") + 1));

function plain(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** @returns {never} */
function refuse(what, hint) {
  throw refusedArgument("v21Path", `v21Path ${what}`, hint);
}
