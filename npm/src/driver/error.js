// The one error class. Its members come from the Rust side's table of codes; nothing here holds a token.

/** A real Error, recognised by its name so that copies of this package and other realms agree. */
export class CleverError extends Error {
  /** @param {Record<string, unknown>} details @param {unknown} [cause] */
  constructor(details, cause) {
    super(details.message, cause === undefined ? undefined : { cause });
    for (const name of Object.keys(details)) if (name !== "message") this[name] = details[name];
    // The frames of an inline script name the page's address, in whose query a token may have stood. Asked for first: where
    // the engine's stack runs out, there is no room for an expression.
    if (this.stack?.includes("access_token=")) {
      const value = this.stack.replace(/(access_token=)[^&:)\s]+/g, "$1…");
      Object.defineProperty(this, "stack", { value, configurable: true, writable: true });
    }
  }
}
// The class too: a minifier has shortened its name, which Node and test runners print.
for (const named of [CleverError, CleverError.prototype]) {
  Object.defineProperty(named, "name", { value: "CleverError", configurable: true, writable: true });
}

/** @param {string} json what the Rust side throws @param {unknown} [cause] */
export const fromJson = (json, cause) => new CleverError(JSON.parse(json), cause);

/** An iframe's errors are no instances of this page's Error. @param {unknown} value @param {string} [code] */
export const isCleverError = (value, code) =>
  value?.name === "CleverError" && "stack" in value && (code === undefined || value.code === code);
