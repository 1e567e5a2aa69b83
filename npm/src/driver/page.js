// What belongs to the page and not to one client: the session, the captured callback, the outcome of redeeming it.
// Clients with the same client id share it, those of clever-wasm and clever-wasm/auth too. Without a document it
// belongs to the client alone.
import { failure } from "./wasm.js";

const REGISTRY = Symbol.for("clever-wasm/1");

/** Whether there is a page that could be a callback. */
export const hasPage = () => typeof document === "object" && document !== null;

/** @param {string} clientId */
export function seatOf(clientId) {
  if (!hasPage()) return createSeat();
  if (!globalThis[REGISTRY]) Object.defineProperty(globalThis, REGISTRY, { value: new Map() });
  const seats = globalThis[REGISTRY];
  if (!seats.has(clientId)) seats.set(clientId, createSeat());
  return seats.get(clientId);
}

/** The shared place. Everything is reached through closures, so that no walk over globals finds the token. */
function createSeat() {
  let record = null; // JSON text, token included
  let session = null; // what users hold
  let reason = null; // why there is none any more
  const memos = {}; // by where the callback came from: { key, promise } of its outcome
  let captured; // the address of a callback of this page that is not redeemed yet
  const clients = new Set();

  return {
    join: (client) => (clients.add(client), () => clients.delete(client)),
    record: () => record,
    session: () => session,
    reason: () => reason,
    /** Every client learns of the session; a session that it replaces ends first. */
    signIn(next) {
      const replaced = session !== null;
      if (replaced) end("replaced");
      record = next;
      reason = null;
      session = publish(next, () => record === next, () => reason);
      for (const client of [...clients]) client.adopt(next);
      for (const client of [...clients]) client.signedIn({ session, replaced });
      return session;
    },
    /** A session found in the store, or handed on by another copy: no event, it was there all along. */
    restore(next) {
      record = next;
      reason = null;
      session = publish(next, () => record === next, () => reason);
      return session;
    },
    signOut: end,
    capture: (address) => (captured = address),
    /** The outcome of this page's callback, the same for everyone who asks; null where it was none. */
    redeemed(redeem) {
      if (captured === undefined) return memos.page?.promise ?? Promise.resolve(null);
      const address = captured;
      captured = undefined; // the raw answer is dropped once it is judged
      return remember("page", "", redeem(address));
    },
    /** The same for an address that the caller handed over; `key` names the answer without holding it. */
    given: (key, redeem) => (memos.given?.key === key ? memos.given.promise : remember("given", key, redeem())),
    forget,
  };

  function remember(from, key, promise) {
    const memo = (memos[from] = { key, promise, settled: false });
    const settle = () => (memo.settled = true);
    promise.then(settle, settle); // whoever asks gets the rejection; nobody asking is no accident
    return promise;
  }

  /** From here on the callback was answered: null for whoever asks again. */
  function forget() {
    for (const memo of Object.values(memos)) memo.promise = Promise.resolve(null);
  }

  /** The same where one session replaces another: what brings the new one is not over yet. */
  function forgetSettled() {
    for (const memo of Object.values(memos)) if (memo.settled) memo.promise = Promise.resolve(null);
  }

  function end(why) {
    if (session === null) return;
    const { token } = JSON.parse(record);
    record = session = null;
    reason = why;
    if (why === "replaced") forgetSettled();
    else forget();
    for (const client of [...clients]) client.ended(why, token);
    for (const client of [...clients]) client.signedOut({ reason: why });
  }
}

/** The session as users hold it: frozen, its token neither enumerable nor serialised. */
function publish(record, isCurrent, why) {
  const { clientId, token, signedInAt, expiresAt, expiryIsAssumed, scopes } = JSON.parse(record);
  const session = { clientId, signedInAt, expiresAt, expiryIsAssumed, scopes: scopes && Object.freeze(scopes) };
  const accessToken = () => {
    if (!isCurrent()) throw failure(why() === "expired" ? "session_expired" : "signed_out");
    return token;
  };
  return Object.freeze(Object.defineProperty(session, "accessToken", { value: accessToken }));
}
