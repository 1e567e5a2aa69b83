// Values out of a batch. A slot is one word; its lowest three bits say where the value is: src/decode/batch.rs.
import { failure } from "./wasm.js";

const [SHORT, LONG, WIDE, KEPT, INTEGER, LIST] = [1, 2, 3, 4, 5, 7];
const CONSTANTS = [undefined, null, true, false];
const EMPTY_OBJECT = 32;
/** Sets of members that one record is known to come in: further ones are built without a model. */
const MOST_MODELS = 64;

/** Records and lists of the batch that is being read. */
export let tape;
let short;
let long;
let wide;
let kept;

/**
 * Begins with a batch. Nothing of the app runs before its last record is built, so there is only one at a time.
 * @param {{ tape: Uint32Array, short: string, long: unknown[], wide: unknown[], kept: string[] }} batch
 */
export function open(batch) {
  ({ tape, short, long, wide, kept } = batch);
}

/** Lets go of the batch. */
export function shut() {
  tape = short = long = wide = kept = undefined;
}

/** @param {number} slot */
export function value(slot) {
  switch (slot & 7) {
    case SHORT: {
      const at = slot >>> 7;
      return short.substring(at, at + ((slot >>> 3) & 15));
    }
    case LONG:
      return long[slot >>> 3];
    case KEPT:
      return kept[slot >>> 3];
    case WIDE:
      return wide[slot >>> 3];
    case INTEGER:
      return slot >>> 3;
  }
  return slot === EMPTY_OBJECT ? {} : CONSTANTS[slot >>> 3];
}

/** A list, unless something else came. @param {number} slot @param {(slot: number) => unknown} each */
export function list(slot, each) {
  if ((slot & 7) !== LIST) return value(slot);
  const at = slot >>> 3;
  const length = tape[at];
  // Literals hold no more than they show, and most lists are as short as that.
  if (length === 1) return [each(tape[at + 1])];
  if (length === 0) return [];
  const elements = new Array(length);
  for (let index = 0; index < length; index++) elements[index] = each(tape[at + 1 + index]);
  return elements;
}

/** A record that says itself which it is. @param {number} slot @param {Record<number, (slot: number) => unknown>} builders */
export function told(slot, builders) {
  if ((slot & 7) !== LIST) return value(slot);
  const at = slot >>> 3;
  return builders[tape[at]](tape[at + 1]);
}

/** The record with the members that no table knows. @template T @param {number} at @param {T} record @returns {T} */
export function more(at, record) {
  for (let next = tape[at + 1]; next !== 0; next = tape[next]) {
    const name = value(tape[next + 1]);
    const held = value(tape[next + 2]);
    // Not what an object inherits, `__proto__` above all.
    if (name in record) Object.defineProperty(record, name, { value: held, enumerable: true, configurable: true, writable: true });
    else record[name] = held;
  }
  return record;
}

/**
 * A record whose set of members no literal is written for: copied from a model that has them.
 * @param {number} at @param {[string, Record<string, (slot: number) => unknown>, Map<number, object>]} record
 */
export function rare(at, [names, readers, models]) {
  const present = tape[at];
  let model = models.get(present);
  if (!model) {
    model = { names: [], places: [], readers: [] };
    names.split(" ").forEach((name, index) => {
      if (!((present >>> index) & 1)) return;
      model.names.push(name);
      model.places.push(index + 2);
      model.readers.push(readers[name] ?? value);
    });
    // Parsed, for an object that grew member by member holds them less well.
    model.blank = JSON.parse(`{${model.names.map((name) => `"${name}":null`)}}`);
    if (models.size < MOST_MODELS) models.set(present, model);
  }
  const built = { ...model.blank };
  for (let index = 0; index < model.names.length; index++) {
    built[model.names[index]] = model.readers[index](tape[at + model.places[index]]);
  }
  return more(at, built);
}

/** The values of a JSON list. A number of them that differs would put the wrong text under the wrong child. */
export function values(text, count) {
  const found = count === 0 ? [] : JSON.parse(text);
  if (found.length !== count) throw failure("internal");
  return found;
}
