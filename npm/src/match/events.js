// Clever's events as changes of a roster.
import { ROWS, createBatches } from "./cells.js";
import { unwrapped } from "./load.js";
import { openSide } from "./source.js";
import { refused } from "./errors.js";

/**
 * Sends what changed, in the events' order. Gives how many counted, and the last event's id.
 * @param {string} kind @param {(columns: string[], rows: number, gone: Uint8Array) => Promise<boolean>} send
 */
export async function loadEvents(kind, events, readers, send) {
  const side = await openSide(events);
  if (!side || side.first) throw refused("events", "events must be Clever's events: an array, an iterable or a List");
  const collection = kind === "school" ? "schools" : "users";
  const counts = { applied: 0, ignored: 0, lastEventId: null };
  let gone = [];
  const batches = createBatches(readers, (columns, rows) => send(columns, rows, Uint8Array.from(gone)), unwrapped);
  let changed = [];
  const flush = async () => {
    const records = changed;
    changed = [];
    // One batch at a time, for `gone` goes with it.
    await batches.all(records);
    gone = [];
  };
  const one = async (row) => {
    const event = row?.type === undefined && row?.data ? row.data : row;
    if (typeof event?.type !== "string") throw refused("events", "an event has no type");
    counts.lastEventId = event.id ?? counts.lastEventId;
    const [records, what] = event.type.split(".");
    const object = event.data?.object;
    if (records !== collection || !object || !["created", "updated", "deleted"].includes(what)) {
      counts.ignored += 1;
      return;
    }
    counts.applied += 1;
    changed.push(object);
    gone.push(what === "deleted" ? 1 : 0);
    if (changed.length === ROWS) await flush();
  };
  if (side.pages) for await (const page of side.pages) for (const event of page.data) await one(event);
  else for await (const event of side.records) await one(event);
  await flush();
  return counts;
}
