import { inlined } from "../inline.js";
import { isCleverError } from "../driver/index.js";
import * as server from "../server/index.js";

/** @type {typeof import("../../types/server.d.ts").createServerClever} */
export const createServerClever = (options) => server.createServerClever(inlined, options);
/** @type {typeof import("../../types/server.d.ts").exchangeCode} */
export const exchangeCode = (grant) => server.exchangeCode(inlined, grant);
/** @type {typeof import("../../types/server.d.ts").listTokens} */
export const listTokens = (which) => server.listTokens(inlined, which);
/** @type {typeof import("../../types/server.d.ts").basicAuth} */
export const basicAuth = (clientId, clientSecret) => server.basicAuth(inlined, clientId, clientSecret);
export { isCleverError };
