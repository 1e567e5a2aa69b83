// clever-wasm/svelte: stores and a context, which Svelte 4 and 5 both have.
import { getContext, hasContext, setContext } from "svelte";
import { createQuery, IDLE, WAITING } from "../bindings/query.js";
import { LOADING, signInOf } from "../bindings/signin.js";

const KEY = "clever-wasm"; // a string: copies of this file agree about it

/** A component on a server subscribes, too. */
const hasPage = () => typeof document === "object" && document !== null;

/** @type {typeof import("../../types/svelte.d.ts").setClever} */
export function setClever(client, { onRedirect } = {}) {
  const place = signInOf(client);
  setContext(KEY, client);
  if (!hasPage()) return client;
  // For as long as the page: the outcome must not depend on which component is shown.
  place.subscribe(() => {});
  if (onRedirect) place.redirected(onRedirect);
  return client;
}

/** @type {typeof import("../../types/svelte.d.ts").getClever} */
export function getClever() {
  if (!hasContext(KEY)) throw new Error("clever-wasm: setClever(client) in a component around this one comes first");
  return getContext(KEY);
}

/** @type {typeof import("../../types/svelte.d.ts").getSession} */
export function getSession(client = getClever()) {
  const place = signInOf(client);
  return {
    subscribe(tell) {
      if (!hasPage()) return tell(LOADING), () => {};
      const stop = place.subscribe(() => tell(place.snapshot()));
      tell(place.snapshot());
      return stop;
    },
  };
}

/** @type {typeof import("../../types/svelte.d.ts").cleverQuery} */
export function cleverQuery(ask, { client = getClever(), enabled = true, args = [] } = {}) {
  const session = getSession(client);
  const listeners = new Set();
  let current; // whose answer is shown
  let waits = enabled;
  let end = null;
  const query = createQuery(() => listeners.forEach((tell) => tell(shown())));
  const shown = () => {
    const state = query.snapshot();
    return state === IDLE && waits ? WAITING : state;
  };

  function follow({ status, session: next }) {
    waits = enabled && status === "loading";
    const changed = next !== current;
    current = next;
    if (changed && enabled && next) query.start((options) => ask(client, options, ...args));
    else if (changed) query.stop();
    listeners.forEach((tell) => tell(shown()));
  }

  return {
    subscribe(tell) {
      const entry = (state) => tell(state);
      listeners.add(entry);
      if (listeners.size === 1) {
        current = null;
        end = session.subscribe(follow);
      }
      tell(shown());
      return () => {
        listeners.delete(entry);
        if (listeners.size > 0) return;
        end?.();
        end = null;
        query.stop();
      };
    },
    ...query.methods,
  };
}
