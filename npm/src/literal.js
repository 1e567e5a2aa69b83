import { byteLength, checksum, end, literal, mask, start } from "clever-wasm-bytes";

/**
 * The module's bytes, which lie in this file as a string: nothing has to be fetched, wherever a bundler puts it.
 * `undefined` where the script was not read as UTF-8.
 * @returns {Uint8Array | undefined}
 */
export function inlinedBytes() {
  const bytes = new Uint8Array(byteLength);
  let sum = 0;
  for (let index = 0; index < byteLength; index++) {
    // xtask/src/package/literal.rs says how it is written.
    const written = literal.charCodeAt(index);
    const isMasked = (index >= start && index < end) || written === mask || written > 255;
    sum = (Math.imul(sum, 31) + (bytes[index] = (isMasked ? written ^ mask : written) & 255)) | 0;
  }
  // A classic script takes the page's character encoding, and any other than UTF-8 gives another string. Its `length` is
  // not asked for: a minifier would work it out before the bytes are put in.
  return literal.charCodeAt(byteLength) >= 0 || sum !== checksum ? undefined : bytes;
}

export const NOT_UTF8 =
  'This script was not read as UTF-8: add <meta charset="utf-8"> to the page, or serve it with charset=utf-8.';
