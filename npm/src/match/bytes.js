// Text files as pieces of UTF-8, whatever they come as.

const SLICE = 1 << 20;

/**
 * @param {Blob | Response | ReadableStream | AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>} source
 * @param {string} [encoding] of the bytes; found by their byte order mark, else UTF-8
 * @returns {AsyncGenerator<Uint8Array>}
 */
export async function* readBytes(source, encoding) {
  const encoder = new TextEncoder();
  let decoder;
  let isFirst = true;
  for await (const piece of pieces(source)) {
    if (typeof piece === "string") {
      yield encoder.encode(piece);
      continue;
    }
    const bytes = piece instanceof Uint8Array ? piece : new Uint8Array(piece.buffer ?? piece, piece.byteOffset ?? 0, piece.byteLength);
    if (isFirst) decoder = decoderFor(encoding, bytes);
    isFirst = false;
    yield decoder ? encoder.encode(decoder.decode(bytes, { stream: true })) : bytes;
  }
  const rest = decoder?.decode() ?? "";
  if (rest !== "") yield encoder.encode(rest);
}

/** The decoder of a text that is not UTF-8: spreadsheets write UTF-16, with a mark. */
function decoderFor(encoding, [one, two]) {
  const marked = one === 0xff && two === 0xfe ? "utf-16le" : one === 0xfe && two === 0xff ? "utf-16be" : undefined;
  const decoder = new TextDecoder(encoding ?? marked ?? "utf-8");
  return decoder.encoding === "utf-8" ? undefined : decoder;
}

async function* pieces(source) {
  if (typeof Blob === "function" && source instanceof Blob) {
    // Slices, not its stream: Safari's is slow to start, and this needs no more memory.
    for (let at = 0; at < source.size; at += SLICE) yield new Uint8Array(await source.slice(at, at + SLICE).arrayBuffer());
  } else if (typeof source.getReader === "function") {
    const reader = source.getReader(); // Safari's streams cannot be iterated
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    } finally {
      reader.cancel().catch(() => {}); // whoever stops early has said why elsewhere
    }
  } else {
    yield* source;
  }
}
