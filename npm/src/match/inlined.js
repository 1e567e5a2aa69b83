import { byteLength, checksum, end, literal, mask, start } from "clever-wasm-bytes";
import { CleverError } from "../driver/error.js";

/** The module's bytes, which lie in this file as a string: nothing has to be fetched, wherever a bundler puts it. */
export function inlinedBytes() {
  const bytes = new Uint8Array(byteLength);
  let sum = 0;
  for (let index = 0; index < byteLength; index++) {
    const key = index < start || index >= end ? 0 : mask;
    sum = (Math.imul(sum, 31) + (bytes[index] = literal.charCodeAt(index) ^ key)) | 0;
  }
  if (literal.charCodeAt(byteLength) >= 0 || sum !== checksum) {
    throw new CleverError({
      code: "wasm_unavailable",
      message: "wasm_unavailable: clever-wasm/match cannot start here",
      hint: 'This script was not read as UTF-8: add <meta charset="utf-8"> to the page, or serve it with charset=utf-8.',
      retryable: false,
    });
  }
  return bytes;
}
