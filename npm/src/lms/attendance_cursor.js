// The sort key of the last record of a page, in base64.
import { refusedArgument } from "./argument.js";

const KEY = /^(\d{4}-\d{2}-\d{2})_([0-9a-f]{24})_([0-9a-f]{24})_([0-9a-f]{24})$/i;

/** @type {typeof import("../../types/lms.d.ts").readAttendanceCursor} */
export function readAttendanceCursor(cursor) {
  const [, date, ...ids] = KEY.exec(decoded(cursor)) ?? [];
  if (!isDay(date)) throw refusedArgument("cursor", "cursor must be one of an attendance list, not percent-encoded");
  const [student, section, school] = ids.map((id) => (/^0+$/.test(id) ? null : id));
  return { date, student, section, school };
}

function decoded(cursor) {
  try {
    return typeof cursor === "string" ? atob(cursor) : "";
  } catch {
    return "";
  }
}

/** Some engines read 31 February as a day in March. */
function isDay(date) {
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date);
}
