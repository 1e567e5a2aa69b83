// Options and faults: camelCase in JavaScript, snake_case in Rust. Clever's own members stay as they are.

/** Below these members are values of Clever's, which nobody renames. */
const CLEVERS = new Set(["members", "links"]);

const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function renamed(value, rename) {
  if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.map(([name, one]) => [rename(name), CLEVERS.has(name) ? one : renamed(one, rename)]));
}

export const toRust = (value) => renamed(value, snake);
export const fromRust = (value) => renamed(value, camel);
/**
 * A sentence of Rust's with the names, not the values, as JavaScript spells them. It says in which column of `given`, the
 * JSON it is about, something is wrong: the option before that is named.
 */
export function sentence(text, given = "") {
  const spelled = text.includes("unknown variant") ? text : text.replace(/`[^`]*`/g, camel);
  const said = spelled.replace(/ at line \d+ column \d+$/, "").replace(/expected [uif]\d+$/, "expected a whole number");
  if (!/^(invalid (type|value)|unknown variant)/.test(said)) return said;
  const column = Number(/ column (\d+)$/.exec(text)?.[1] ?? 0);
  const before = new TextDecoder().decode(new TextEncoder().encode(given).subarray(0, column));
  const name = [...before.matchAll(/"(\w+)":/g)].at(-1)?.[1];
  return name === undefined ? said : `${camel(name)}: ${said}`;
}
