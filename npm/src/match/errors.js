// What goes wrong, as CleverErrors. They hold names of columns and options, never a value of a record.
import { CleverError } from "../driver/error.js";
import { Fault } from "./run.js";

/** @param {string} path @param {string} sentence @param {string} [hint] */
export const refused = (path, sentence, hint = "Correct the argument that `path` names.") =>
  new CleverError({ code: "invalid_argument", message: `invalid_argument: ${sentence}`, hint, retryable: false, path });

/** Column names are the application's, but a table without a header shows a record there. */
const shown = (names) => (names.length > 200 ? `${names.slice(0, 200)}…` : names);

const invalid = (side, reason, sentence, hint) =>
  side === "roster"
    ? new CleverError({ code: "invalid_response", message: `invalid_response: ${sentence}`, hint, retryable: false, reason })
    : refused("local", sentence, hint);

/** Of the four gigabytes that WebAssembly can have. */
const ALMOST_ALL = 3.5 * 2 ** 30;

/** @param {unknown} thrown @param {"local" | "roster"} side whose records were read @param {AbortSignal} [signal] */
export function explained(thrown, side, signal) {
  if (signal?.aborted) {
    return new CleverError({ code: "cancelled", message: "cancelled: matching was cancelled", retryable: false }, signal.reason);
  }
  if (!(thrown instanceof Fault)) return thrown;
  const { word, detail, more } = thrown;
  switch (word) {
    case "invalid":
      return refused(`options.${detail}`.replace("options.kind", "kind"), more);
    case "full":
      return refused(side, `${side} has more records than one run takes`, "Match fewer records at a time: one school, or one role.");
    case "trap":
      // The one thing that an instance of its own runs into is the end of its memory; anything else is a defect.
      if (Number(detail) < ALMOST_ALL) break;
      return refused(side, "there is not enough memory for so many records", "Match fewer records at a time: one school, or one role.");
    case "second_district":
      return refused("roster", "roster has records of several districts", "Ids and addresses are unique within a district only: name one with `districtId`.");
    case "malformed":
      return invalid(side, "malformed", `${side} is not JSON at byte ${detail}`, "A roster's bytes are pages as Clever sends them, or one record a line.");
    case "too_deep":
      return invalid(side, "too_deep", `${side} is nested too deeply at byte ${detail}`);
    case "no_columns":
      return refused("local", "local has no column that matching knows", `Say with \`fields\` which column holds what. There are: ${shown(detail)}`);
    case "no_such_column":
      return refused("options.fields", `there is no column ${JSON.stringify(shown(detail))}`, "Compare `fields` with the table's first line.");
    case "no_snapshot":
      return refused("previous", "previous is no snapshot that this version can read", "Match anew, with `incremental: true`.");
    case "cancelled":
      return new CleverError({ code: "cancelled", message: "cancelled: matching was cancelled", retryable: false });
  }
  return new CleverError({ code: "internal", message: "internal: a defect of clever-wasm/match", hint: "Please report it.", retryable: false });
}
