/**
 * `clever-wasm/match`: a Clever roster and the accounts an application already has, matched by Clever's published order of
 * keys. Its WebAssembly lies in this entry and starts with the first run.
 *
 *   const report = await matchRecords("student", file, clever.getUsers({ role: "student" }, { fields: rosterFields("student") }));
 *   for (const { localId, row, id, key } of report.matches) link(row, id);
 */
import type { CleverError } from "./errors.js";

export type { CleverError, CleverErrorCode } from "./errors.js";
export { isCleverError } from "./errors.js";

export type MatchKind = "student" | "teacher" | "staff" | "school";

/** `name_dob`: first name, last name and birthday together. `name`: of a school; of a person it is evidence and never links. */
export type MatchKey =
  | "sis_id" | "student_number" | "teacher_number" | "state_id" | "staff_id" | "email" | "district_username"
  | "name_dob" | "name" | "mdr_number" | "nces_id" | "school_number";

/** `id` is the application's own: it is only handed back. */
export type MatchField =
  | "id" | "sis_id" | "student_number" | "teacher_number" | "state_id" | "staff_id" | "email" | "district_username"
  | "name.first" | "name.last" | "dob" | "name" | "mdr_number" | "nces_id" | "school_number";

/** CSV, TSV or JSON text (an array, or one record a line) in any of these; or records of the program. */
export type LocalSource<T = any> =
  | string | ArrayBuffer | ArrayBufferView | Blob | Response | ReadableStream<Uint8Array>
  | readonly T[] | Iterable<T> | AsyncIterable<T>;

/** Records of Clever's; a List, whose pages are read and dropped one by one; or the JSON of pages, rows or records. */
export type RosterSource =
  | readonly object[] | Iterable<object> | AsyncIterable<object>
  | { pages(): AsyncIterable<{ readonly data: readonly object[] }> }
  | { readonly data: readonly object[] }
  | string | ArrayBuffer | ArrayBufferView | Blob | Response | ReadableStream<Uint8Array>;

export interface MatchProgress {
  phase: "local" | "roster" | "resolving";
  /** Records so far, of this phase. */
  rows: number;
  /** Bytes so far, of this phase. */
  bytes: number;
}

/** As much of a `Worker` as is needed: a server's declarations know none. */
export interface MatchWorker {
  onmessage: unknown;
  onerror: unknown;
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  terminate(): unknown;
}

export interface RunOptions {
  /**
   * Where the work is done. By default in a worker where one starts, else on this thread, in pieces of a few milliseconds.
   * `false`: here. `true`: in the worker, or the call rejects. A function: in the worker that it starts from
   * `clever-wasm/match-worker.js`, for bundlers that do not find it and for pages that enforce Trusted Types.
   */
  worker?: boolean | (() => MatchWorker) | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: MatchProgress) => void) | undefined;
}

export interface MatchOptions<T = any> extends RunOptions {
  /**
   * Where each field of a local record is: the name of a column or member (`"contact.mail"` for a member of a member), the
   * index of a column from 0, or a function of a record. Left out: found by the usual names.
   */
  fields?: { [F in MatchField]?: string | number | ((record: T) => unknown) | undefined } | undefined;
  /** Default: JSON where text begins with `{` or `[`, else a table whose delimiter is found in its first line. */
  format?: "csv" | "tsv" | "json" | undefined;
  delimiter?: string | undefined;
  /** Whether a table's first line names its columns. Default: it does, unless all columns are given by index. */
  header?: boolean | undefined;
  /** Of local text that is neither UTF-8 nor marked UTF-16: a label of TextDecoder's, such as `"windows-1252"`. */
  encoding?: string | undefined;
  /** Strongest first. Default: Clever's order for the kind. */
  keys?: readonly MatchKey[] | undefined;
  /** Only roster records of this district. Without it, records of a second district are refused. */
  districtId?: string | undefined;
  /** Whether `00417` and `417` are two ids (`"keep"`, default) or one. */
  leadingZeros?: "keep" | "ignore" | undefined;
  /** What `3/4/2010` is. Default `"month-first"`, as Clever writes. */
  dates?: "month-first" | "day-first" | undefined;
  /** Words that stand for "no value", beyond the usual such as `N/A`. */
  placeholders?: readonly string[] | undefined;
  /** Whether the report has a `snapshot`, from which `updateMatches` goes on. Default false. */
  incremental?: boolean | undefined;
}

export type MatchStatus = "unmatched" | "matched" | "ambiguous" | "conflict";
/** `"high"`: by an id, by an address that is the strongest key, or by two keys. `"low"`: by name and birthday alone, or against another key. */
export type MatchConfidence = "low" | "medium" | "high";

