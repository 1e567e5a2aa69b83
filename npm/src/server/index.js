// clever-wasm/server, but for where its module comes from: an entry says that.
import { onServer } from "./place.js";
import * as client from "./client.js";
import * as tokens from "./tokens.js";

export const createServerClever = (load, options) => (onServer(load), client.createServerClever(options ?? {}));
export const basicAuth = (load, clientId, clientSecret) =>
  (onServer(load), `Basic ${tokens.basicCredentials(clientId, clientSecret)}`);
export const exchangeCode = async (load, grant) => (onServer(load), tokens.exchangeCode(grant ?? {}));
export const listTokens = async (load, which) => (onServer(load), tokens.listTokens(which ?? {}));
