// The records of a list's answer, as they come out of the module.
import { open, shut } from "./slots.js";
import { ask, failure, words, bytes } from "./wasm.js";

/**
 * Adds to `records` what has come for a call since the last time, perhaps in place of all before.
 * @param {number} number the call @param {(slot: number) => object} build @param {object[]} records
 */
export function take(number, build, records) {
  const places = ask("batch", number)?.split(" ").map(Number);
  if (!places) return;
  const [rows, tape, cuts] = [0, 2, 4].map((at) => words(places[at], places[at + 1]));
  if (places[9]) records.length = 0;
  if (!rows.length) return;
  open(tape, values(places, cuts));
  try {
    for (const slot of rows) records.push(build(slot));
  } finally {
    shut();
  }
}

/** All values of the batch. A place that differs would put the wrong text under the wrong child. */
function values([, , , , , , at, length, count], cuts) {
  let found;
  try {
    // A fresh decoder each time: Safari's gives up after two gigabytes.
    found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes(at, length)));
  } catch (error) {
    throw failure("internal", error);
  }
  const short = found.pop();
  let end = 0;
  for (const cut of cuts) found[cut >>> 4] = short.substring(end, (end += cut & 15));
  if (found.length !== count || end !== short.length) throw failure("internal");
  return found;
}
