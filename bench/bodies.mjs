// The page of users that everything is measured with, in its variants.
import { shuffled, usersPage, withUnknown } from "./district.mjs";

export const ROWS = 10_000;
export const VARIANTS = ["ascii", "mixed", "shuffled", "unknown"];

/** The members of the projection: five, of each person. */
export const FIVE = ["id", "email", "name.first", "name.last", "roles.student.grade"];

/** @param {object} page */
export const encode = (page) => new TextEncoder().encode(JSON.stringify(page));

/** @param {string} variant @param {number} [rows] @returns {Uint8Array} */
export function usersBody(variant, rows = ROWS) {
  const page = usersPage(rows, { mixed: variant === "mixed" });
  if (variant === "shuffled") return encode(shuffled(page));
  return encode(variant === "unknown" ? withUnknown(page) : page);
}
