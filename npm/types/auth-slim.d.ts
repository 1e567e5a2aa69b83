// clever-wasm/auth without its bytes.
export * from "./auth.js";

/** Loads the module (`clever-wasm/clever_wasm_auth_bg.wasm`); await it once before `createClever`. */
export function init(source: URL | string | BufferSource | WebAssembly.Module | Response): Promise<void>;
