// What every request of a client has in common: who sends it, with which token, who is told of it.
import { fetchInit, isLedAstray } from "./fetch.js";
import { LONGEST_TIMER_MS } from "./expiry.js";
import { failure, refusal } from "./wasm.js";

export function createWire({ given, seat, session, closing }) {
  /** Read at each call, so that test tools may replace the global. */
  const send = (url, init) => (given.fetch ?? globalThis.fetch)(url, init);

  const notify = (event) => tell(given.onRequest, Object.freeze(event));

  /** Whoever calls must be signed in; the token is looked at here and nowhere else. */
  function bearer() {
    const current = session();
    if (!current) throw failure(seat.reason() === "expired" ? "session_expired" : "not_signed_in");
    return current.accessToken();
  }

  /**
   * One attempt, outside the machine of calls. What comes of it `judge` says, given the status, 0 for none, and the body
   * of a 200; not asked where the attempt was stopped.
   * @template T
   * @param {AbortController} controller @param {(status: number, body?: string) => T} judge
   */
  async function once(controller, url, template, token, withinMs, judge) {
    const started = performance.now();
    const { signal } = controller;
    const timer = withinMs > 0 && setTimeout(() => controller.abort(failure("timeout")), Math.min(withinMs, LONGEST_TIMER_MS));
    const late = new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    let status = 0;
    let body;
    let code = null;
    try {
      const answer = (async () => {
        const response = await send(url, fetchInit("GET", token, undefined, signal));
        if (isLedAstray(response)) return controller.abort(failure("unexpected_redirect"));
        status = response.status;
        if (status === 200) return response.text();
      })();
      answer.catch(() => {});
      body = await Promise.race([answer, late]);
    } catch {
      status = 0; // no answer that a page may read, or one that broke off
    }
    clearTimeout(timer);
    const stopped = signal.reason;
    controller.abort();
    try {
      if (stopped) throw stopped;
      return judge(status, body);
    } catch (error) {
      code = error.code;
      throw error;
    } finally {
      notify({ method: "GET", pathTemplate: template, status: status || null, attempt: 1, durationMs: performance.now() - started, bytes: body?.length ?? 0, code });
    }
  }

  /** The body of tokeninfo's 200; undefined for every other answer and for none. */
  async function ask(url, template, token, withinMs) {
    const controller = new AbortController();
    const stop = whenAborted(closing, () => controller.abort(closing.reason));
    try {
      return await once(controller, url, template, token, withinMs, (status, body) => {
        if (status !== 200) throw failure(String(status));
        return body;
      });
    } catch {
      return undefined;
    } finally {
      stop();
    }
  }

  return { send, notify, bearer, once, ask };
}

const listening = new WeakMap();

/**
 * Runs `run` when the signal aborts; gives the way to stop that. A signal has one listener of ours, however many calls
 * share it: Node warns of the eleventh.
 * @param {AbortSignal | null | undefined} signal @param {() => void} run
 */
export function whenAborted(signal, run) {
  if (!signal) return () => {};
  let all = listening.get(signal);
  if (!all) listening.set(signal, (all = new Set()));
  if (all.size === 0) signal.addEventListener("abort", (all.hear = hearing(all)));
  all.add(run);
  return () => void (all.delete(run) && all.size === 0 && signal.removeEventListener("abort", all.hear));
}

/** Made apart, for a closure holds all that was in reach where it was made: the first `run` would be held with the signal. */
const hearing = (all) => () => [...all].forEach((each) => each());

/** Callbacks of the app are isolated: one that throws disturbs neither the others nor the SDK. */
export function tell(listener, detail, otherwise) {
  try {
    listener?.(detail);
  } catch (error) {
    if (typeof reportError === "function") reportError(error);
    else otherwise?.(error);
  }
}

/** What was given, and nothing that a page may have put on every object's prototype. */
export const own = (given) => ({ __proto__: null, ...given });

/** Options of one request. */
export function check(options) {
  const { signal, timeoutMs, fields } = own(options);
  if (signal != null && typeof signal.addEventListener !== "function") {
    throw refusal("invalid_argument", "signal", "signal must be an AbortSignal");
  }
  if (timeoutMs !== undefined && !(typeof timeoutMs === "number" && timeoutMs >= 0)) {
    throw refusal("invalid_argument", "timeoutMs", "timeoutMs must be a number of milliseconds, 0 for none");
  }
  if (WITH_API && fields !== undefined && !(Array.isArray(fields) && fields.every((field) => typeof field === "string"))) {
    throw refusal("invalid_argument", "fields", "fields must be a list of member names");
  }
  if (signal?.aborted) throw failure("cancelled", signal.reason);
  return { signal, timeoutMs };
}

/** Why everything under way ends with the session. */
export const ended = (reason) => failure({ unauthorized: "unauthorized", expired: "session_expired" }[reason] ?? "signed_out");
