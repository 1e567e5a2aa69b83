import { unavailable } from "./driver/wasm.js";
import { NOT_UTF8, inlinedBytes } from "./literal.js";

/**
 * Compiles the module that lies in this file as a string. Synchronous, so that a client can be made in the page's
 * first task.
 * @returns {WebAssembly.Module}
 */
export function inlined() {
  const bytes = inlinedBytes();
  if (!bytes) throw unavailable(undefined, NOT_UTF8);
  return new WebAssembly.Module(bytes);
}
