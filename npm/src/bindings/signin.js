// Who is signed in, as every framework's binding shows it: one place for each client, which is never closed from here.

const places = new WeakMap();

/** What a server renders, and what a page shows until its answer, if it is a callback, has been judged. */
export const LOADING = Object.freeze({ status: "loading", session: null, error: null, reason: null });

/** @param {import("../../types/auth.d.ts").Clever} client */
export function signInOf(client) {
  if (typeof client?.handleRedirect !== "function") throw new Error("clever-wasm: the client must be one of createClever()");
  if (!places.has(client)) places.set(client, createPlace(client));
  return places.get(client);
}

function createPlace(client) {
  let state = LOADING;
  let redirect; // the outcome of handleRedirect(), which is asked for once
  let told = false; // whether somebody took that outcome
  let judged = false;
  let error = null;
  let reason = null;
  let stop = null;
  const listeners = new Set();

  /** A session that was here before the page's answer is not shown until that is judged: the answer may replace it. */
  function current() {
    if (!judged) return LOADING;
    const session = client.session;
    return session ? { status: "signedIn", session, error, reason: null } : { status: "signedOut", session, error, reason };
  }

  function refresh() {
    const next = current();
    if (Object.keys(next).every((name) => state[name] === next[name])) return;
    state = Object.freeze(next);
    for (const listener of [...listeners]) listener();
  }

  function begin() {
    const listened = [];
    try {
      listened.push(client.on("signedIn", () => ((error = reason = null), refresh())));
      listened.push(client.on("signedOut", (detail) => ((reason = detail.reason), refresh())));
    } catch (closed) {
      error = closed; // whoever owns the client has closed it
    }
    redirect ??= client.handleRedirect().then(
      (result) => ((judged = true), refresh(), result),
      (failed) => ((judged = true), (error = failed), refresh(), null),
    );
    refresh();
    return () => listened.forEach((end) => end());
  }

  return {
    snapshot: () => state,
    /** In a page only: a server renders `LOADING`. Gives the way to stop. */
    subscribe(listener) {
      const entry = () => listener();
      listeners.add(entry);
      stop ??= begin();
      return () => {
        listeners.delete(entry);
        if (listeners.size > 0 || !stop) return;
        stop();
        stop = null;
      };
    },
    /** Tells one caller of a finished login, whoever asks first; from behind `subscribe`. */
    async redirected(tell) {
      const result = await redirect;
      if (!result || told) return;
      told = true;
      tell(result);
    },
  };
}
