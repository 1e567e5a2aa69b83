// One emulator of emulator/src/web.rs: an instance of the module to itself, so that there is nothing to free. Like
// driver/instance.js it relies on what wasm-bindgen's own file would do, in the version that Cargo.toml pins.

/**
 * @param {WebAssembly.Module} module
 * @returns an emulator with the default options, until `open` gives it others
 */
export function createCore(module) {
  const encoder = new TextEncoder();
  const memory = () => new Uint8Array(wasm.memory.buffer);
  const text = (at, length) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(memory().subarray((at >>>= 0), at + length));
  const put = (bytes) => {
    const at = wasm.malloc(bytes.length, 1) >>> 0;
    memory().set(bytes, at);
    return [at, bytes.length];
  };
  const give = (given) => put(encoder.encode(given));
  const take = ([at, length], read) => {
    if (at === 0) return undefined;
    const taken = read(at, length);
    wasm.free(at, length, 1);
    return taken;
  };
  const imported = {
    throw(...message) {
      throw new Error(text(...message));
    },
  };
  const wasm = new WebAssembly.Instance(module, { h: imported }).exports;
  const clever = wasm.new();

  return {
    /** Begins with these options; a sentence where they cannot be used. @param {string} options */
    open: (options) => take(wasm.open(clever, ...give(options)), text),
    /**
     * @param {{ origin: string, method: string, target: string, headers: [string, string][] }} head
     * @param {Uint8Array} body @param {number} now Unix milliseconds
     */
    handle(head, body, now) {
      const answer = take(wasm.handle(clever, ...give(JSON.stringify(head)), ...put(body), now), text);
      const { status, headers, delivery } = JSON.parse(answer);
      const bytes = take(wasm.body(clever), (at, length) => memory().slice((at >>>= 0), at + length));
      return { status, headers, delivery, body: bytes ?? new Uint8Array() };
    },
    save: () => take(wasm.save(clever), text),
    /** A sentence where it cannot be read. @param {string} saved */
    restore: (saved) => take(wasm.restore(clever, ...give(saved)), text),
  };
}
