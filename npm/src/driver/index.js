// The driver: what the entries of the package export.
export { create } from "./client.js";
export { isCleverError } from "./error.js";
