export { migratePath } from "./path.js";
export { migrateRecord } from "./record.js";
export { legacyIds } from "./legacy.js";
export { isCleverError } from "../driver/error.js";
