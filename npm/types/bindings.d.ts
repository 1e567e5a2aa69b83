// What the bindings of all frameworks show.
import type { Clever as SignInClever } from "./auth.js";
import type { CleverError } from "./errors.js";
import type { CleverEvents, List, Page, RedirectResult, Session } from "./index.js";

/** A client of `clever-wasm` or of `clever-wasm/auth`. Whoever made it closes it; a binding never does. */
export type AnyClever = SignInClever;

/** Who is signed in: `status` tells which of the other members are set. Frozen. */
export type SignInState = SignInLoading | SignedIn | SignedOut;

/** On a server, and in the page until its answer, if it is a callback, has been judged. */
export interface SignInLoading {
  readonly status: "loading";
  readonly session: null;
  readonly error: null;
  readonly reason: null;
}

/** Somebody is signed in. */
export interface SignedIn {
  readonly status: "signedIn";
  readonly session: Session;
  /** What `handleRedirect()` failed with, where that left an earlier session as it was. */
  readonly error: CleverError | null;
  readonly reason: null;
}

/** Nobody is signed in. */
export interface SignedOut {
  readonly status: "signedOut";
  readonly session: null;
  /** What `handleRedirect()` failed with, until somebody signs in. */
  readonly error: CleverError | null;
  /** Why the last session ended, until somebody signs in. */
  readonly reason: CleverEvents["signedOut"]["reason"] | null;
}

/** What a binding may be told of. */
export interface RedirectListener {
  /** A login was finished on this page; called once for each, whatever is mounted again. Go on to its `returnTo` here. */
  onRedirect?: ((result: RedirectResult) => void) | undefined;
}

/** What a question takes: hand it on to the call, so that nobody waits for an answer that no one wants any more. */
export interface AskOptions {
  signal: AbortSignal;
}

/** The answer of a question: a list's records, or what the promise gives. */
export type Answer<T> = T extends List<infer R> ? R[] : Awaited<T> extends Page<infer R> ? R[] : Awaited<T>;

/** Whether it is asked. */
export interface QueryOptions {
  /** Default true. Nothing is asked while nobody is signed in. */
  enabled?: boolean | undefined;
}

/** A question's answer so far. Frozen. Of another session or other dependencies than the current nothing is shown. */
export interface QueryState<D> {
  /** For a list the records of all pages that have come. */
  readonly data: D | undefined;
  /**
   * What the last request failed with; `data` stays. What the client's calls reject with is a `CleverError`, which
   * `isCleverError(error)` tells from an error of the question's own. What is thrown and is no `Error` comes as the `cause` of one.
   */
  readonly error: CleverError | Error | null;
  /** Nothing has come yet. */
  readonly isLoading: boolean;
  /** A request is under way. */
  readonly isFetching: boolean;
  /** A list has a further page. */
  readonly hasNext: boolean;
}

/** What can be done about a question. */
export interface QueryMethods {
  /** Fetches the next page, or the same one again if that failed, and appends its records. Nothing happens without one. */
  next(): Promise<void>;
  /** Asks once more; what has come is shown meanwhile. */
  reload(): void;
}
