// Workers may not compile bytes, only import modules that were compiled when they were deployed.
import compiled from "./clever_wasm_bg.wasm";
import { create, isCleverError } from "../driver/index.js";

/** @type {typeof import("../../types/index.d.ts").createClever} */
export const createClever = (options) => create(options, () => compiled);
export { isCleverError };
