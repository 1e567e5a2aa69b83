// What a test did wrong, or asked of people who do not exist. What Clever refuses comes as Clever's answer instead.

/** @type {typeof import("../../types/emulator.d.ts").EmulatorError} */
export class EmulatorError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Checked before anything of it is used: what fails otherwise names a global, and nobody's mistake. */
const NEEDED = ["TextEncoder", "TextDecoder", "Headers", "Response"];

/** Refuses a place without what every browser and Node has; Jest's stock jsdom environment is one. */
export function requireGlobals() {
  const missing = NEEDED.filter((name) => typeof globalThis[name] !== "function");
  if (missing.length === 0) return;
  throw new EmulatorError(
    "unsupported_environment",
    `there is no ${missing.join(", no ")} here. Jest's jsdom environment hides what Node has: use jest-fixed-jsdom in its place, or @jest-environment node where no element is rendered`,
  );
}
Object.defineProperty(EmulatorError.prototype, "name", { value: "EmulatorError" });
