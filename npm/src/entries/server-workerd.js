// Workers may not compile bytes, only import modules that were compiled when they were deployed.
import compiled from "./clever_wasm_bg.wasm";
import { isCleverError } from "../driver/index.js";
import * as server from "../server/index.js";

const load = () => compiled;
/** @type {typeof import("../../types/server.d.ts").createServerClever} */
export const createServerClever = (options) => server.createServerClever(load, options);
/** @type {typeof import("../../types/server.d.ts").exchangeCode} */
export const exchangeCode = (grant) => server.exchangeCode(load, grant);
/** @type {typeof import("../../types/server.d.ts").listTokens} */
export const listTokens = (which) => server.listTokens(load, which);
/** @type {typeof import("../../types/server.d.ts").basicAuth} */
export const basicAuth = (clientId, clientSecret) => server.basicAuth(load, clientId, clientSecret);
export { isCleverError };
