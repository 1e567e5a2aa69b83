// clever-wasm/server: what needs a client secret or a district's token, for Node, Deno, Bun and workerd. Every function
// refuses a browser with `invalid_config`. No secret, code or token stands in an error, a log or a report.
import type { CleverOptions, RequestEvent, RequestOptions } from "./index.js";
import type { Operations } from "./operations.js";
import type { User } from "./records.js";

export type {
  CleverError, CleverErrorCode, InvalidRecord, List, Page, RequestEvent, RequestOptions,
} from "./index.js";
export type * from "./operations.js";
export type * from "./records.js";
export { isCleverError } from "./errors.js";

/** The app's registration at Clever. */
export interface ClientCredentials {
  /** The application's public id. */
  clientId: string;
  /** From the environment or a vault, never from a file that is published. */
  clientSecret: string;
}

/** How Clever's token endpoint is asked. */
export interface TokenRequest extends ClientCredentials {
  /** Another token endpoint, such as an emulator's. Default `https://clever.com/oauth/tokens`. */
  tokensUrl?: string | undefined;
  /** Rejects `cancelled` with the signal's reason as `cause`. */
  signal?: AbortSignal | undefined;
  /** Milliseconds, default 30000; 0 is none. */
  timeoutMs?: number | undefined;
  /** Replaces the global fetch. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Told of every request that was sent; never of a secret. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
}

/** What `exchangeCode` takes. */
export interface CodeGrant extends TokenRequest {
  /** From the query of the redirect. It works once, and for a minute. */
  code: string;
  /** The address that the code was sent to, exactly as it is registered. */
  redirectUri: string;
}

/** A token. Frozen; what is logged, spread or serialised of it holds no token. */
export interface GrantedToken {
  /** Where Clever names them, else `null`. */
  readonly scopes: readonly string[] | null;
  /** The bearer token, for `createServerClever` and your session store. Not enumerable. */
  accessToken(): string;
  /** The OpenID Connect token of apps that Clever set up for it, else `null`; its signature is not checked. Not enumerable. */
  idToken(): string | null;
}

/**
 * Redeems a code of the authorization code grant: the person's token. Sent once, never again by itself, and no failure is
 * `retryable`: a code works once, within a minute, so a call that failed leads to a new login.
 *
 * A code that comes without a `state` of yours, as every portal launch does, may be a stranger's: begin a login with a state
 * instead of redeeming it (RFC 6749 section 10.12; examples/spa-with-server shows how).
 *
 * Rejects `oauth_error` (`oauthError` is `invalid_grant` for a code that was used, is too old or belongs to another
 * redirectUri, `invalid_client` for a wrong secret), `invalid_argument`, `invalid_config`, `invalid_response`, and what every
 * call rejects.
 */
export function exchangeCode(grant: CodeGrant): Promise<GrantedToken>;

/** What `listTokens` takes. */
export interface TokenListing extends TokenRequest {
  /** Whose tokens. Default `"district"`. */
  ownerType?: "district" | (string & {}) | undefined;
  /** Only the one of this district's id. */
  district?: string | undefined;
}

/** The token of a district that shares its data with the app. Frozen; what is logged or serialised of it holds no token. */
export interface OwnedToken {
  readonly id: string;
  /** As Clever writes it. */
  readonly created: string;
  /** Key what you store on this id: the token of a district may change. */
  readonly owner: { readonly type: string; readonly id: string };
  readonly scopes: readonly string[];
  /** The bearer token. Not enumerable. */
  accessToken(): string;
}

/** The tokens of every district that shares its data with the app. Rejects as `exchangeCode`. */
export function listTokens(which: TokenListing): Promise<OwnedToken[]>;

/** The value of an Authorization header for Clever's token endpoint. Throws `invalid_argument`. */
export function basicAuth(clientId: string, clientSecret: string): string;

/** What `createServerClever` takes; the options but `token` are those of `createClever`. */
export interface ServerCleverOptions
  extends Pick<CleverOptions, "apiVersion" | "apiUrl" | "timeoutMs" | "retry" | "validation" | "onInvalid" | "fetch" | "onRequest"> {
  /** A district's or a person's access token. */
  token: string;
}

/** A client with a given token: every operation of Clever's API, and no sign-in. Its methods may be taken out of it. */
export interface ServerClever extends Operations {
  /** `me()`, then `getUser()` with its id. Rejects as those, and `token_refused` for a district's token. */
  currentUser(options?: RequestOptions): Promise<User>;
  /**
   * Sends a request to any path below the API, version included, such as `/v3.1/users`. The answer's JSON comes as it is,
   * unchecked. Rejects `invalid_argument` for a path that leads elsewhere.
   */
  request<T = unknown>(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    init?: { query?: Record<string, unknown> | undefined; body?: unknown } & RequestOptions,
  ): Promise<T>;
  /** Ends requests under way; every later call fails with `client_closed`. A client that is forgotten needs none. */
  close(): void;
}

/**
 * Makes a client for a token. Sends nothing. Clients share nothing, so one for each request is fine. After a 401 the client
 * goes on asking: `unauthorized` says that the token is not valid any more.
 *
 * Throws `invalid_config`, `wasm_unavailable`.
 */
export function createServerClever(options: ServerCleverOptions): ServerClever;
