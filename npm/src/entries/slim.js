import { create, isCleverError } from "../driver/index.js";
import { start, unavailable } from "../driver/wasm.js";

/** @type {WebAssembly.Module | undefined} */
let compiled;
/** @type {Promise<void> | undefined} */
let loading;

/**
 * Fetches and compiles the module: once, however often it is called. A failure is not remembered.
 * @type {typeof import("../../types/slim.d.ts").init}
 */
export function init(source) {
  return (loading ??= compile(source).then(
    (module) => {
      compiled = module;
    },
    (cause) => {
      loading = undefined;
      // The driver says whether the environment or the page's policy refused it.
      start(() => {
        throw cause;
      });
    },
  ));
}

/** @type {typeof import("../../types/index.d.ts").createClever} */
export const createClever = (options) =>
  create(options, () => {
    if (!compiled) throw unavailable(undefined, "clever-wasm/slim has no WebAssembly yet: await init(source) first.");
    return compiled;
  });
export { isCleverError };

/** @returns {Promise<WebAssembly.Module>} */
async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(magic(source, "these bytes"));
  const response = source instanceof Response ? source : await fetch(source);
  const where = response.url || String(source);
  if (!response.ok) throw refusal(`${where} answered ${response.status} instead of the WebAssembly module.`);
  const type = response.headers.get("content-type") ?? "no content type";
  if (/^application\/wasm\b/i.test(type)) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(magic(await response.arrayBuffer(), `${where} (${type})`));
}

/** A single-page app's server answers any unknown path with its page: say so, rather than "expected magic word". */
function magic(source, where) {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  if (bytes[0] || bytes[1] !== 0x61 || bytes[2] !== 0x73 || bytes[3] !== 0x6d) {
    throw refusal(`${where} is not a WebAssembly module: does the address lead to clever_wasm_bg.wasm?`);
  }
  return bytes;
}

/** @param {string} hint */
const refusal = (hint) => Object.assign(new Error(hint), { hint });
