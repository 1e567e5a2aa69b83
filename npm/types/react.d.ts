// clever-wasm/react, for React 18 and later. Works in StrictMode, and in server rendering, where nobody is signed in.
import type { ReactElement, ReactNode } from "react";
import type { AnyClever, Answer, AskOptions, QueryMethods, QueryOptions, QueryState, RedirectListener, SignInState } from "./bindings.js";
import type { Clever } from "./index.js";

export type {
  AnyClever, Answer, AskOptions, QueryMethods, QueryOptions, QueryState, RedirectListener, SignedIn, SignedOut, SignInLoading, SignInState,
} from "./bindings.js";

/** What `CleverProvider` takes. */
export interface CleverProviderProps extends RedirectListener {
  /** Made once, outside of components, in the app's first module. */
  client: AnyClever;
  children?: ReactNode | undefined;
}

/** Gives a client to the components inside, and finishes a login that comes back to this page. */
export function CleverProvider(props: CleverProviderProps): ReactElement;

/** The client of the provider around this component; name the type for one of `clever-wasm/auth`. Throws without a provider. */
export function useClever<C extends AnyClever = Clever>(): C;

/** Who is signed in; renders again when that changes. */
export function useSession(): SignInState;

/**
 * Asks Clever while somebody is signed in, and again when the session or one of `dependencies` changes; aborts when the
 * component goes. Return a list for its records page by page, or any promise:
 *
 *     const { data, error, hasNext, next } = useCleverQuery((clever, options) => clever.getSectionsForUser(id, {}, options), [id]);
 */
export function useCleverQuery<T, C extends AnyClever = Clever>(
  ask: (clever: C, options: AskOptions) => T,
  dependencies?: readonly unknown[],
  options?: QueryOptions,
): QueryState<Answer<T>> & QueryMethods;
