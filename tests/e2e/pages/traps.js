// Traps for the SDK's module, in Node and in pages: the package's own build, which has no hook for that. Its imports are
// wrapped, so that a trap strikes in the middle of what the module does, as a defect of its own would.

/** Each is a function of a module written by hand, and fails in another way: its instructions, without the last `end`. */
const KINDS = {
  unreachable: [0x00],
  divide: [0x41, 1, 0x41, 0, 0x6d, 0x1a], // i32.const 1, i32.const 0, i32.div_s, drop
  memory: [0x41, 0x7f, 0x28, 2, 0, 0x1a], // i32.const -1, i32.load, drop
  overflow: [0x10, 3], // call itself
  indirect: [0x41, 0, 0x11, 0, 0], // i32.const 0, call_indirect: the table is empty
};
export const TRAPS = Object.keys(KINDS);

const counted = (list) => [list.length, ...list.flat()];
const section = (id, bytes) => [id, ...leb(bytes.length), ...bytes];

function leb(number) {
  const bytes = [];
  for (; number > 127; number >>>= 7) bytes.push((number & 127) | 128);
  return [...bytes, number];
}

/** @param {Uint8Array} bytes @param {number} at @returns {[number, number]} the number, and where it ends */
function readLeb(bytes, at) {
  let number = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    number |= (byte & 127) << shift;
    if (byte < 128) return [number, at];
  }
}

function trapModule() {
  const ascii = (text) => counted(Array.from(text, (letter) => letter.charCodeAt(0)));
  const bodies = Object.values(KINDS).map((code) => [code.length + 2, 0, ...code, 0x0b]);
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, counted([[0x60, 0, 0]])),
    ...section(3, counted(bodies.map(() => [0]))),
    ...section(4, counted([[0x70, 0, 1]])),
    ...section(5, counted([[0, 1]])),
    ...section(7, counted(TRAPS.map((name, index) => [...ascii(name), 0, index]))),
    ...section(10, counted(bodies)),
  ]);
}

/** The same module with a memory that may grow by so many pages of 64 KiB, and no further. */
export function limitGrowth(bytes, pages) {
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const [length, begin] = readLeb(bytes, at + 1);
    if (id === 5) {
      const [least] = readLeb(bytes, begin + 2); // one memory; its flags
      const limited = section(5, [1, 1, ...leb(least), ...leb(least + pages)]);
      return new Uint8Array([...bytes.subarray(0, at), ...limited, ...bytes.subarray(begin + length)]);
    }
    at = begin + length;
  }
  throw new Error("the module has no memory of its own");
}

/**
 * Watches every instance that is made from now on.
 * @param {{ growth?: number }} [limits] pages that a memory may grow by
 */
export function layTraps({ growth } = {}) {
  const { Instance, Module } = WebAssembly;
  const sprung = new Instance(new Module(trapModule())).exports;
  const traps = {
    /** What runs the next time that the module asks for the time, in the middle of its work. */
    next: null,
    /** Memories of the module's instances, the latest last. */
    memories: [],
    /** @param {string} kind one of TRAPS */
    spring: (kind) => (traps.next = sprung[kind]),
    undo: () => Object.assign(WebAssembly, { Instance, Module }),
  };
  const strike = () => {
    const { next } = traps;
    traps.next = null;
    next?.();
  };
  WebAssembly.Instance = function (module, imports) {
    // What unpacks the package's module needs nothing, and is no part of it.
    if (!imports) return new Instance(module);
    for (const names of Object.values(imports)) {
      for (const [name, given] of Object.entries(names)) {
        if (name === "now") names[name] = (...values) => (strike(), given(...values));
      }
    }
    const instance = new Instance(module, imports);
    traps.memories.push(instance.exports.memory);
    return instance;
  };
  const limited = (bytes) => {
    const module = new Module(bytes);
    return Module.imports(module).length > 0 ? new Module(limitGrowth(bytes, growth)) : module;
  };
  if (growth !== undefined) WebAssembly.Module = Object.assign(function (bytes) { return limited(bytes); }, { imports: Module.imports });
  return traps;
}
