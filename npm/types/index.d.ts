// The public surface of clever-wasm. Clever's own members keep their snake_case names; everything of ours is camelCase.
import type { CleverErrorCode } from "./errors.js";
import type { Operations } from "./operations.js";
import type { Link, User } from "./records.js";

export type { CleverError, CleverErrorCode } from "./errors.js";
export { isCleverError } from "./errors.js";
export type * from "./operations.js";
export type * from "./records.js";

/**
 * Makes a client: checks the options and, when the page is the callback, takes the answer out of the address bar. Do it in
 * your app's first module, before a router looks at the address. Sends nothing. Without a page (server-side rendering,
 * Node) it only checks the options.
 *
 * Throws `invalid_config`, `wasm_blocked`, `wasm_unavailable`, `callback_invalid` (`scrub_failed`).
 */
export function createClever(options: CleverOptions): Clever;

/** What `createClever` takes. */
export interface CleverOptions {
  /** The application's public id. There is no option for a secret: none may reach a browser. */
  clientId: string;
  /** Where Clever sends people back, sent byte for byte: absolute, https (http on loopback), no fragment. */
  redirectUri: string;
  /** Version of Clever's API. Default `"v3.1"`. */
  apiVersion?: "v3.0" | "v3.1" | undefined;
  /** Skips Clever's "find your school" page; `login({ districtId })` overrides it. */
  districtId?: string | undefined;
  /** Another authorize address, such as an emulator's. Default `https://clever.com/oauth/authorize`. */
  authorizeUrl?: string | undefined;
  /** Another tokeninfo address. Default `/oauth/tokeninfo` at `authorizeUrl`'s origin. */
  tokenInfoUrl?: string | undefined;
  /** Another API address; may have a path prefix. Default `https://api.clever.com`. */
  apiUrl?: string | undefined;
  /**
   * Where the session rests. `"memory"` (default): in this page, so that a reload signs out. `"session"`: in this tab's
   * sessionStorage, where every script of the page can read the token.
   */
  sessionStore?: "memory" | "session" | undefined;
  /**
   * What a launch leads to that Clever began (portal tile, Instant Login link). `"restart"` (default): its answer is
   * dropped and one login of our own begins at once. `"reject"`: `state_missing`.
   */
  portalLaunch?: "restart" | "reject" | undefined;
  /**
   * Whether Clever is asked whose token it is. `"warn"` (default): another client's is refused, silence tolerated.
   * `"strict"`: silence is refused too. `"off"`: not asked.
   */
  verifyAudience?: "off" | "warn" | "strict" | undefined;
  /** How long a login that was begun stays good. Seconds, default 1800. */
  loginMaxAgeSecs?: number | undefined;
  /** Lifetime of a token for which Clever names none. Seconds, default 86400. */
  assumedTokenLifetimeSecs?: number | undefined;
  /** Per attempt: until the headers, then without a byte for that long. Milliseconds, default 30000; 0 is none. */
  timeoutMs?: number | undefined;
  /**
   * Trying again after network faults, 429, 500, 502, 503 and 504; GET only. `attempts` counts the first (default 4),
   * `maxDelayMs` is the longest wait between two (default 60000). `false`: never.
   */
  retry?: { attempts?: number | undefined; maxDelayMs?: number | undefined } | false | undefined;
  /**
   * What becomes of a record that breaks Clever's published shape. `"report"` (default): it is delivered, listed in
   * `Page.issues` and told to `onInvalid`. `"strict"`: `invalid_response`. A broken page always is an error.
   */
  validation?: "report" | "strict" | undefined;
  /** Told of every value that breaks the published shape. */
  onInvalid?: ((issue: InvalidRecord) => void) | undefined;
  /** Replaces the global fetch. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Told of every request that was sent; never of a token. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
}

/** A client. Its methods are closures: they may be taken out of it, and nothing has to be freed. */
export interface Clever extends Operations {
  /**
   * Goes to Clever. Never resolves; rejects `cancelled` when the page is still, or again, here, `framed`,
   * `storage_unavailable`, `crypto_unavailable`, `invalid_argument`.
   */
  login(options?: LoginOptions): Promise<never>;
  /** The address of Clever's login page, for links, shells and tests. Throws as `login` rejects. */
  loginUrl(options?: LoginOptions): string;
  /**
   * Logs in through a window of its own; call it in the click handler itself. Rejects `popup_blocked`, `cancelled` (signal,
   * another popup, a window closed a minute ago), and as `handleRedirect`.
   */
  loginWithPopup(options?: LoginOptions & { signal?: AbortSignal | undefined }): Promise<Session>;
  /**
   * Finishes a login; safe on every page load. `null` when the page is no callback, or once that session has ended. Every
   * caller gets the same result. `url`: look at this address instead; the address bar is left alone. While a portal
   * launch starts over, it stays pending.
   *
   * Rejects `state_missing`, `state_unknown`, `state_mismatch`, `state_expired`, `callback_invalid`, `oauth_error`,
   * `portal_loop`, `token_refused`, `framed`, `storage_unavailable`.
   */
  handleRedirect(url?: string): Promise<RedirectResult | null>;
  /** Who is signed in; `null` when nobody is, or no longer. */
  readonly session: Session | null;
  /** Forgets the session here and in this app's other tabs. Clever's own session stays: the next login may be silent. */
  logout(): void;
  /** Listens; gives the way to stop. A listener that throws disturbs nobody. */
  on<E extends keyof CleverEvents>(event: E, listener: (detail: CleverEvents[E]) => void): () => void;
  /** Ends requests, listeners and timers; every later call fails with `client_closed`. */
  close(): void;
  /** A report of environment and state for support tickets; holds no token. */
  diagnose(): Record<string, unknown>;
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
}

/** What a login takes. */
export interface LoginOptions {
  /** Skips Clever's "find your school" page. */
  districtId?: string | undefined;
  /** A path of this site to come back to, such as `/classes?tab=2`. Anything else: `invalid_argument`. */
  returnTo?: string | undefined;
  /** Any JSON value to get back; it rests in storage and stands in no address. */
  appState?: unknown;
  /** `false` shows Clever's "is this you?" page, for shared devices. */
  confirmed?: boolean | undefined;
}

/** A signed-in session. Frozen; a new sign-in makes a new one. */
export interface Session {
  readonly clientId: string;
  /** Unix milliseconds. */
  readonly signedInAt: number;
  /** Unix milliseconds. */
  readonly expiresAt: number;
  /** Clever named no lifetime; `assumedTokenLifetimeSecs` was taken. */
  readonly expiryIsAssumed: boolean;
  /** From the answer, else from tokeninfo, else `null`. */
  readonly scopes: readonly string[] | null;
  /** The bearer token, for calls that the SDK does not make. Not enumerable; throws once the session has ended. */
  accessToken(): string;
}

/** A finished login. */
export interface RedirectResult {
  session: Session;
  /** What the login was given; `null` without. */
  returnTo: string | null;
  /** What the login was given; `null` without. */
  appState: unknown;
  /** Clever began it, and the SDK went round once more. */
  portalLaunch: boolean;
}

/** What `on` tells of. */
export interface CleverEvents {
  /** Somebody signed in; `replaced` where somebody else was signed in before. */
  signedIn: { session: Session; replaced: boolean };
  /** The session ended. */
  signedOut: { reason: "logout" | "expired" | "unauthorized" | "replaced" | "other_tab" };
  /** The session ends soon: five minutes before, or at a tenth of a shorter life. */
  expiring: { inMs: number };
}

/**
 * A list: await it for its first page, iterate it for every record. Nothing is sent before that. Returned from an async
 * function it becomes its first page, as that is what await does.
 */
export interface List<T> extends Promise<Page<T>>, AsyncIterable<T> {
  /** Every page, the next one being fetched ahead. */
  pages(): AsyncIterable<Page<T>>;
  /** Every record in one array, at most `max`; `onProgress` is told how many there are after each page. */
  all(options?: { max?: number | undefined; onProgress?: ((seen: number) => void) | undefined }): Promise<T[]>;
  /** How many records there are; `invalid_argument` where Clever does not count. */
  count(): Promise<number>;
}

/** A page of a list. */
export interface Page<T> {
  readonly data: T[];
  readonly links: Link[];
  /** Values that break Clever's published shape; they are delivered all the same. */
  readonly issues: readonly InvalidRecord[];
  readonly hasNext: boolean;
  /** The page behind this one, `null` behind the last; `untrusted_link` where its link leads elsewhere. */
  next(): Promise<Page<T> | null>;
  /** The page before this one, `null` where there is none. */
  prev(): Promise<Page<T> | null>;
  /** For `starting_after` (LMS Connect: `cursor`), to go on from here later. */
  readonly cursor: string | null;
}

/** What every call takes. */
export interface RequestOptions {
  /** Rejects `cancelled` with the signal's reason as `cause`. */
  signal?: AbortSignal | undefined;
  /** Instead of the client's. Milliseconds; 0 is none. */
  timeoutMs?: number | undefined;
  /** Lists: make these members only, dotted inside (`"name.first"`). All are checked all the same. */
  fields?: readonly string[] | undefined;
}

/** A value that breaks Clever's published shape. */
export interface InvalidRecord {
  /** Where, such as `data[17].data.roles.student.grade`. */
  path: string;
  /** `wrong_type` or `invalid_utf8`. */
  reason: string;
  /** Clever's operationId. */
  operation: string;
}

/** A request that was sent. */
export interface RequestEvent {
  method: string;
  /** The path with `{id}` in place of ids. */
  pathTemplate: string;
  /** `null` where there was no answer. */
  status: number | null;
  /** Counted from 1. */
  attempt: number;
  durationMs: number;
  /** Of the body. */
  bytes: number;
  /** What the attempt failed with; `null` where it did not. */
  code: CleverErrorCode | null;
}
