// A client: the methods that users call. They are closures, so that destructuring and proxies do no harm.
import { createCalls } from "./calls.js";
import { createExpiry } from "./expiry.js";
import { createIdentity } from "./identity.js";
import { createRedirect } from "./redirect.js";
import { hasPage, seatOf } from "./page.js";
import { createTabs } from "./tabs.js";
import { ask, askJson, failure, onReopen, refusal, start, wipe } from "./wasm.js";
import { createWire, own, tell } from "./wire.js";

const FUNCTIONS = ["fetch", "onRequest", "onInvalid"];
const EVENTS = ["signedIn", "signedOut", "expiring"];

/**
 * Makes a client, after the module was started.
 * @param {object} options @param {() => WebAssembly.Module} load
 */
export function create(options, load) {
  start(load);
  const given = own(options);
  // Read here, for the module cannot be left by what a getter of the caller's throws.
  if (typeof given.retry === "object" && !Array.isArray(given.retry)) given.retry = own(given.retry);
  const open = () => Number(ask("open", 0, 0, [], given));
  let id = open();
  for (const name of FUNCTIONS) {
    if (given[name] != null && typeof given[name] !== "function") {
      ask("shut", id);
      throw refusal("invalid_config", name, `${name} must be a function`);
    }
  }
  const config = askJson("describe", id);
  const seat = seatOf(config.clientId);
  const listeners = new Map(EVENTS.map((name) => [name, new Set()]));
  const closing = new AbortController();

  /** What the parts of a client need of each other. */
  const client = {
    id: () => id,
    given,
    config,
    seat,
    closing: closing.signal,
    open: () => {
      if (closing.signal.aborted) throw failure("client_closed");
    },
    session,
    /** A 401: the session is over, once, however many calls fail. */
    unauthorized: (record) => seat.record() === record && seat.signOut("unauthorized"),
    ask: (...request) => wire.ask(...request),
  };
  const expiry = createExpiry({
    remaining: () => (seat.session() ? Number(ask("remaining", id)) : 0),
    expiring: (inMs) => emit("expiring", { inMs }),
    expired: () => seat.signOut("expired"),
    awake: () => tabs.recheck(),
  });
  const tabs = createTabs(config.clientId, (stamp) => {
    const current = seat.session();
    if (current && stamp > current.signedInAt) seat.signOut("other_tab");
  });
  const wire = createWire(client);
  const calls = WITH_API ? createCalls(client, wire) : createIdentity(client, wire);
  const redirect = createRedirect(client);

  const leave = seat.join({
    adopt: (record) => ask("adopt", id, 0, [record]),
    ended: (reason, token) => {
      expiry.end();
      // A replaced session's place in the store is the new one's already.
      if (reason !== "replaced") ask("end", id);
      calls.abandon(reason);
      wipe(token);
    },
    signedIn: (detail) => {
      watch(detail.session);
      emit("signedIn", detail);
    },
    signedOut: (detail) => emit("signedOut", detail),
  });
  const stopReopening = onReopen(() => {
    // Numbers are given out anew: what a closed client still asks must reach nobody.
    if (closing.signal.aborted) return void (id = 0);
    id = open();
    if (seat.record()) ask("adopt", id, 0, [seat.record()]);
    calls.lost();
  });

  if (seat.record()) {
    ask("adopt", id, 0, [seat.record()]);
    watch(seat.session());
  }
  if (hasPage()) redirect.capture();

  function watch(current) {
    expiry.begin(current.expiresAt - current.signedInAt);
    if (hasPage()) tabs.open();
  }

  function session() {
    if (closing.signal.aborted) return null;
    const current = seat.session();
    if (current) {
      if (Number(ask("remaining", id)) > 0) return current;
      seat.signOut("expired");
      return null;
    }
    const record = ask("session", id);
    if (record === undefined) return null;
    const restored = seat.restore(record);
    if (tabs.stamp() > restored.signedInAt) {
      // Another tab signed out while this one was away.
      seat.signOut("other_tab");
      return null;
    }
    watch(restored);
    return restored;
  }

  /** Listeners are isolated: one that throws disturbs neither the others nor the SDK. */
  function emit(event, detail) {
    for (const listener of [...listeners.get(event)]) tell(listener, detail, (error) => queueMicrotask(() => { throw error; }));
  }

  return Object.freeze({
    ...redirect.methods,
    ...calls.methods,
    get session() {
      return session();
    },
    logout() {
      client.open();
      session();
      ask("end", id);
      seat.signOut("logout");
      seat.forget();
      if (hasPage()) tabs.announce();
    },
    on(event, listener) {
      client.open();
      if (!listeners.has(event)) {
        throw refusal("invalid_argument", "event", `event must be one of ${EVENTS.join(", ")}`);
      }
      if (typeof listener !== "function") throw refusal("invalid_argument", "listener", "listener must be a function");
      // Wrapped: the same function may be registered twice, and each registration ends by itself.
      const entry = (detail) => listener(detail);
      listeners.get(event).add(entry);
      return () => void listeners.get(event).delete(entry);
    },
    close() {
      if (closing.signal.aborted) return;
      closing.abort(failure("client_closed"));
      leave();
      expiry.end();
      tabs.close();
      for (const set of listeners.values()) set.clear();
      redirect.whenIdle(() => {
        stopReopening();
        ask("shut", id);
      });
    },
    diagnose() {
      const current = seat.session();
      const facts = closing.signal.aborted ? config : askJson("describe", id);
      return {
        ...facts,
        closed: closing.signal.aborted,
        page: hasPage(),
        // The most frequent cause of lost logins: storage belongs to an origin, www or not, http or https, port.
        origin: hasPage() ? location.origin : null,
        redirectUriIsOnThisOrigin: hasPage() ? new URL(config.redirectUri).origin === location.origin : null,
        framed: hasPage() ? redirect.framed() : null,
        broadcastChannel: typeof BroadcastChannel === "function",
        signedIn: current !== null,
        expiresAt: current?.expiresAt ?? null,
        scopes: current?.scopes ?? null,
        lastSignOut: seat.reason(),
        requestsInFlight: calls.inFlight(),
      };
    },
  });
}
