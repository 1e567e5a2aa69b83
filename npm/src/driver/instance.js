// An instance of the module, and how text and bytes get in and out of it. wasm-bindgen writes such a file itself, for any
// module, with classes, finalizers and loaders: three times as long. This one relies on what that file does; Cargo.toml
// pins wasm-bindgen's version, and every test of the package goes through here.
import * as host from "../../../src/web/tab.js";

/** @param {WebAssembly.Module} module */
export function createInstance(module) {
  const encoder = new TextEncoder();
  const bytes = () => new Uint8Array(wasm.memory.buffer);
  const span = (at, length) => bytes().subarray((at >>>= 0), at + length);
  // A fresh decoder each time: Safari's gives up after two gigabytes.
  const text = (at, length) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(span(at, length));
  const put = (given) => {
    const at = wasm.__wbindgen_malloc(given.length, 1) >>> 0;
    bytes().set(given, at);
    return [at, given.length];
  };
  /** A text that may be absent, for the module: where it is, and how long. */
  const give = (out, given) => {
    const place = given === undefined ? [0, 0] : put(encoder.encode(given));
    new Uint32Array(wasm.memory.buffer, out >>> 0, 2).set(place);
  };
  /** The same from the module. */
  const take = ([at, length]) => {
    if (at === 0) return undefined;
    const taken = text(at, length);
    wasm.__wbindgen_free(at, length, 1);
    return taken;
  };
  /** What the module imports. Its own names have a hash behind them. */
  const imported = {
    tab: (out, what, ...spans) => give(out, host.tab(what, text(spans[0], spans[1]), text(spans[2], spans[3]))),
    now: host.now,
    kind: (out, options, ...name) => give(out, host.kind(options, text(...name))),
    amount: (options, ...name) => host.amount(options, text(...name)),
    getRandomValues(...place) {
      try {
        crypto.getRandomValues(span(...place));
      } catch (error) {
        const index = wasm.__externref_table_alloc();
        wasm.__wbindgen_externrefs.set(index, error);
        wasm.__wbindgen_exn_store(index);
      }
    },
    throw(...message) {
      throw new Error(text(...message));
    },
    init_externref_table() {},
  };
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    const [, own] = /^(?:__wbg_)?(?:__wbindgen_)?(\w+?)(?:_[0-9a-f]{16})?$/.exec(name);
    (imports[from] ??= {})[name] = imported[own];
  }
  const wasm = new WebAssembly.Instance(module, imports).exports;
  wasm.__wbindgen_start();
  const core = wasm.core_new();

  return {
    names: take(wasm.core_names()).split(" "),
    decide: (operation, id, number, texts, options) =>
      take(wasm.core_decide(core, operation, id, number, ...put(encoder.encode(texts)), options)),
    /** What lies there, until the module is asked again. */
    bytes: span,
    words: (at, length) => new Int32Array(wasm.memory.buffer, at, length),
    /**
     * Overwrites a token wherever it was put in this memory: what was let go of is not cleared by itself. A text of a few
     * letters could be anybody's, and what lies below the first that was ever put is the module's own.
     */
    wipe(given) {
      const [all, wanted] = [bytes(), encoder.encode(given)];
      if (wanted.length < 16) return;
      for (let at = core >>> 0; (at = all.indexOf(wanted[0], at)) >= 0; at++) {
        if (wanted.every((byte, index) => all[at + index] === byte)) all.fill(0, at, at + wanted.length);
      }
    },
    chunk: (number, piece) => take(wasm.core_chunk(core, number, ...put(piece))),
  };
}
