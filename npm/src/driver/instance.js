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
    const at = wasm.malloc(given.length, 1) >>> 0;
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
    wasm.free(at, length, 1);
    return taken;
  };
  /** What the module imports. */
  const imported = {
    tab: (out, what, ...spans) => give(out, host.tab(what, text(spans[0], spans[1]), text(spans[2], spans[3]))),
    now: host.now,
    kind: (out, ...name) => give(out, host.kind(text(...name))),
    amount: (...name) => host.amount(text(...name)),
    random: (...place) => host.random(span(...place)),
    throw(...message) {
      throw new Error(text(...message));
    },
  };
  const wasm = new WebAssembly.Instance(module, { h: imported }).exports;
  const core = wasm.new();

  return {
    names: take(wasm.names()).split(" "),
    decide(operation, id, number, texts, options) {
      host.hold(options);
      return take(wasm.decide(core, operation, id, number, ...put(encoder.encode(texts))));
    },
    /** What lies there, until the module is asked again. */
    bytes: span,
    text,
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
    chunk: (number, piece) => take(wasm.chunk(core, number, ...put(piece))),
  };
}