export interface LocalRow {
  /** The record's number from 0; a table's header and blank lines do not count. */
  row: number;
  /** The field `id`, where it is mapped. */
  localId: string | null;
}
export interface RosterRow {
  /** The record's number among the different ones of the roster, from 0. */
  row: number;
  /** Clever's id. */
  id: string;
}
export interface Match extends LocalRow {
  id: string;
  rosterRow: number;
  key: MatchKey;
  confidence: MatchConfidence;
}
/** Records that share one value of a key, which more than one of a side has. None of them was linked by it. */
export interface AmbiguousGroup {
  key: MatchKey;
  locals: number[];
  candidates: RosterRow[];
}
/** A link that a key would have made, and what spoke against it. */
export interface MatchConflict extends LocalRow {
  id: string;
  rosterRow: number;
  key: MatchKey;
  /** The stronger key. */
  against: MatchKey;
  /** It points the local record to another, or the roster's, or the two have different values for it. */
  reason: "local_points_elsewhere" | "roster_points_elsewhere" | "different";
}
/** Plain columns (one entry a match, a conflict …), and objects made of them one by one. */
export interface MatchList<T, C = Record<string, Uint32Array | Uint8Array>> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
  readonly columns: Readonly<C>;
}
export interface KeyCounts {
  /** Local records with a value, and with a text that is none. */
  local: number;
  localRefused: number;
  roster: number;
  rosterRefused: number;
  links: number;
  groups: number;
  conflicts: number;
}
export interface Explanation extends LocalRow {
  status: MatchStatus;
  match: Match | null;
  /** For each key, strongest first, what it came to. */
  steps: {
    key: MatchKey;
    result: "absent" | "refused" | "not_found" | "linked" | "agrees" | "differs" | "ambiguous" | "conflict" | "evidence";
    /** `ambiguous`: whom it could be. */
    candidates?: RosterRow[];
    /** `conflict` */
    id?: string;
    against?: MatchKey;
    reason?: MatchConflict["reason"];
  }[];
}

export interface MatchReport {
  readonly kind: MatchKind;
  /** The keys, strongest first. */
  readonly keys: readonly MatchKey[];
  /** The columns of a table, or the members of records, and what each was taken for. */
  readonly fields: readonly { column: string | null; field: MatchField | null }[];
  readonly counts: {
    local: Record<MatchStatus, number>;
    roster: Record<MatchStatus, number>;
    byKey: Partial<Record<MatchKey, KeyCounts>>;
    /** Roster records that were left out: without the role, of another district, without an id, the same id again. */
    skipped: { otherKind: number; otherDistrict: number; withoutId: number; repeated: number };
  };
  readonly matches: MatchList<Match, { local: Uint32Array; roster: Uint32Array; key: Uint8Array; confidence: Uint8Array }>;
  readonly ambiguous: MatchList<AmbiguousGroup>;
  readonly conflicts: MatchList<MatchConflict>;
  /** Records that share no value with anyone of the other side. */
  readonly unmatchedLocal: MatchList<LocalRow, { local: Uint32Array }>;
  readonly unmatchedRoster: MatchList<RosterRow, { roster: Uint32Array }>;
  localStatus(row: number): MatchStatus | null;
  /** null also of a record that an event deleted. */
  rosterStatus(row: number): MatchStatus | null;
  localId(row: number): string | null;
  cleverId(rosterRow: number): string | null;
  /** Why a local record came to what it did; null where there is no such row. */
  explain(row: number): Explanation | null;
  /**
   * One line a local record: row, local_id, status, clever_id, key, confidence, candidates. Safe to open in a spreadsheet.
   * `choices`: what a person decided since, Clever ids by local row; their status is `chosen`.
   */
  toCsv(options?: { choices?: ReadonlyMap<number, string> | undefined }): string;
  /** With `incremental`: what `updateMatches` goes on from. It holds the local records' key values: keep it as you keep them. */
  readonly snapshot: Uint8Array | null;
  /** Whether the work was done in a worker. */
  readonly isWorker: boolean;
  /** The WebAssembly memory that the run had; it is given back, or a little of it kept for the next run. Bytes. */
  readonly memoryBytes: number;
  /** `updateMatches`: events that counted, events of other records, and the last event's id. */
  readonly events: { applied: number; ignored: number; lastEventId: string | null } | null;
}

/**
 * Matches local records with roster records of one kind and one district. A value that stands twice on either side links
 * nobody; the order of rows does not matter.
 * Rejects with {@link CleverError} `invalid_argument` (`path` says which), `invalid_response` (a roster that is no JSON:
 * `malformed`, `too_deep`), `cancelled`, `wasm_blocked`, `wasm_unavailable`, and whatever the given List or stream fails with.
 */
export function matchRecords<T = any>(
  kind: MatchKind, local: LocalSource<T>, roster: RosterSource, options?: MatchOptions<T>): Promise<MatchReport>;

/**
 * Goes on from an earlier report, or its snapshot, with Clever's events since then, in their order: records that were
 * created, changed or deleted. Neither side is read again. The new report has a snapshot too, unless `incremental` is false.
 */
export function updateMatches(
  previous: MatchReport | Uint8Array,
  events: readonly object[] | Iterable<object> | AsyncIterable<object> | { pages(): AsyncIterable<{ readonly data: readonly object[] }> },
  options?: RunOptions & { incremental?: boolean | undefined }): Promise<MatchReport>;

/** The members that matching reads of a record: what to ask `getUsers` or `getSchools` for, as `fields`. */
export function rosterFields(kind: MatchKind): string[];
