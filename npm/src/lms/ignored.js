// What a learning management system leaves out of an assignment without a word.
import { requireLmsType } from "./lms_type.js";

/** @type {typeof import("../../types/lms.d.ts").ignoredBy} */
export function ignoredBy(lmsType) {
  requireLmsType(lmsType);
  if (lmsType !== "canvas") return [];
  return [
    // Canvas answers with the display date in its place.
    { member: "start_date", instead: "display_date" },
    { member: "state", instead: null },
    { member: "term_id", instead: null },
  ];
}
