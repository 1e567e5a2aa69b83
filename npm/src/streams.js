import {
  before, bodies, byteLength, CONSTANTS, formats, LATE, LOCALS, mask, OPCODES, prefixed, SECOND, streams,
} from "clever-wasm-bytes";

/**
 * Puts the module together from the streams that xtask/src/package/streams.rs made of it. Text that was garbled gives
 * other bytes, or fewer; it neither throws nor takes longer.
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function join() {
  const bytes = new Uint8Array(byteLength);
  const places = new Uint32Array(streams.length);
  let size = 0;

  const peek = (stream) => streams[stream]?.charCodeAt(places[stream]) ^ (stream && mask);
  const move = (stream) => {
    const byte = (bytes[size++] = peek(stream));
    places[stream]++;
    return byte;
  };
  const number = (stream) => {
    let value = 0;
    let shift = 0;
    let byte;
    do {
      byte = move(stream);
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  const numbers = (stream, count) => {
    while (count-- > 0 && size < byteLength) number(stream);
  };

  const body = () => {
    for (let groups = number(LOCALS); groups-- > 0 && size < byteLength; move(LOCALS)) number(LOCALS);
    for (let depth = 1; depth && size < byteLength; ) {
      const opcode = move(OPCODES);
      if (opcode > 1 && opcode < 5) depth++;
      if (opcode === 11) depth--;
      const stream = opcode > 68 ? LATE : opcode === 65 ? CONSTANTS + (peek(OPCODES) >> 4) : opcode;
      const format = formats[opcode];
      if (format > 2) for (let count = format; count--; ) move(stream);
      else if (format > 1) number(stream), number(SECOND);
      else if (format > 0) number(stream);
      else if (format > "a") {
        const count = number(stream);
        numbers(stream, format === "p" ? prefixed[count] : count + (format === "t"));
      }
    }
  };

  while (size < before) move(0);
  for (let left = bodies; left-- && size < byteLength; ) {
    const start = size;
    body();
    const length = [];
    for (let rest = size - start; length.push(rest > 127 ? (rest & 127) | 128 : rest), (rest >>= 7); );
    bytes.copyWithin(start + length.length, start, size);
    length.forEach((byte, index) => (bytes[start + index] = byte));
    size += length.length;
  }
  while (size < byteLength) move(0);
  return bytes;
}
