// What the tests of clever-wasm/emulator share: a small district, a client of it, and its refusals.
import assert from "node:assert/strict";
import { EmulatorError } from "../../pkg/dist/emulator.js";
import { createClever, isCleverError } from "../../pkg/dist/index.js";

export const small = { users: 120 };
export const client = (emulator, options) => createClever({ ...emulator.options, retry: false, ...options });
export const thrown = (code, message) => (error) => {
  assert.ok(error instanceof EmulatorError && error instanceof Error, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};
export const rejects = (promise, code) => assert.rejects(promise, (error) => isCleverError(error, code) || assert.fail(error));
