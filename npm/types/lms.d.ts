// Clever LMS Connect and attendance: what Clever's definitions leave out. Pure functions without WebAssembly.
import type { AttachmentRequest, LmsType } from "./records.js";

export type { AttachmentRequest, AttachmentRequestType, LmsType } from "./records.js";
export type { CleverError, CleverErrorCode } from "./errors.js";
export { isCleverError } from "./errors.js";

/**
 * An attachment in the form that a district's learning management system takes; `lmsType` is the district's `lms_type`.
 *
 * - Canvas, Google Classroom: a `link`.
 * - Schoology, which refuses links: a `text`, made safe as HTML; the title as a link, or without a title the address alone.
 * - Any other, or none: a `link`, as all but one take it.
 * - `type: "file"`: a `file`, which every system takes.
 *
 * Throws `invalid_argument`, also for an address that is not https or http: people will open it.
 */
export function attachmentFor(lmsType: LmsType | null | undefined, attachment: AttachmentSource): AttachmentRequest;

/** What is to be attached. */
export interface AttachmentSource {
  /** An absolute https or http address, sent byte for byte. */
  url: string;
  /** Plain text; what people see. */
  title?: string | null | undefined;
  /** `"file"` when the address is that of a file. Default `"link"`. */
  type?: "link" | "file" | undefined;
}

/**
 * Members of an assignment that a learning management system ignores when one is created or updated. Empty where Clever
 * names none, which is no promise that there are none. Throws `invalid_argument` where `lmsType` is not a string.
 */
export function ignoredBy(lmsType: LmsType | null | undefined): IgnoredMember[];

/** A member of an assignment that has no effect. */
export interface IgnoredMember {
  member: "start_date" | "state" | "term_id";
  /** The member that has the effect; `null` where none has. */
  instead: "display_date" | null;
}

/**
 * What a cursor of an attendance list stands for: the last record of a page. For logs and support only: going on from a
 * cursor needs no reading, and Clever may change its form. Throws `invalid_argument` where it is not of the known one.
 */
export function readAttendanceCursor(cursor: string): AttendanceCursor;

/** The place of a record in an attendance list; `null` where the record had no such id. */
export interface AttendanceCursor {
  /** YYYY-MM-DD. */
  date: string;
  /** Id of the student. */
  student: string | null;
  /** Id of the section; `null` for the attendance of a day. */
  section: string | null;
  /** Id of the school. */
  school: string | null;
}
