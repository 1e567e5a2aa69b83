import { CleverError, isCleverError } from "../driver/error.js";
import { NOT_UTF8, inlinedBytes } from "../literal.js";
import { reader } from "./cells.js";
import { explained, refused } from "./errors.js";
import { loadEvents } from "./events.js";
import { guessMapping, load, openLocal, rosterReaders, sample } from "./load.js";
import { createReport } from "./report.js";
import { checkOptions, settingsText } from "./settings.js";
import { openSide } from "./source.js";
import { createThread } from "./thread.js";

export { isCleverError };

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiling;

/** Compiled once, for all runs. */
async function compiled() {
  try {
    return await (compiling ??= compile());
  } catch (error) {
    compiling = undefined;
    if (error instanceof CleverError) throw error;
    const blocked = /content.security|unsafe-eval|csp/i.test(String(error?.message)) || error?.name === "EvalError";
    throw blocked
      ? unable("wasm_blocked", "Add 'wasm-unsafe-eval' to script-src.", error)
      : unable("wasm_unavailable", "Use Chromium 114, Firefox 115, Safari 16.4, Node 20.19 or later.", error);
  }
}

async function compile() {
  const bytes = inlinedBytes();
  if (!bytes) throw unable("wasm_unavailable", NOT_UTF8);
  return WebAssembly.compile(bytes);
}

const unable = (code, hint, cause) =>
  new CleverError({ code, message: `${code}: clever-wasm/match cannot start here`, hint, retryable: false }, cause);

/** Everything that a run needs around it: a thread, progress, cancelling, errors. */
async function withThread(options, work) {
  const { signal, onProgress } = options;
  const stage = { name: "local", rows: 0, bytes: 0 };
  const progress = (rows, bytes) => {
    stage.rows = rows;
    stage.bytes += bytes;
    onProgress?.({ phase: stage.name, rows, bytes: stage.bytes });
  };
  const enter = (name) => Object.assign(stage, { name, rows: 0, bytes: 0 });
  let thread;
  const cancel = () => thread?.end();
  signal?.addEventListener("abort", cancel);
  try {
    if (signal?.aborted) throw undefined; // told below, with its reason
    thread = await createThread(await compiled(), options.worker, progress);
    if (signal?.aborted) throw undefined;
    return await work(thread, (name) => {
      enter(name);
      onProgress?.({ phase: name, rows: 0, bytes: 0 });
    });
  } catch (thrown) {
    throw explained(thrown, stage.name === "local" ? "local" : "roster", signal);
  } finally {
    signal?.removeEventListener("abort", cancel);
    thread?.end();
  }
}

/** @type {typeof import("../../types/match.d.ts").matchRecords} */
export async function matchRecords(kind, local, roster, options = {}) {
  checkOptions(options);
  return withThread(options, async (thread, enter) => {
    const { side, form, mapping } = await openLocal(local, options);
    side.encoding = options.encoding;
    const other = await openSide(roster);
    if (!other) throw refused("roster", "roster must be records, a List, JSON text or bytes, a Blob, or a stream");
    const open = (found, expected) => thread.open(settingsText(kind, options, form, other.first ? "json" : "batch", found), expected);
    let found = mapping;
    if (mapping.length === 0 && form !== "delimited") {
      await open([]);
      const records = sample(side) ?? (await taste(side));
      found = records.length > 0 ? await guessMapping(thread, records) : [];
    }
    await open(form === "batch" ? found.map(([field]) => [field, ""]) : found, expectedBytes(side, other));
    enter("local");
    await load(thread, "local", side, found.map(([, where]) => reader(where)));
    await thread.close();
    enter("roster");
    await load(thread, "roster", other, other.first ? [] : rosterReaders(await thread.rosterColumns()));
    enter("resolving");
    return createReport(kind, await thread.resolve(options.incremental === true), { mapping: found, isWorker: thread.isWorker });
  });
}

/** What records of the program will take, about. Each growth of the memory may make an engine go through all of them. */
function expectedBytes(local, roster) {
  const rows = ({ records }) => (Array.isArray(records) ? records.length : 0);
  return rows(local) * BYTES_A_LOCAL_ROW + rows(roster) * BYTES_A_ROSTER_ROW;
}

const BYTES_A_LOCAL_ROW = 82;
const BYTES_A_ROSTER_ROW = 34;

/** @type {typeof import("../../types/match.d.ts").updateMatches} */
export async function updateMatches(previous, events, options = {}) {
  checkOptions(options);
  const snapshot = previous?.snapshot ?? previous;
  if (!(snapshot instanceof Uint8Array)) {
    throw refused("previous", "previous must be a report that was made with `incremental: true`, or its snapshot");
  }
  return withThread(options, async (thread, enter) => {
    enter("roster");
    await thread.restore(snapshot);
    const columns = await thread.rosterColumns();
    const kind = /roles\.(\w+)/.exec(columns.map(([, path]) => path).join(" "))?.[1] ?? "school";
    const send = (columns, rows, gone) => thread.batch("roster", columns, rows, gone);
    const counts = await loadEvents(kind, events, rosterReaders(columns), send);
    enter("resolving");
    return createReport(kind, await thread.resolve(options.incremental !== false), { mapping: [], isWorker: thread.isWorker, events: counts });
  });
}

/** The first records of an iterable, which are still to come after. */
async function taste(side) {
  const iterator = (side.records[Symbol.asyncIterator] ?? side.records[Symbol.iterator]).call(side.records);
  const first = await iterator.next();
  side.records = (async function* () {
    for (let next = first; !next.done; next = await iterator.next()) yield next.value;
  })();
  return first.done ? [] : [first.value];
}

const ROLE_FIELDS = {
  student: ["sis_id", "student_number", "state_id", "dob", "credentials.district_username"],
  teacher: ["sis_id", "teacher_number", "state_id", "credentials.district_username"],
  staff: ["staff_id", "credentials.district_username"],
};

/** @type {typeof import("../../types/match.d.ts").rosterFields} */
export function rosterFields(kind) {
  if (kind === "school") return ["id", "district", "name", "sis_id", "state_id", "school_number", "mdr_number", "nces_id"];
  if (!Object.hasOwn(ROLE_FIELDS, kind)) throw refused("kind", "kind must be student, teacher, staff or school");
  return ["id", "district", "email", "name.first", "name.last", ...ROLE_FIELDS[kind].map((field) => `roles.${kind}.${field}`)];
}
