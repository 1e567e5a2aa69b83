// This tab, for src/web/tab.rs: its address, its storage, its clocks, and options as JavaScript gives them.

// Without a document nothing belongs to a tab: records and session then belong to the client alone.
const isPage = () => typeof document === "object" && document !== null;

/** What the platform refuses or lacks is undefined. The numbers are those of the Rust side. */
export function tab(what, text, value) {
  try {
    if (what === 0) return new URL(text).href;
    if (!isPage()) return undefined;
    if (what === 1) return location.href;
    if (what === 2) {
      try {
        history.replaceState(history.state, "", text);
      } catch {
        // Some embedders refuse it; going to the clean address costs a reload at most.
        location.replace(text);
        if (location.href !== text) return undefined;
      }
      return "";
    }
    const storage = sessionStorage;
    if (what === 3) return storage.getItem(text) ?? undefined;
    if (what === 4) storage.setItem(text, value);
    else if (what === 5) storage.removeItem(text);
    else return Array.from(storage, (_, index) => storage.key(index)).join("\0");
    return "";
  } catch {
    return undefined;
  }
}

/** Unix milliseconds, or milliseconds that only grow. */
export const now = (steady) => (steady && globalThis.performance ? performance : Date).now();

/** Fills them with randomness; tells whether there is any. */
export function random(bytes) {
  try {
    crypto.getRandomValues(bytes);
    return true;
  } catch {
    return false;
  }
}

let held;

/** Holds options up for the module to read, until others are. */
export const hold = (options) => void (held = options);

const member = (name) => name.split(".").reduce((value, key) => value?.[key], held);

/** What an option is: `true`, `false`, `n` for a number, `s` before a string, `o` for an object, `-` for the rest; nothing where it is absent. */
export function kind(name) {
  const value = member(name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return `s${value}`;
  if (typeof value === "boolean") return `${value}`;
  return typeof value === "number" ? "n" : typeof value === "object" && !Array.isArray(value) ? "o" : "-";
}

/** The option that is a number. */
export const amount = member;
