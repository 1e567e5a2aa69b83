// clever-wasm/svelte: stores and a context, for Svelte 4 and 5. Works in server rendering, where nobody is signed in.
import type { AnyClever, Answer, AskOptions, QueryMethods, QueryOptions, QueryState, RedirectListener, SignInState } from "./bindings.js";
import type { Clever } from "./index.js";

export type {
  AnyClever, Answer, AskOptions, QueryMethods, QueryOptions, QueryState, RedirectListener, SignedIn, SignedOut, SignInLoading, SignInState,
} from "./bindings.js";

/** A store, as `svelte/store` has it. */
export interface Shown<T> {
  subscribe(tell: (value: T) => void): () => void;
}

/**
 * In the script of the outermost component: gives a client to it and those inside, and finishes a login that comes back to
 * this page. Make the client before, in the app's first module. Returns it.
 */
export function setClever<C extends AnyClever>(client: C, options?: RedirectListener): C;

/** In a component's script: the client given around it; name the type for one of `clever-wasm/auth`. Throws without one. */
export function getClever<C extends AnyClever = Clever>(): C;

/** A store of who is signed in. Without a client, call it in a component's script. */
export function getSession(client?: AnyClever): Shown<SignInState>;

/** What `cleverQuery` takes beside the question. */
export interface StoreQueryOptions<C, A extends readonly unknown[]> extends QueryOptions {
  /** By default the one of `getClever()`, which only a component's script may call: name it anywhere else, in `$derived` too. */
  client?: C | undefined;
  /**
   * Given to `ask` behind the options. What a question depends on belongs here: `ask` itself is called later, where nobody
   * notices what it reads.
   */
  args?: A | undefined;
}

/**
 * A store that asks Clever while it is subscribed to and somebody is signed in, and again when the session changes; aborts
 * with its last subscriber. Return a list for its records page by page, or any promise. For other arguments make another
 * store: in a `$:` statement of Svelte 4, or derived:
 *
 *     const sections = $derived(cleverQuery((clever, options, id) => clever.getSectionsForUser(id, {}, options), { client, args: [id] }));
 *     … {#each $sections.data ?? [] as section} … <button onclick={sections.next}>
 */
export function cleverQuery<T, const A extends readonly unknown[] = [], C extends AnyClever = Clever>(
  ask: (clever: C, options: AskOptions, ...args: A) => T,
  options?: StoreQueryOptions<C, A>,
): Shown<QueryState<Answer<T>>> & QueryMethods;
