// Records of the program as the module reads them: cells with a U+001F between, a U+001E behind each row.

const ROWS = 1024;
const SEPARATORS = /[\u001e\u001f]/g;

/** A function that reads a member, or a member of a member: `"name.first"`. */
export function reader(path) {
  if (typeof path === "function") return path;
  const names = String(path).split(".");
  const [one, two, three] = names;
  if (names.length === 1) return (record) => record?.[one];
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
 * Sends records in batches.
 * @param {readonly ((record: unknown) => unknown)[]} readers
 * @param {(cells: string, rows: number) => Promise<boolean>} send `false`: with separators inside cells
 * @param {(record: unknown) => unknown} [unwrap] what the readers read of each
 */
export function createBatches(readers, send, unwrap = (record) => record) {
  const write = (records, from, to, clean) => {
    let text = "";
    const last = readers.length - 1;
    for (let row = from; row < to; row++) {
      const record = unwrap(records[row]);
      for (let column = 0; column <= last; column++) {
        const value = readers[column](record);
        const shown = typeof value === "string" ? value : cell(value);
        text += clean ? shown.replace(SEPARATORS, " ") : shown;
        text += column === last ? "\u001e" : "\u001f";
      }
    }
    return text;
  };
  let pending = [];
  const sendPart = async (records, from, to) => {
    if (!(await send(write(records, from, to, false), to - from))) await send(write(records, from, to, true), to - from);
  };
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
