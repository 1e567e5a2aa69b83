// clever-wasm/migrate. JavaScript and not Rust, by the bytes (brotli): this entry has 2.1 KB, clever-wasm/lms 0.9 KB. migratePath
// alone, compiled to a module of its own, had 5.8 KB, before the glue that passes strings, records and maps to it.
export { migratePath } from "./path.js";
export { migrateRecord } from "./record.js";
export { legacyIds } from "./legacy.js";
export { isCleverError } from "../driver/error.js";
