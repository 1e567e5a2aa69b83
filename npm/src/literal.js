import {
  byteLength, checksum, count, from, head, literal, mask, pages, table, tail, to, unpackLength, words,
} from "clever-wasm-bytes";

/**
 * The module's bytes, which lie in this file as a string: nothing has to be fetched, wherever a bundler puts it.
 * `undefined` where the script was not read as UTF-8.
 * @returns {Uint8Array | undefined}
 */
export function inlinedBytes() {
  // A classic script takes the page's character encoding, and any other than UTF-8 gives a longer string. Its `length` is
  // not asked for: a minifier would work it out before the bytes are put in.
  if (literal.charCodeAt(count) >= 0) return;
  // Loops in JavaScript that nobody ran before are slow: a module of some 400 bytes comes first and writes the other one.
  const first = Uint8Array.from({ length: unpackLength }, (_, index) => literal.charCodeAt(index) ^ mask);
  const { memory, unpack } = new WebAssembly.Instance(new WebAssembly.Module(first)).exports;
  memory.grow(pages);
  new Uint32Array(memory.buffer).set(words);
  new TextEncoder().encodeInto(literal.slice(unpackLength), new Uint8Array(memory.buffer, from));
  return unpack(to, table, head, tail) === checksum ? new Uint8Array(memory.buffer, to + table, byteLength) : undefined;
}

export const NOT_UTF8 =
  'This script was not read as UTF-8: add <meta charset="utf-8"> to the page, or serve it with charset=utf-8.';
