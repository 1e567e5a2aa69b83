// What a test did wrong, or asked of people who do not exist. What Clever refuses comes as Clever's answer instead.

/** @type {typeof import("../../types/emulator.d.ts").EmulatorError} */
export class EmulatorError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}
Object.defineProperty(EmulatorError.prototype, "name", { value: "EmulatorError" });
