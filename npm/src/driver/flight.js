// One call under way: fetch, body stream and timers on one side, the Rust machine on the other.
import { CleverError } from "./error.js";
import { LONGEST_TIMER_MS } from "./expiry.js";
import { fetchInit, isLedAstray } from "./fetch.js";
import { ask, chunk, failure, told } from "./wasm.js";

const [START, END, FAULT, TIMED_OUT, WOKE] = [0, 1, 2, 3, 4];
/** A page that is fetched ahead of its turn may buffer this much. */
const AHEAD_BYTES = 1 << 20;
/** So much is handed over at once: a body that comes in one piece must not need as much memory again. */
const PIECE_BYTES = 1 << 18;

/**
 * @param {{ number: number, token: string, timeoutMs: number, send: typeof fetch, notify: (event: object) => void,
 *   records?: { restart(): void, deliver(): void }, slots: { take: () => Promise<void> | undefined, give: () => void }, ahead?: Promise<void> }} call
 */
export function createFlight({ number, token, timeoutMs, send, slots, notify, ahead, records }) {
  let stopped = null;
  /** Ends the wait that is under way. */
  let giveUp = () => {};
  /**
   * Waits for `promise`, but no longer than the call lasts: a fetch may ignore its signal. No race against one promise
   * that outlives the waits: that would hold every chunk.
   */
  const orStopped = (promise) =>
    new Promise((resolve, reject) => {
      giveUp = reject;
      if (stopped) reject(stopped);
      Promise.resolve(promise).then(resolve, reject); // test doubles answer without one
    });

  const step = (event) => told(ask("step", number, event));

  const flight = {
    lost: false,
    stop(error) {
      if (stopped) return;
      giveUp(error); // first: on a stack that is running out, what fails here is done again later
      stopped = error;
    },
    /** To be begun once whatever may stop it can: the caller's fetch may end the session. */
    perform,
  };
  return flight;

  async function perform() {
    let effect = step(START);
    for (;;) {
      if (stopped) throw stopped;
      const [what, , ...rest] = effect;
      if (what === "send") {
        records?.restart();
        effect = await attempt(...rest);
      } else if (what === "wait") {
        await pause(...rest);
        effect = step(WOKE);
      } else if (what === "fail") throw new CleverError(...rest);
      else {
        records?.deliver();
        return rest;
      }
    }
  }

  async function pause(ms) {
    let timer;
    try {
      await orStopped(new Promise((resolve) => (timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS)))));
    } finally {
      clearTimeout(timer);
    }
  }

  async function attempt(method, url, template, body, count) {
    const slot = slots.take();
    if (slot) {
      try {
        await orStopped(slot);
      } catch (error) {
        slot.then(slots.give); // it may still come, and somebody else waits for it
        throw error;
      }
    }
    const started = performance.now();
    const controller = new AbortController();
    let timer;
    const watch = () => {
      clearTimeout(timer);
      if (timeoutMs > 0) timer = setTimeout(() => giveUp(LATE), Math.min(timeoutMs, LONGEST_TIMER_MS));
    };
    let status = null;
    let bytes = 0;
    let effect;
    let fault;
    try {
      watch();
      const response = await orStopped(send(url, fetchInit(method, token, body ?? undefined, controller.signal)));
      status = response.status;
      effect = headers(response);
      for (const chunks = reading(response); !effect; ) {
        watch();
        const { done, value } = await orStopped(chunks.next());
        if (!done) bytes += value.byteLength;
        effect = done ? step(END) : pieces(value);
        if (ahead && bytes > AHEAD_BYTES) {
          clearTimeout(timer); // nobody reads: that is no silence of the server's
          await orStopped(ahead);
        }
      }
    } catch (error) {
      if (stopped) throw stopped;
      if (error instanceof CleverError) throw error;
      fault = error;
      effect = step(error === LATE ? TIMED_OUT : FAULT);
    } finally {
      clearTimeout(timer);
      controller.abort(); // lets go of a body that was not read to its end
      slots.give();
      const code = stopped?.code ?? effect?.[1] ?? null;
      notify({ method, pathTemplate: template, status: status || null, attempt: count, durationMs: performance.now() - started, bytes, code });
    }
    if (!effect) throw failure("internal"); // the module was started again, and does not know this call any more
    if (effect[0] === "fail" && fault && fault !== LATE) effect.push(plain(fault, token));
    return effect;
  }

  /** Hands a chunk over; what a list has of whole records afterwards is taken at once. */
  function pieces(value) {
    for (let at = 0; at < value.byteLength; at += PIECE_BYTES) {
      const effect = told(chunk(number, value.subarray(at, at + PIECE_BYTES)));
      if (effect?.[0] === "deliver") records.deliver();
      else if (effect) return effect;
    }
  }

  function headers(response) {
    const header = (name) => response.headers?.get?.(name) ?? undefined;
    let wait = header("retry-after");
    const at = Date.parse(wait);
    // A date, which the module leaves to the platform; it knows seconds.
    if (/^\w{3}, /.test(wait) && at) wait = String(Math.max(0, Math.ceil((at - Date.now()) / 1000)));
    return told(ask("head", number, response.status, [isLedAstray(response) ? "opaque" : undefined,
      header("content-type"), wait, header("x-ratelimit-reset"), header("x-ratelimit-remaining")]));
  }
}

const LATE = Symbol("late");

/** The chunks of a body. Test doubles often have no stream; they have at least one of the readers. */
async function* reading(response) {
  if (typeof response.body?.getReader === "function") {
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  }
  if (response.body === null) return;
  const whole = typeof response.arrayBuffer === "function" ? await response.arrayBuffer() : await response.text();
  const chunk = typeof whole === "string" ? new TextEncoder().encode(whole) : new Uint8Array(whole);
  if (chunk.byteLength > 0) yield chunk;
}

/** A cause without what a custom fetch may have hung on it or put into it, such as the request and its headers. */
function plain(fault, token) {
  if (!(fault instanceof Error)) return undefined;
  try {
    const cause = new Error(String(fault.message).replaceAll(token, "[redacted]"));
    // Defined, as a page may have frozen what it would be assigned over.
    return Object.defineProperty(cause, "name", { value: fault.name });
  } catch {
    return undefined; // it does not want to be read
  }
}
