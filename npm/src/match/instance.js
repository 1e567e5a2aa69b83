// One run has an instance of the module to itself: memory of WebAssembly never shrinks, so that only dropping the whole
// instance gives back what a million records took. Like npm/src/driver/instance.js it relies on what wasm-bindgen's own
// file does.

// Of small runs, an eighth of the time is a new instance, and the system's handing out of its memory. So the last one's is
// kept for a while, overwritten.
const MOST_KEPT = 8 << 20;
const KEPT_MS = 10_000;
let kept;
let until;

/** An instance for a run of this thread's. @param {WebAssembly.Module} module */
export function takeInstance(module) {
  const instance = kept;
  kept = undefined;
  clearTimeout(until);
  return instance ?? createInstance(module);
}

/** It is not needed any more, and came to its end without a fault. */
export function returnInstance(instance) {
  if (instance.memory() > MOST_KEPT || !instance.wipe()) return;
  kept = instance;
  clearTimeout(until);
  until = setTimeout(() => (kept = undefined), KEPT_MS);
  // No process is to wait for it.
  until.unref?.();
  globalThis.Deno?.unrefTimer?.(until);
}

/** @param {WebAssembly.Module} module */
export function createInstance(module) {
  const encoder = new TextEncoder();
  const imported = {
    throw(at, length) {
      throw new Error(text(at, length));
    },
  };
  const wasm = new WebAssembly.Instance(module, { h: imported }).exports;
  let core = wasm.new();

  const span = (at, length) => new Uint8Array(wasm.memory.buffer, at >>> 0, length);
  const text = (at, length) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(span(at, length));
  const put = (bytes) => {
    const at = wasm.malloc(bytes.length, 1) >>> 0;
    span(at, bytes.length).set(bytes);
    return [at, bytes.length];
  };
  /** A text of the module's, which may be absent. */
  const take = ([at, length]) => {
    if (at === 0) return undefined;
    const taken = text(at, length);
    wasm.free(at, length, 1);
    return taken;
  };

  return {
    names: () => take(wasm.names()),
    open: (settings, secret, expected) => take(wasm.open(core, ...put(encoder.encode(settings)), ...put(secret), expected)),
    restore: (secret) => wasm.restore(core, ...put(secret)) !== 0,
    /** Where so many bytes are to be written, until the module is asked again. */
    room: (length) => span(wasm.reserve(core, length), length),
    rosterColumns: () => take(wasm.roster_columns(core)),
    guess: (names) => take(wasm.guess(core, ...put(encoder.encode(names)))),
    local: (length, rows, last) => take(wasm.local(core, length, rows, last)),
    close: () => wasm.close(core) !== 0,
    roster: (length, rows, last) => take(wasm.roster(core, length, rows, last)),
    changes: (length, rows, gone) => take(wasm.changes(core, length, rows, ...put(gone))),
    resolve: (keep) => wasm.resolve(core, keep) !== 0,
    rows: (roster) => wasm.rows(core, roster) >>> 0,
    facts: () => take(wasm.facts(core)),
    oddIds: () => take(wasm.odd_ids(core)),
    /** A copy of a column. */
    column(number, width) {
      const [at, entries] = [wasm.column(core, number) >>> 0, wasm.entries(core, number) >>> 0];
      if (entries === 0) return width === 4 ? new Uint32Array() : new Uint8Array();
      const copy = wasm.memory.buffer.slice(at, at + entries * width);
      return width === 4 ? new Uint32Array(copy) : new Uint8Array(copy);
    },
    idPiece: (number, length) => new Uint32Array(wasm.memory.buffer, wasm.id_piece(core, number) >>> 0, length),
    memory: () => wasm.memory.buffer.byteLength,
    /** Ready for another run, with nothing left of this one. */
    wipe() {
      wasm.drop(core, 0);
      const isClean = wasm.wipe() !== 0;
      core = wasm.new();
      return isClean;
    },
  };
}
