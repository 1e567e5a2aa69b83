// A client with a token that the server holds: a district's, or a signed-in person's.
import { failure, refusal } from "../driver/wasm.js";
import { own } from "../driver/wire.js";
import { createChannel } from "./channel.js";
import { isToken } from "./words.js";

const DISTRICT = /^[0-9a-f]{40}$/i;

/** @type {typeof import("../../types/server.d.ts").createServerClever} */
export function createServerClever(options) {
  const { token } = options;
  if (!isToken(token)) throw refusal("invalid_config", "token", "token must be an access token");
  for (const name of ["clientId", "clientSecret"]) {
    if (options[name] != null) throw refusal("invalid_config", name, `${name} belongs to exchangeCode() and listTokens(): a client takes only their token`);
  }
  const { config, methods, close } = createChannel({ options, scheme: "Bearer", credentials: token, secrets: [token] });

  /** The module knows no district's /me: in a page such a token is refused, whatever it asks for. */
  async function districtsOwn(how) {
    const { signal, timeoutMs } = own(how);
    const body = await methods.request("GET", `/${config.apiVersion}/me`, { signal, timeoutMs });
    if (typeof body?.data?.id === "string") return body.data;
    throw Object.assign(failure("invalid_response", undefined, "broken_page"), { path: "data.id" });
  }
  const me = DISTRICT.test(token) ? districtsOwn : methods.me;

  async function currentUser(how) {
    if (me === methods.me) return methods.currentUser(how);
    const error = failure("token_refused", undefined, "district_token");
    error.hint = "This is a district's token, and no person stands behind it: see me() and getDistrict().";
    throw error;
  }

  return Object.freeze({ ...methods, me, currentUser, close });
}
