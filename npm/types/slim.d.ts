// clever-wasm without its bytes, for those who load the WebAssembly module themselves.
export * from "./index.js";

/** Loads the module (`clever-wasm/clever_wasm_bg.wasm`); await it once before `createClever`. */
export function init(source: URL | string | BufferSource | WebAssembly.Module | Response): Promise<void>;
