// The WebAssembly instance of this copy of the package: started synchronously, and started again after a trap.
import * as glue from "clever-wasm-glue";
import { CleverError, fromJson } from "./error.js";

let compiled; // kept, so that a trap costs an instantiation, not a compilation
let generation = 0;
const reopeners = new Set();

/**
 * Starts the module unless it runs. Throws `wasm_blocked` or `wasm_unavailable`.
 * @param {() => WebAssembly.Module} load
 */
export function start(load) {
  if (generation) return;
  try {
    compiled ??= load();
    glue.initSync({ module: compiled });
  } catch (error) {
    throw error instanceof CleverError ? error : refused(error);
  }
  generation = 1;
}

function refused(error) {
  // Firefox and Chromium name the policy in a CompileError, WebKit in an EvalError; the name is all they agree on.
  const blocked = /content.security|unsafe-eval|csp/i.test(String(error?.message)) || error?.name === "EvalError";
  return blocked
    ? new CleverError({
        code: "wasm_blocked",
        message: "wasm_blocked: the page's Content-Security-Policy forbids clever-wasm to start",
        hint: "Add 'wasm-unsafe-eval' to script-src.",
        retryable: false,
      }, error)
    : unavailable(error, error?.hint);
}

/** @param {unknown} cause @param {string} [hint] */
export const unavailable = (cause, hint) =>
  new CleverError({
    code: "wasm_unavailable",
    message: "wasm_unavailable: this environment cannot run clever-wasm",
    hint: hint ?? "Use Chromium 114, Firefox 115, Safari 16.4, Node 20.19 or later.",
    retryable: false,
  }, cause);

/** Runs `reopen` after each trap, in the fresh instance. Gives the way to stop that. */
export function onReopen(reopen) {
  reopeners.add(reopen);
  return () => reopeners.delete(reopen);
}

/** Grows with every trap: what began in an earlier generation is lost. */
export const currentGeneration = () => generation;

/**
 * Calls into the module. What it throws becomes a CleverError; a trap becomes `internal`, after the module was started
 * again and every client reopened in it.
 * @template T @param {() => T} call @returns {T}
 */
export function enter(call) {
  try {
    return call();
  } catch (error) {
    if (typeof error === "string") throw fromJson(error);
    // A trap, or the engine's stack running out inside the module: that instance's memory cannot be relied on.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      generation += 1;
      glue.__wbg_reset_state();
      glue.initSync({ module: compiled });
      for (const reopen of [...reopeners]) reopen();
      throw failure("internal");
    }
    throw error;
  }
}

/** The error of that code, with the sentences that the Rust side keeps for it. */
export const failure = (code, cause, reason) => fromJson(glue.failure(code, reason), cause);

/** An `invalid_config` or `invalid_argument` that only JavaScript can notice. */
export const refusal = (code, path, sentence, cause) => fromJson(glue.refusal(code, path, sentence), cause);

export { glue };
