// Workers may not compile bytes, only import modules that were compiled when they were deployed.
import compiled from "./clever_wasm_emulator_bg.wasm";
import { createEmulator as create } from "./emulator.js";

/** @type {typeof import("../../types/emulator.d.ts").createEmulator} */
export const createEmulator = (options) => create(() => compiled, options);
export { EmulatorError } from "./error.js";
