// Records of the program as the module reads them, column by column: U+001F between cells, U+001E between columns.

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
export function createBatches(readers, send, unwrap) {
  // A column at a time: engines join texts that lie in an array without making one of each pair of neighbours first.
  const write = (records, clean) => {
    const columns = readers.map((read) => {
      const cells = new Array(records.length);
      for (let row = 0; row < records.length; row++) {
        const value = read(records[row]);
        const shown = typeof value === "string" ? value : cell(value);
        cells[row] = clean ? shown.replace(SEPARATORS, " ") : shown;
      }
      return cells.join("\u001f");
    });
    return columns.join("\u001e");
  };
  const sendPart = async (part) => {
    const records = unwrap ? part.map(unwrap) : part;
    if (!(await send(write(records, false), records.length))) await send(write(records, true), records.length);
  };
  let pending = [];
  return {
    /** All of an array. */
    async all(records) {
      for (let at = 0; at < records.length; at += ROWS) await sendPart(records.slice(at, at + ROWS));
    },
    /** One record of many that come one by one. */
    async one(record) {
      pending.push(record);
      if (pending.length === ROWS) await this.end();
    },
    async end() {
      const records = pending;
      pending = [];
      if (records.length > 0) await sendPart(records);
    },
  };
}
