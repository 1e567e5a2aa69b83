// clever-wasm/svelte: stores and a context, for Svelte 4 and 5. Works in server rendering, where nobody is signed in.
import type { AnyClever, Answer, AskOptions, QueryMethods, QueryOptions, QueryState, RedirectListener, SignInState } from "./bindings.js";
import type { Clever } from "./index.js";

export type { AnyClever, Answer, AskOptions, QueryMethods, QueryOptions, QueryState, RedirectListener, SignInState } from "./bindings.js";

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

/**
 * A store that asks Clever while it is subscribed to and somebody is signed in, and again when the session changes; aborts
 * with its last subscriber. Return a list for its records page by page, or any promise. For other arguments make another
 * store. Without `client`, call it in a component's script:
 *
 *     const sections = cleverQuery((clever, options) => clever.getSectionsForUser(id, {}, options));
 *     … {#each $sections.data ?? [] as section} … <button on:click={sections.next}>
 */
export function cleverQuery<T, C extends AnyClever = Clever>(
  ask: (clever: C, options: AskOptions) => T,
  options?: QueryOptions & { client?: C },
): Shown<QueryState<Answer<T>>> & QueryMethods;
