// Records out of a batch. A slot is one word: a value's place among the values, or, below zero, where on the tape a
// record or a list is: src/decode/batch.rs.
import { LITERALS } from "./shapes.js";
import { ask } from "./wasm.js";

/** Sets of members that one record is known to come in: further ones are built without a model. */
const MOST_MODELS = 64;

/** Records and lists of the batch that is being read. @type {Int32Array} */
export let tape;
/** Its values. @type {unknown[]} */
export let held;

/** Begins with a batch. Nothing of the app runs before its last record is built, so there is only one at a time. */
export function open(words, values) {
  [tape, held] = [words, values];
}

/** Lets go of the batch. */
export function shut() {
  tape = held = undefined;
}

const value = (slot) => held[slot];

/** A list, unless something else came. @param {number} slot @param {(slot: number) => unknown} [each] */
export function list(slot, each = value) {
  if (slot >= 0) return held[slot];
  const at = ~slot;
  const length = tape[at];
  // Literals hold no more than they show, and most lists are as short as that.
  if (length === 1) return [each(tape[at + 1])];
  if (length === 0) return [];
  const elements = new Array(length);
  for (let index = 0; index < length; index++) elements[index] = each(tape[at + 1 + index]);
  return elements;
}

/** The record with the members that no table knows, if there are any. @template T @param {number} at @param {T} record @returns {T} */
export const more = (at, record) => (tape[at + 1] === 0 ? record : others(at, record));

function others(at, record) {
  for (let next = tape[at + 1]; next !== 0; next = tape[next]) {
    const name = held[tape[next + 1]];
    const value = held[tape[next + 2]];
    // Not what an object inherits, `__proto__` above all.
    if (name in record) Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
    else record[name] = value;
  }
  return record;
}

/** What builds the records of a number in the table. @param {number} number @returns {(slot: number) => unknown} */
export const builder = (number) => LITERALS[number] ?? ((slot) => (slot < 0 ? rare(~slot, number) : held[slot]));

/** By the record's number: names of its members, what reads them, and models by the members that are there. */
const tables = new Map();

function table(number) {
  const known = tables.get(number);
  if (known) return known;
  const fresh = { members: [], models: new Map() };
  tables.set(number, fresh);
  for (const [, name, kind, inner] of ask("members", 0, number).matchAll(/(\w+)(\W)(\d*)/g)) {
    const each = inner ? builder(Number(inner)) : value;
    // A subject's record says itself which it is.
    const told = (slot) => (slot < 0 ? builder(tape[~slot])(tape[~slot + 1]) : held[slot]);
    fresh.members.push([name, kind === "*" ? (slot) => list(slot, each) : kind === "?" ? told : each]);
  }
  return fresh;
}

/** A record whose set of members no literal is written for: copied from a model that has them. */
export function rare(at, number) {
  const { members, models } = table(number);
  const present = tape[at];
  let model = models.get(present);
  if (!model) {
    const there = members.map(([name, read], index) => ({ name, read, place: index + 2 })).filter((_, index) => (present >>> index) & 1);
    // Parsed, for an object that grew member by member holds them less well.
    model = { there, blank: JSON.parse(`{${there.map(({ name }) => `"${name}":null`)}}`) };
    if (models.size < MOST_MODELS) models.set(present, model);
  }
  const built = { ...model.blank };
  for (const { name, read, place } of model.there) built[name] = read(tape[at + place]);
  return more(at, built);
}
