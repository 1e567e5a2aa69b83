// Clever itself, in process: for tests, stories and offline work. Nothing here belongs into what an application ships.
import type { CleverOptions, Clever, LoginOptions, RedirectResult } from "./index.js";
import type { Course, District, Resource, Role, School, Section, Term, User } from "./records.js";

/**
 * A Clever of one district, nobody signed in. Synchronous; each has a WebAssembly instance to itself, and nothing has to
 * be freed. The same options give the same district, ids and people, always.
 *
 * Throws `EmulatorError` (`invalid_option`; `unsupported_environment`, as in Jest's stock jsdom, which hides Node's
 * `TextEncoder`, `TextDecoder`, `Headers` and `Response`), and `CleverError` (`wasm_blocked`, `wasm_unavailable`) where no WebAssembly runs.
 */
export function createEmulator(options?: EmulatorOptions): Emulator;

/** Every member may be left out, or be `undefined`, which is the same. */
export type Optional<T> = { [K in keyof T]?: T[K] | undefined };

/** What `createEmulator` takes; beside what is here every member of `Behaviour`. */
export interface EmulatorOptions extends Optional<Behaviour> {
  /** Size and seed of the district. */
  district?: {
    /** People in it, 10 to 1,000,000. Default 1200. Nothing is stored, so that size costs nothing. */
    users?: number | undefined;
    /** Another number makes another district. Default 1. */
    seed?: number | undefined;
  } | undefined;
  /** The application's id. Default the emulator's own. */
  clientId?: string | undefined;
  /**
   * The redirect URIs registered for it, the first being the primary one: absolute, https or http on loopback, without
   * fragment, as Clever registers them. Default: usual paths of `origins.app`.
   */
  redirectUri?: string | readonly string[] | undefined;
  /** Several registered applications, in place of `clientId` and `redirectUri`. */
  clients?: readonly EmulatorClient[] | undefined;
  /** People to sign in as, beside the emulator's own, or those otherwise than they are. */
  personas?: readonly OwnPersona[] | undefined;
  /** Where its Clever and its API are, and the app; each may have a path. Clever's own addresses work as well. */
  origins?: Optional<Origins> | undefined;
  /** Faults that wait from the start, and again after `reset()`. */
  faults?: readonly Fault[] | undefined;
  /** The time at which its clock stands still. Default: it follows `Date.now()`. */
  now?: Date | number | string | undefined;
  /** What `fetch` and `serverFetch` do for addresses that are not the emulator's. Default: they reject. */
  elsewhere?: typeof globalThis.fetch | undefined;
}

/** Clever, in process. Its methods are closures: they may be taken out of it. */
export interface Emulator {
  /** To spread into `createClever`: `createClever({ ...emulator.options })`. */
  readonly options: Required<Pick<CleverOptions, "clientId" | "redirectUri" | "authorizeUrl" | "tokenInfoUrl" | "apiUrl" | "fetch">>;
  readonly origins: Origins;
  readonly districtId: string;
  readonly personas: readonly Persona[];
  /** Throws `unknown_persona`. */
  persona(key: PersonaKey): Persona;

  /**
   * `fetch` as a page at `origins.app` has it: where CORS would stop a browser it rejects with a TypeError, and headers
   * that are not exposed cannot be read. Aborts, latency, slow and broken bodies are as on the way.
   */
  fetch: typeof globalThis.fetch;
  /** The same as a server has it: no CORS, all headers. */
  serverFetch: typeof globalThis.fetch;
  /** One request, answered at once; `null` for an address that is not the emulator's. For interceptors of other makers. */
  handle(request: HandledRequest): HandledAnswer | null;
  /** For Playwright: `await page.route("**\/*", emulator.route)`. What is not the emulator's falls back. */
  route(route: PlaywrightRoute): Promise<void>;

  /**
   * What a person at Clever's login page does: gives the callback address for `clever.handleRedirect(url)`.
   * Throws `unknown_persona`, `invalid_option`, and `sign_in_refused` where Clever would show an error page.
   */
  signInAs(persona: PersonaKey, asked: { authorizeUrl: string }): string;
  /** All of it: `loginUrl`, `signInAs`, `handleRedirect`. */
  signIn(clever: SignInClient, persona: PersonaKey, options?: LoginOptions): Promise<RedirectResult | null>;
  /** The callback address of someone who cancels. */
  denySignIn(asked: { authorizeUrl: string }): string;
  /** The callback address that a tile of the portal leads to: a code, and no state of yours. */
  launchFromPortal(persona: PersonaKey, options?: { clientId?: string | undefined }): string;
  /** The callback address that an Instant Login link leads to. */
  launchFromInstantLogin(persona: PersonaKey, options?: { clientId?: string | undefined }): string;
  /** An access token without any sign-in. `kind` default: the persona's. */
  mint(persona: PersonaKey, options?: { kind?: TokenKind | undefined; clientId?: string | undefined }): string;
  /** Makes a persona's tokens, or all, answer 401; gives how many. */
  revoke(persona?: PersonaKey): number;
  /** What a server exchanges codes with. */
  clientSecret(clientId?: string): string;

