import { inlined } from "../inline.js";
import { createEmulator as create } from "./emulator.js";

/** @type {typeof import("../../types/emulator.d.ts").createEmulator} */
export const createEmulator = (options) => create(inlined, options);
export { EmulatorError } from "./error.js";
