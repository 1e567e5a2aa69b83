import { create, isCleverError } from "../driver/index.js";
import { inlined } from "../inline.js";

/** @type {typeof import("../../types/index.d.ts").createClever} */
export const createClever = (options) => create(options, inlined);
export { isCleverError };