  readonly records: Records;
  readonly faults: Faults;
  readonly clock: Clock;
  /** What was asked, oldest first; never a token. `since`: only later numbers. Default without preflights. */
  journal(options?: { since?: number | undefined; preflights?: boolean | undefined }): JournalEntry[];
  /** How it behaves now. */
  readonly behaviour: Readonly<Behaviour>;
  /** Behaves otherwise from now on. Another district loses what was written. */
  behave(changes: Omit<EmulatorOptions, "faults" | "now" | "elsewhere">): void;
  /** Registers an application, or replaces the one of the same id. Throws `invalid_option`. */
  register(client: EmulatorClient): void;
  /** As it was made: records, tokens, faults, clock, journal. Tokens of before are unknown. */
  reset(): void;
  /** What was written, set and given out, as text; without journal and without tokens. */
  save(): string;
  /** Goes on from what an emulator of the same version saved. Throws `invalid_option`. */
  restore(saved: string): void;
}

/** The part of a client that signing in takes. */
export type SignInClient = Pick<Clever, "loginUrl" | "handleRedirect">;

/** The emulator's own people, and any key of `personas`. */
export type PersonaKey =
  | "library_teacher" | "teacher" | "student" | "staff" | "district_admin" | "contact" | "multi_role" | "no_email" | "explorer"
  | (string & {});

/**
 * What a token is, and so what it reaches. `district_sso`: oneself and the district's name. `library`: also own sections
 * and their students. `district`: a server's; the client refuses it. `all_scopes`: everything; no real Clever has it.
 */
export type TokenKind = "district_sso" | "library" | "district" | "all_scopes";

/** Someone to sign in as. */
export interface Persona {
  key: string;
  label: string;
  description: string;
  role: Role;
  tokenKind: TokenKind;
  /** The id of the user who they are. */
  userId: string;
}

/** Someone of one's own; with the key of one of the emulator's own people that one, otherwise. */
export interface OwnPersona {
  key: string;
  label?: string | undefined;
  description?: string | undefined;
  /** May be absent where `key` or `user` tells it. */
  role?: Role | undefined;
  /** Default `"district_sso"`. */
  tokenKind?: TokenKind | undefined;
  /** The id of a user of the district. Default: the next one of that role. */
  user?: string | undefined;
  /** What stands in that user's record, as Clever spells it: `{ name: { first: "Ada" } }`. */
  members?: object | undefined;
}

/** A registered application. */
export interface EmulatorClient {
  clientId: string;
  name?: string | undefined;
  /** Compared as a whole; the first is the primary one. What Clever would not register is `invalid_option`. */
  redirectUris?: readonly string[] | undefined;
  /** Whether Clever enabled the implicit grant. Default true. */
  implicitEnabled?: boolean | undefined;
}

/** Where the three are reached. */
export interface Origins {
  app: string;
  clever: string;
  api: string;
}

/** The records of each collection. */
export interface Collections {
  users: User;
  schools: School;
  sections: Section;
  courses: Course;
  terms: Term;
  resources: Resource;
  districts: District;
}

/** Every record, whatever a token reaches. Writes are seen by later reads, lists, relations and events. */
export interface Records {
  /** Throws `unknown_record`. */
  get<C extends keyof Collections>(collection: C, id: string): Collections[C];
  list<C extends keyof Collections>(collection: C, options?: { role?: Role | undefined; skip?: number | undefined; limit?: number | undefined }): Collections[C][];
  /** Gives the new record, its id and times filled in. */
  create<C extends Exclude<keyof Collections, "districts">>(collection: C, members?: object): Collections[C];
  /** Lays members over the record, objects member by member; gives the record. Throws `invalid_write`. */
  update<C extends keyof Collections>(collection: C, id: string, members: object): Collections[C];
  delete(collection: Exclude<keyof Collections, "districts">, id: string): void;
}

/** Faults wait for requests; a request meets the first that fits. */
export interface Faults {
  add(...faults: readonly Fault[]): void;
  /** Meets the next request whose path begins so. */
  once(path: string, ...effects: readonly Effect[]): void;
  /** Meets every request whose path begins so. */
  always(path: string, ...effects: readonly Effect[]): void;
  clear(): void;
  waiting(): Fault[];
}

/** Which requests it meets, and what it does. */
export interface Fault {
  origin?: "clever" | "api" | "app" | null | undefined;
  /** Preflights are met only where it says `"OPTIONS"`. */
  method?: string | null | undefined;
  /** Paths that begin so. */
  path?: string | null | undefined;
  /** Lets this many matching requests through first. */
  skip?: number | undefined;
  /** Meets this many, then is gone. Default 1; `null`: for ever. */
  count?: number | null | undefined;
  effects: readonly Effect[];
}

