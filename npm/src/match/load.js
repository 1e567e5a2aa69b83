// Brings the two sides into a run.
import { createBatches, rosterReader } from "./cells.js";
import { openSide } from "./source.js";
import { refused } from "./errors.js";

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;

/** Whether text begins as JSON does, behind blanks and a mark. */
function isJson(first) {
  const start = first.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
  return start === OPEN_BRACE || start === OPEN_BRACKET;
}

/** What the local side is, and where its fields are. @returns {Promise<{ side: object, form: string, mapping: [string, string | number | Function][] }>} */
export async function openLocal(local, options) {
  const side = await openSide(local, options.encoding);
  if (!side || side.pages) {
    throw refused("local", "local must be records, text, bytes, a Blob, a stream, or an iterable of one of them");
  }
  const mapping = Object.entries(options.fields ?? {}).filter(([, where]) => where !== undefined);
  if (side.records) return { side, form: "batch", mapping };
  const form = (options.format ?? (isJson(side.first) ? "json" : "csv")) === "json" ? "json" : "delimited";
  if (mapping.some(([, where]) => typeof where === "function")) {
    throw refused("options.fields", "a function reads records of the program, not text", "Name the column instead.");
  }
  return { side, form, mapping: mapping.map(([field, where]) => [field, typeof where === "number" ? `#${where + 1}` : where]) };
}

/** Names of members, those of members with a dot, as far as records have them. */
function memberNames(record) {
  const names = [];
  const walk = (value, prefix, depth) => {
    for (const [name, inner] of Object.entries(value)) {
      if (inner !== null && typeof inner === "object" && !Array.isArray(inner) && depth < 3) walk(inner, `${prefix}${name}.`, depth + 1);
      else names.push(prefix + name);
    }
  };
  if (record !== null && typeof record === "object") walk(record, "", 0);
  return names;
}

/** The first records of text in JSON, as far as one line or one small file shows them. */
function firstRecords(first) {
  const text = new TextDecoder().decode(first);
  for (const part of [text, text.slice(0, text.indexOf("\n"))]) {
    try {
      const value = JSON.parse(part);
      return Array.isArray(value) ? value : [value];
    } catch {
      // Not that one, then.
    }
  }
  return [];
}

/** Finds fields by the names that records' members have. @returns {Promise<[string, string][]>} */
export async function guessMapping(thread, records) {
  const names = [...new Set(records.slice(0, 100).flatMap(memberNames))];
  const fields = names.length > 0 ? await thread.guess(names) : [];
  const found = names.map((name, index) => [fields[index], name]).filter(([field]) => field);
  if (found.length === 0) {
    throw refused("local", "local's records have no member that matching knows", "Say with `fields` which member holds what.");
  }
  return found;
}

export const sample = (side) => (Array.isArray(side.records) ? side.records : side.first ? firstRecords(side.first) : undefined);

/** Reads the whole side. */
export async function load(thread, which, side, readers) {
  if (side.blob) {
    await thread.drain(which, side.blob, side.encoding);
  } else if (side.bytes) {
    await thread.feed(which, side.bytes, true);
  } else if (side.chunks) {
    for await (const bytes of side.chunks) await thread.feed(which, bytes, false);
    await thread.feed(which, new Uint8Array(), true);
  } else {
    const batches = createBatches(readers, (columns, rows) => thread.batch(which, columns, rows), which === "roster" ? unwrapped : undefined);
    if (Array.isArray(side.records)) return batches.all(side.records);
    // Pages are hashed one by one, and nothing of them is kept.
    if (side.pages) for await (const page of side.pages) await batches.all(page.data);
    else for await (const record of side.records) await batches.one(record);
    await batches.end();
  }
}

/** How the module's columns are read from a record of Clever's. */
export function rosterReaders(columns) {
  return columns.map(([, path]) => rosterReader(path));
}

/** A record of Clever's, which may still be in its row. */
export const unwrapped = (record) => (record?.id === undefined && record?.data ? record.data : record);
