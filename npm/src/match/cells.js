// Records of the program as the module reads them, column by column: U+001F between cells, U+001E between columns. A column
// of one cell says it for all rows: a roster's records are of one district mostly.

/** So many records are a batch. */
export const ROWS = 1024;
const SEPARATORS = /[\u001e\u001f]/g;

/**
 * Where Clever keeps what all kinds have, and members that are named as matching names them. Written out, for engines are
 * quicker with a name that they know beforehand, and keep what they compiled.
 */
const READERS = {
  id: (record) => record?.id,
  district: (record) => record?.district,
  email: (record) => record?.email,
  "name.first": (record) => record?.name?.first,
  "name.last": (record) => record?.name?.last,
  "roles.student.sis_id": (record) => record?.roles?.student?.sis_id,
  "roles.student.student_number": (record) => record?.roles?.student?.student_number,
  "roles.student.state_id": (record) => record?.roles?.student?.state_id,
  "roles.student.dob": (record) => record?.roles?.student?.dob,
  sis_id: (record) => record?.sis_id,
  student_number: (record) => record?.student_number,
  state_id: (record) => record?.state_id,
  first_name: (record) => record?.first_name,
  last_name: (record) => record?.last_name,
  dob: (record) => record?.dob,
};

/** That a role is there is all that is asked of it. */
const ROLES = {
  "roles.student": (record) => (record?.roles?.student == null ? "" : "1"),
  "roles.teacher": (record) => (record?.roles?.teacher == null ? "" : "1"),
  "roles.staff": (record) => (record?.roles?.staff == null ? "" : "1"),
};

/** A function that reads a member of Clever's record. @param {string} path */
export const rosterReader = (path) => ROLES[path] ?? READERS[path] ?? reader(path);

/** A function that reads a member, or a member of a member: `"name.first"`. */
export function reader(path) {
  if (typeof path === "function") return path;
  const names = String(path).split(".");
  const [one, two, three] = names;
  if (names.length === 1) return Object.hasOwn(READERS, one) ? READERS[one] : (record) => record?.[one];
  // A column may have a dot in its own name.
  if (names.length === 2) return (record) => record?.[one]?.[two] ?? record?.[path];
  if (names.length === 3) return (record) => record?.[one]?.[two]?.[three];
  return (record) => names.reduce((value, name) => value?.[name], record);
}

/** What is a value in JSON and no list is one here. */
function cell(value) {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  return "";
}

/**
 * One column of a batch. Not a closure: of those that are made anew for each run, an engine drops what it has compiled
 * whenever it collects garbage in between.
 */
function column(cells, read, unwrap, records, from, to, clean) {
  cells.length = to - from;
  let isOne = true;
  for (let row = from; row < to; row++) {
    const value = read(unwrap ? unwrap(records[row]) : records[row]);
    const shown = typeof value === "string" ? value : cell(value);
    const text = clean ? shown.replace(SEPARATORS, " ") : shown;
    cells[row - from] = text;
    isOne &&= text === cells[0];
  }
  return isOne && cells[0].search(SEPARATORS) < 0 ? cells[0] : cells.join("\u001f");
}

/**
 * Sends records in batches.
 * @param {readonly ((record: unknown) => unknown)[]} readers
 * @param {(columns: string[], rows: number) => Promise<boolean>} send `false`: with separators inside cells
 * @param {(record: unknown) => unknown} [unwrap] what the readers read of each
 */
export function createBatches(readers, send, unwrap) {
  // A column at a time: engines join texts that lie in an array without making one of each pair of neighbours first. And
  // no text becomes so long that a collector would treat it as a large one.
  const cells = [];
  const sendPart = async (records, from, to) => {
    // Two calls: of a function that is called once, the minifier would make a closure again.
    if (await send(readers.map((read) => column(cells, read, unwrap, records, from, to, false)), to - from)) return;
    await send(readers.map((read) => column(cells, read, unwrap, records, from, to, true)), to - from);
  };
  let pending = [];
  return {
    /** All of an array. */
    async all(records) {
      for (let at = 0; at < records.length; at += ROWS) await sendPart(records, at, Math.min(at + ROWS, records.length));
    },
    /** One record of many that come one by one. */
    async one(record) {
      pending.push(record);
      if (pending.length === ROWS) await this.end();
    },
    async end() {
      const records = pending;
      pending = [];
      if (records.length > 0) await sendPart(records, 0, records.length);
    },
  };
}
