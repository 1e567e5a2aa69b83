// What the subpaths without WebAssembly refuse an argument with.
import assert from "node:assert/strict";
import { isCleverError } from "../../pkg/dist/lms.js";

/** `call` is refused for the argument `path`. `secret` is a part of what was given: the error must not repeat it. */
export function refused(path, call, pattern, secret) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof Error && isCleverError(error, "invalid_argument"), error);
    assert.deepEqual([error.path, error.retryable, typeof error.hint], [path, false, "string"]);
    const told = [error.message, error.hint, error.stack.split("\n    at")[0], JSON.stringify(error)].join(" ");
    if (pattern) assert.match(told, pattern);
    if (secret) assert.ok(!told.includes(secret), told);
    return true;
  });
}
