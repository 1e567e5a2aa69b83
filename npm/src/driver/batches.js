// The records of a list's answer, as they come out of the module.
import { open, shut, value, values } from "./slots.js";
import { ask, failure, words, bytes } from "./wasm.js";

const decoder = () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @param {number} number the call @param {(slot: number) => object} build */
export function createBatches(number, build) {
  let kept = [];
  return {
    /** The answer begins anew. */
    restart() {
      kept = [];
    },
    /** Adds to `records` what has come since the last time, perhaps in place of all before. @param {object[]} records */
    take(records) {
      const places = ask("batch", number)?.split(" ").map(Number);
      if (!places) return;
      const [rows, tape, promoted] = [0, 2, 4].map((at) => words(places[at], places[at + 1]));
      const [short, long, wide] = [6, 8, 10].map((at) => text(places[at], places[at + 1]));
      if (short.length !== places[7]) throw failure("internal");
      open({ tape, short, long: values(long, places[12]), wide: values(wide, places[13]), kept });
      try {
        for (const slot of promoted) kept.push(value(slot));
        if (places[14]) records.length = 0;
        for (let index = 0; index < rows.length; index++) records.push(build(rows[index]));
      } finally {
        shut();
      }
    },
  };

  function text(at, length) {
    try {
      return length === 0 ? "" : decoder().decode(bytes(at, length));
    } catch (error) {
      throw failure("internal", error);
    }
  }
}