/** What a fault does to an answer; several do it together. */
export type Effect =
  | { kind: "status"; status: number; body?: string | undefined; contentType?: string | undefined; retryAfter?: string | undefined; cors?: boolean | undefined }
  /** Before the headers. Milliseconds. */
  | { kind: "latency"; ms: number }
  /** The connection breaks after so many bytes of the body. */
  | { kind: "truncate"; at: number }
  /** The connection breaks without an answer. */
  | { kind: "drop" }
  | { kind: "drip"; chunk: number; everyMs: number }
  | { kind: "redirect"; location: string }
  /** Other `links` than the page had. */
  | { kind: "links"; links: unknown }
  | { kind: "html" | "shuffle_keys" | "unknown_members" | "invalid_records" | "malformed_utf8" | "empty_body" | "without_cors" };

/** The emulator's time: when tokens end, when events happened. The client's own clock is the platform's. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Stands still at that time. */
  set(time: Date | number | string): void;
  /** Moves on, standing still or not. Milliseconds. */
  advance(ms: number): void;
  /** Follows `Date.now()` again. */
  follow(): void;
}

/** One request that was answered. */
export interface JournalEntry {
  number: number;
  origin: "clever" | "api" | "app";
  method: string;
  path: string;
  /** A token in it reads `[token]`. */
  query: string;
  /** 0 where the connection was dropped. */
  status: number;
  /** Whether an `Authorization` header came with it. */
  authorized: boolean;
  /** The emulator's time. Unix milliseconds. */
  atMs: number;
}

/** What of Clever's behaviour may differ: the defaults are what was recorded, else what is most likely. */
export interface Behaviour {
  /** Seconds until a user token answers 401. Default 86400. */
  tokenLifetimeSecs: number;
  /** Seconds that Clever remembers who signed in. */
  sessionLifetimeSecs: number;
  /** Seconds that a code may be exchanged. */
  codeLifetimeSecs: number;
  /** Whether the fragment of a sign-in carries `scope`. */
  fragmentScope: boolean;
  /** The `expires_in` of the fragment, if any. */
  fragmentExpiresIn: number | null;
  /** Whether an error answer echoes `state`. */
  stateOnError: boolean;
  /** `response_type=token` for a client without implicit grant. */
  implicitDisabled: "code" | "error";
  /** A portal or Instant Login launch of a client with implicit grant. */
  portalLaunch: "code" | "token";
  /** Which origins may read `/oauth/tokeninfo`. */
  tokeninfoCors: "none" | "registered" | "any";
  /** Whether `/resources` lists the header `Authorization` in its preflight. */
  resourcesCors: boolean;
  /** Whether operations whose CORS headers were never recorded (userinfo, attendance, LMS) have them. */
  unrecordedCors: boolean;
  /** The form of `/resources` lists. */
  resources: "recorded" | "published";
  /** The form of `/me`. */
  me: "recorded" | "demo";
  /** Whether `links` stands before `data`. */
  linksFirst: boolean;
  /** Whether `count=true` also sends the rows. */
  countWithData: boolean;
  /** Where an event keeps the old values. */
  previousAttributes: "inside" | "beside";
  /** How an attendance page names the next one. */
  attendanceCursor: "links" | "top_level";
  /** What `limit` and cursors do with a user's own token. */
  userTokenPaging: "honoured" | "ignored" | "refused";
  /** Whether a District SSO token may read its own schools. */
  ssoSchools: boolean;
  /** Requests a minute and token before the empty 429. Default 1200. */
  rateLimitPerMinute: number;
  /** Whether a 429 has CORS headers; without them a browser sees a network error. */
  rateLimitCors: boolean;
  /** Which LMS the district has connected. */
  lmsType: "canvas" | "schoology" | "google_classroom";
  /** Seconds that a page link of submissions stays valid. */
  lmsCursorLifetimeSecs: number;
  /** Personas whose district has not shared the app: Clever's own error page. */
  unshared: readonly string[];
  /** The spelling of `user_type` for a district admin. */
  districtAdminUserType: string;
}

/** A request for `handle`. */
export interface HandledRequest {
  url: string | URL;
  method?: string | undefined;
  headers?: Iterable<readonly [string, string]> | Record<string, string | undefined> | undefined;
  body?: string | Uint8Array | ArrayBuffer | undefined;
}

/** The whole answer, and what a fault wants done to it on its way. */
export interface HandledAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array;
  delivery: { delayMs: number; drip: { chunk: number; everyMs: number } | null; truncateAt: number | null; dropped: boolean };
}

/** The part of Playwright's `Route` that `route` takes. */
export interface PlaywrightRoute {
  request(): {
    url(): string;
    method(): string;
    allHeaders(): Promise<Record<string, string>>;
    postDataBuffer(): Uint8Array | null;
  };
  fulfill(answer: { status: number; headers: Record<string, string>; body: any }): Promise<void>;
  abort(code?: string): Promise<void>;
  fallback(): Promise<void>;
}

/** What a test did wrong, or asked of people who do not exist. */
export class EmulatorError extends Error {
  constructor(code: EmulatorErrorCode, message: string);
  readonly name: "EmulatorError";
  readonly code: EmulatorErrorCode;
}

/** What `EmulatorError.code` can be. */
export type EmulatorErrorCode =
  | "invalid_option" | "unknown_persona" | "unknown_record" | "invalid_write" | "unknown_address" | "sign_in_refused" | "unsupported_environment";
