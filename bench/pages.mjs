// Pages of every record that Clever lists, each member present, always the same for the same seed.
import { randomness, usersPage } from "./district.mjs";
import { membersOf } from "./facts.mjs";

/** What lists each record, and whether Clever wraps its rows in `{ data, uri }`. */
export const LISTS = {
  User: { ask: (clever) => clever.getUsers(), path: "users" },
  Section: { ask: (clever) => clever.getSections(), path: "sections" },
  School: { ask: (clever) => clever.getSchools(), path: "schools" },
  Course: { ask: (clever) => clever.getCourses(), path: "courses" },
  Term: { ask: (clever) => clever.getTerms(), path: "terms" },
  District: { ask: (clever) => clever.getDistricts(), path: "districts" },
  Resource: { ask: (clever) => clever.getResources(), path: "resources" },
  Event: { ask: (clever) => clever.getEvents(), path: "events" },
  Attendance: { ask: (clever) => clever.listAttendanceForSchool("5f0000000000000000000001"), path: null },
  Submission: { ask: (clever) => clever.getSubmissionsForAssignment("5f0000000000000000000001", "1"), path: null },
};

/** @param {keyof typeof LISTS} record @param {number} count */
export function recordsPage(record, count) {
  if (record === "User") return usersPage(count);
  const { path } = LISTS[record];
  const value = writer(randomness(11));
  const rows = Array.from({ length: count }, () => (record === "Event" ? eventOf(value) : value({ record })));
  if (path === null) return { data: rows };
  const data = rows.map((each) => ({ data: each, uri: `/v3.1/${path}/${each.id}` }));
  return { data, links: [{ rel: "self", uri: `/v3.1/${path}?limit=${count}` }] };
}

/** A member changed: Clever tells the record as it is, and beside it what it was. */
const eventOf = (value) => ({
  created: value({ type: "string", format: "datetime" }),
  data: { object: value({ record: "Section" }), previous_attributes: { name: value({ type: "string" }), students: value({ list: { type: "string" } }) } },
  id: value({ type: "string", format: "mongo-id" }),
  type: "sections.updated",
});

const WORDS = ["Algebra", "Period", "Lincoln", "Group", "Room", "English", "Biology", "Spring", "Main"];

function writer(random) {
  const below = (limit) => Math.floor(random() * limit);
  const hex = (length) => Array.from({ length }, () => below(16).toString(16)).join("");
  const two = (number) => String(number).padStart(2, "0");
  const day = () => `20${10 + below(15)}-${two(1 + below(12))}-${two(1 + below(28))}`;
  const text = (name, { format, pattern, enum: values }) => {
    if (values) return values[below(values.length)];
    if (format === "date") return day();
    if (format === "datetime" || format === "date-time") return `${day()}T${two(below(24))}:${two(below(60))}:${two(below(60))}.${100 + below(900)}Z`;
    if (pattern) return `${1 + below(12)}/${1 + below(28)}/${2004 + below(15)}`;
    const identifies = format === "mongo-id" || /^(id|district|school|course|teacher|students|teachers|schools|student|.*_id)$/.test(name);
    return identifies ? `5${hex(23)}` : `${WORDS[below(WORDS.length)]} ${below(100)}`;
  };
  const value = (shape, name = "") => {
    if (shape.nullable && random() < 0.1) return null;
    if (shape.list) return Array.from({ length: 1 + below(name === "students" ? 25 : 2) }, () => value(shape.list, name));
    if (shape.record) return Object.fromEntries(Object.entries(membersOf(shape.record)).map(([each, inner]) => [each, value(inner, each)]));
    if (shape.type === "boolean") return random() < 0.5;
    if (shape.type === "integer") return below(100);
    if (shape.type === "number") return below(1000) / 4;
    return shape.type === "string" ? text(name, shape) : {};
  };
  return value;
}
