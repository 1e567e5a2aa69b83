// Clever's token endpoint, which asks for the client secret: codes for tokens, and the tokens of districts.
import { failure, refusal } from "../driver/wasm.js";
import { createChannel } from "./channel.js";
import { isToken, requireWord } from "./words.js";

const TOKENS_URL = "https://clever.com/oauth/tokens";
/** Clever's words are quoted up to this length, without what steers a terminal or turns text around. */
const QUOTED_CHARS = 300;
const UNSHOWN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const HINTS = {
  invalid_grant: "A code works once, within a minute, for the redirectUri it was sent to: start the login again.",
  invalid_client: "Check clientId and clientSecret.",
};

/** What says nothing of whether a code was used. */
const AMBIGUOUS = new Set(["network", "timeout", "server_error", "rate_limited"]);

/** RFC 7617, as UTF-8. */
export function basicCredentials(clientId, clientSecret) {
  if (requireWord("invalid_argument", "clientId", clientId).includes(":")) {
    throw refusal("invalid_argument", "clientId", "clientId must have no colon");
  }
  const bytes = new TextEncoder().encode(`${clientId}:${requireWord("invalid_argument", "clientSecret", clientSecret)}`);
  return btoa(String.fromCharCode(...bytes));
}

/** @type {typeof import("../../types/server.d.ts").exchangeCode} */
export async function exchangeCode(grant) {
  const code = requireWord("invalid_argument", "code", grant.code);
  const redirectUri = requireWord("invalid_argument", "redirectUri", grant.redirectUri);
  const body = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
  const answer = await atTokens(grant, [code], (request, path) => request("POST", path, { ...how(grant), body })).catch(thrown);
  const { access_token: token, token_type: type, scope, id_token: idToken } = answer ?? {};
  if (!isToken(token)) throw broken("access_token");
  if (typeof type !== "string" || type.toLowerCase() !== "bearer") throw broken("token_type");
  const scopes = typeof scope === "string" && scope !== "" ? Object.freeze(scope.split(" ")) : null;
  return withToken({ scopes }, token, { idToken: () => (typeof idToken === "string" ? idToken : null) });
}

/** Whoever repeats what is `retryable` must not repeat this: of a code that comes twice the first token may be revoked too. */
function thrown(error) {
  if (!AMBIGUOUS.has(error.code)) throw error;
  throw Object.assign(error, { retryable: false, hint: "A code works once, and this one may be used up: start the login again." });
}

/** @type {typeof import("../../types/server.d.ts").listTokens} */
export async function listTokens(which) {
  const { ownerType = "district", district } = which;
  requireWord("invalid_argument", "ownerType", ownerType);
  if (district !== undefined) requireWord("invalid_argument", "district", district);
  return atTokens(which, [], async (request, path) => {
    const found = [];
    const asked = new Set();
    let query = `?${new URLSearchParams({ owner_type: ownerType, ...(district && { district }) })}`;
    while (query && !asked.has(query)) {
      asked.add(query);
      const page = await request("GET", path + query, how(which));
      if (!Array.isArray(page?.data)) throw broken("data");
      page.data.forEach((row, index) => found.push(listed(row, `data[${index}]`)));
      // Only its query: wherever a link leads, the secret goes to tokensUrl.
      const next = Array.isArray(page.links) && page.links.find((link) => link?.rel === "next")?.uri;
      query = typeof next === "string" ? (/\?[^#]*/.exec(next)?.[0] ?? "") : "";
    }
    return found;
  });
}

function listed(row, path) {
  const { id, created, owner, access_token: token, scopes } = row ?? {};
  if (!isToken(token)) throw broken(`${path}.access_token`);
  if (typeof owner?.id !== "string") throw broken(`${path}.owner.id`);
  const told = { id, created, owner: Object.freeze({ type: owner.type, id: owner.id }), scopes: Object.freeze(scopes ?? []) };
  return withToken(told, token);
}

/** As a session has it: what is logged, spread or serialised holds no token. */
function withToken(told, token, more) {
  const methods = { accessToken: () => token, ...more };
  for (const name of Object.keys(methods)) Object.defineProperty(told, name, { value: methods[name] });
  return Object.freeze(told);
}

const how = ({ signal, timeoutMs }) => ({ signal, timeoutMs });

async function atTokens(given, secrets, run) {
  const { clientId, clientSecret, tokensUrl = TOKENS_URL } = given;
  const credentials = basicCredentials(clientId, clientSecret);
  const { apiUrl, path } = apart(tokensUrl);
  let said;
  const heard = (refusal) => (said = refusal);
  const options = { fetch: given.fetch, onRequest: given.onRequest, apiUrl };
  let channel;
  try {
    channel = createChannel({ options, scheme: "Basic", credentials, secrets: [credentials, clientSecret, ...secrets], heard });
  } catch (error) {
    throw error.path === "apiUrl" ? unfit() : error;
  }
  try {
    return await run(channel.methods.request, path);
  } catch (error) {
    throw asOauth(error, said);
  } finally {
    channel.close();
  }
}

/** Origin and path; whether the origin is fit for a secret is checked as the API's is. */
function apart(tokensUrl) {
  let url;
  try {
    url = new URL(tokensUrl);
  } catch (error) {
    throw unfit(error);
  }
  if (url.search || url.hash || url.username || url.password || url.pathname === "/") throw unfit();
  return { apiUrl: url.origin, path: url.pathname };
}

const unfit = (cause) =>
  refusal("invalid_config", "tokensUrl", "tokensUrl must be absolute and https (http only on localhost, 127.0.0.0/8 or [::1]), without query, fragment and credentials", cause);

/** RFC 6749 section 5.2: what the endpoint says is wrong. */
function asOauth(error, said) {
  if (typeof said?.error !== "string" || !(error.status >= 400 && error.status < 500)) return error;
  const shown = (text) => (typeof text === "string" ? text.replace(UNSHOWN, "").slice(0, QUOTED_CHARS) : undefined);
  const refused = failure("oauth_error");
  const [code, description] = [shown(said.error), shown(said.error_description)];
  const hint = Object.hasOwn(HINTS, code) ? HINTS[code] : refused.hint;
  Object.assign(refused, { status: error.status, oauthError: code, hint });
  if (description !== undefined) refused.oauthErrorDescription = description;
  return refused;
}

function broken(path) {
  const error = failure("invalid_response", undefined, "broken_page");
  return Object.assign(error, { path });
}
