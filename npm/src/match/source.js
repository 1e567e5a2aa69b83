// What a caller gives as one of the sides: records, a List of pages, or bytes in any wrapping.
import { readBytes } from "./bytes.js";

/**
 * @param {unknown} given @param {string} [encoding] of its bytes
 * @returns {Promise<
 *   | { records: Iterable<unknown> | AsyncIterable<unknown> }
 *   | { pages: AsyncIterable<{ data: readonly unknown[] }> }
 *   | { first: Uint8Array, blob?: Blob, bytes?: Uint8Array, chunks?: AsyncIterable<Uint8Array> }
 *   | undefined>} `first`: at least the first bytes; they come again. `undefined`: it is none of these
 */
export async function openSide(given, encoding) {
  if (typeof given === "string") return ofBytes(new TextEncoder().encode(given));
  if (given instanceof ArrayBuffer) return ofBytes(new Uint8Array(given), encoding);
  if (ArrayBuffer.isView(given)) return ofBytes(new Uint8Array(given.buffer, given.byteOffset, given.byteLength), encoding);
  if (Array.isArray(given)) return { records: given };
  if (given === null || typeof given !== "object") return undefined;
  if (typeof Blob === "function" && given instanceof Blob) {
    const start = await readBytes(given.slice(0, PEEK), encoding).next();
    return { first: start.value ?? new Uint8Array(), blob: given };
  }
  if (typeof given.getReader === "function") return ofChunks(given, encoding);
  if (typeof given.body?.getReader === "function") return ofChunks(given.body, encoding);
  if (typeof given.pages === "function") return { pages: given.pages() };
  if (Array.isArray(given.data)) return { records: given.data }; // one page
  const iterate = given[Symbol.asyncIterator] ?? given[Symbol.iterator];
  if (typeof iterate !== "function") return undefined;
  const iterator = iterate.call(given);
  const first = await iterator.next();
  const whole = resumed(first, iterator);
  const isBytes = typeof first.value === "string" || first.value instanceof ArrayBuffer || ArrayBuffer.isView(first.value);
  return isBytes && !first.done ? ofChunks(whole, encoding) : { records: whole };
}

const PEEK = 1 << 16;

function ofBytes(bytes, encoding) {
  const isOther = encoding !== undefined || bytes[0] >= 0xfe; // no UTF-8 begins so; UTF-16's mark does
  return isOther ? ofChunks([bytes], encoding) : { first: bytes, bytes };
}

async function ofChunks(source, encoding) {
  const chunks = readBytes(source, encoding);
  let first = await chunks.next();
  while (!first.done && first.value.length === 0) first = await chunks.next();
  return { first: first.value ?? new Uint8Array(), chunks: resumed(first, chunks) };
}

/** An iterator with the step that was taken still before it. */
async function* resumed(first, iterator) {
  try {
    for (let next = first; !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
