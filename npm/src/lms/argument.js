// How the subpaths without WebAssembly refuse an argument. The error holds names only, never what was given: it may be
// a child's record, or an address with a token in it.
import { CleverError } from "../driver/error.js";

/** @param {string} path which argument @param {string} sentence what it must be, beginning with its name @param {string} [hint] */
export const refusedArgument = (path, sentence, hint = "Correct the argument that `path` names.") =>
  new CleverError({ code: "invalid_argument", message: `invalid_argument: ${sentence}`, hint, retryable: false, path });
