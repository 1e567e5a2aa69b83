// The WebAssembly instance of this copy of the package: started synchronously, and started again after a trap.
import { CleverError, fromJson } from "./error.js";
import { createInstance } from "./instance.js";

let compiled; // kept, so that a trap costs an instantiation, not a compilation
let core;
let broken = false; // what the instance holds cannot be relied on
let busy = false; // it is being asked
let numbers;
const reopeners = new Set();
const NOTHING = Object.freeze([]);

function begin() {
  core = createInstance(compiled);
  numbers = new Map(core.names.map((name, number) => [name, number]));
}

/**
 * Starts the module unless it runs. Throws `wasm_blocked` or `wasm_unavailable`.
 * @param {() => WebAssembly.Module} load
 */
export function start(load) {
  if (core) return;
  try {
    compiled ??= load();
    begin();
  } catch (error) {
    throw error instanceof CleverError ? error : unusable(error);
  }
}

function unusable(error) {
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

/**
 * Asks the module for one thing. What it refuses becomes a CleverError; a trap becomes `internal`, after the module was
 * started again and every client reopened in it.
 * @param {string} name one of the operations of src/web.rs
 * @param {number} id the client or the call
 * @param {number} number @param {readonly (string | undefined)[]} texts @param {object} options
 * @returns {string | undefined}
 */
export const ask = (name, id = 0, number = 0, texts = NOTHING, options = NOTHING) => {
  const joined = texts.map(part).join("\0");
  return guarded(() => core.decide(numbers.get(name), id, number, joined, options));
};

// NUL separates, so what is given with one comes as another control character, which is refused wherever it matters.
const part = (text) => (text === undefined ? "\u0001" : text.replaceAll("\0", "\u0002"));

/** What the module says, in JSON: for the most part a list. @param {string | undefined} answer */
export const told = (answer) => (answer === undefined ? undefined : JSON.parse(answer));

/** The same, asked for. */
export const askJson = (...question) => told(ask(...question));

/** Bytes have come for a call. @param {number} number @param {Uint8Array} bytes */
export const chunk = (number, bytes) => guarded(() => core.chunk(number, bytes));

/** Takes a token out of the module's memory. @param {string} token */
export const wipe = (token) => core.wipe(token);

/** Memory of the module, until it is asked again. @param {number} at @param {number} length */
export const bytes = (at, length) => core.bytes(at, length);
/** @param {number} at @param {number} length */
export const words = (at, length) => core.words(at, length);
/** @param {number} at @param {number} length */
export const text = (at, length) => core.text(at, length);

function guarded(decide) {
  // A page's storage or history, patched by a tool of its own, may lead back here: nothing else can be asked meanwhile.
  if (busy) throw defect();
  let answer;
  try {
    if (broken) restart();
    busy = true;
    answer = decide();
    busy = false;
  } catch {
    // A trap, the stack running out inside, or what the page threw right through: refusals are no exceptions there. That
    // instance's memory cannot be relied on.
    busy = false;
    broken = true;
    try {
      restart();
    } catch {
      // No room for that here, perhaps for want of stack: whatever is asked next begins with it, and nobody waits long.
      queueMicrotask(() => failure("internal"));
      throw defect();
    }
    throw failure("internal");
  }
  if (answer?.[0] === "!") throw fromJson(answer.slice(1));
  return answer;
}

/** `internal`, where the module cannot be asked for its sentences. */
const defect = () =>
  new CleverError({ code: "internal", message: "internal: a defect of clever-wasm; the session is kept", hint: "Call again.", retryable: false });

/** A fresh instance of the kept module, and every client in it again. */
function restart() {
  begin();
  broken = false;
  try {
    for (const reopen of [...reopeners]) reopen();
  } catch (error) {
    broken = true;
    throw error;
  }
}

/** The error of that code, with the sentences that the Rust side keeps for it. */
export const failure = (code, cause, reason) => refused(cause, "failure", [code, reason]);

/** An `invalid_config` or `invalid_argument` that only JavaScript can notice. */
export const refusal = (code, path, sentence, cause) => refused(cause, "refusal", [code, path, sentence]);

function refused(cause, name, texts) {
  try {
    ask(name, 0, 0, texts);
  } catch (error) {
    if (cause !== undefined) Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
    return error;
  }
}
