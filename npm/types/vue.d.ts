// clever-wasm/vue, for Vue 3.3 and later. Works in server rendering, where nobody is signed in.
import type { ComputedRef, MaybeRefOrGetter, Plugin } from "vue";
import type { AnyClever, Answer, AskOptions, QueryMethods, QueryState, RedirectListener, SignInState } from "./bindings.js";
import type { Clever } from "./index.js";

export type {
  AnyClever, Answer, AskOptions, QueryMethods, QueryState, RedirectListener, SignedIn, SignedOut, SignInLoading, SignInState,
} from "./bindings.js";

/**
 * `app.use(createCleverPlugin(client))` gives a client to the app's components and, once the app is mounted, finishes a
 * login that comes back to this page. Make the client before, in the app's first module.
 */
export function createCleverPlugin(client: AnyClever, options?: RedirectListener): Plugin;

/** The app's client; name the type for one of `clever-wasm/auth`. Throws without the plugin. */
export function useClever<C extends AnyClever = Clever>(): C;

/** Who is signed in, member by member. */
export function useSession(): { readonly [K in keyof SignInState]: ComputedRef<SignInState[K]> };

/**
 * Asks Clever while somebody is signed in, and again when the session changes or a ref that `ask` reads before its first
 * await; aborts when the component goes. Return a list for its records page by page, or any promise:
 *
 *     const { data, error, hasNext, next } = useCleverQuery((clever, options) => clever.getSectionsForUser(props.id, {}, options));
 */
export function useCleverQuery<T, C extends AnyClever = Clever>(
  ask: (clever: C, options: AskOptions) => T,
  options?: { enabled?: MaybeRefOrGetter<boolean> | undefined },
): { readonly [K in keyof QueryState<unknown>]: ComputedRef<QueryState<Answer<T>>[K]> } & QueryMethods;
