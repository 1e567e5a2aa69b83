// clever-wasm/lms. JavaScript and not Rust: see the figures in ../migrate/index.js.
export { attachmentFor } from "./attachment.js";
export { ignoredBy } from "./ignored.js";
export { readAttendanceCursor } from "./attendance_cursor.js";
export { isCleverError } from "../driver/error.js";
