// Login in a window of its own: the opener's half, and the half of the window that Clever sends back.
import { ask, failure } from "./wasm.js";
import { whenAborted } from "./wire.js";

const ACK_MS = 2000;
const WATCH_MS = 500;
/** How long a window that reports itself closed is still waited for while the person is back in this page. */
const CLOSED_GRACE_MS = 60_000;

const channelOf = (state) => {
  try {
    return new BroadcastChannel(`clever:${state}`);
  } catch {
    return null; // an opaque origin: window messages have to do
  }
};

/**
 * Begins to close a window that is not wanted any more. Chromium keeps one for good that is told to close while it goes
 * from its first page to another site's: as long as its address can be read, it is called back first.
 */
function shut(opened) {
  try {
    if (opened.location.href) opened.location.replace("about:blank");
  } catch {
    opened.close();
  }
}

/**
 * Opens the window in the caller's own task and waits for what it relays.
 * @param {{ url: string, state: string, maxAgeMs: number, signal?: AbortSignal }} login
 * @param {(suffix: string) => Promise<unknown>} redeem judges the relayed answer
 */
export function openPopup({ url, state, maxAgeMs, signal }, redeem) {
  // A random name: a window of that name cannot have been opened by somebody else before.
  const name = `clever-${crypto.getRandomValues(new Uint32Array(4)).join("")}`;
  const [width, height] = [500, 680];
  const left = Math.max(0, (globalThis.screenX ?? 0) + ((globalThis.outerWidth ?? width) - width) / 2);
  const top = Math.max(0, (globalThis.screenY ?? 0) + ((globalThis.outerHeight ?? height) - height) / 2);
  const opened = open(url, name, `popup,width=${width},height=${height},left=${left},top=${top}`);
  if (!opened) throw failure("popup_blocked");

  let finish;
  let cancel;
  const result = new Promise((resolve, reject) => {
    const channel = channelOf(state);
    let closedFor = 0;
    const watch = setInterval(() => {
      // `closed` is advice: a provider's opener policy makes it true while the person is still typing there. Only
      // someone who is back in this page for a while has given up.
      closedFor = opened.closed && document.hasFocus() ? closedFor + WATCH_MS : 0;
      if (closedFor >= CLOSED_GRACE_MS) finish(() => reject(failure("cancelled")));
    }, WATCH_MS);
    const late = setTimeout(() => finish(() => reject(failure("state_expired"))), Math.min(maxAgeMs, 2 ** 31 - 1));
    const onMessage = (event) => {
      if (event.origin !== location.origin || event.data?.clever !== state || typeof event.data.answer !== "string") return;
      const answer = { clever: state, received: true };
      channel?.postMessage(answer);
      try {
        if (event.source && event.source !== globalThis) event.source.postMessage(answer, location.origin);
      } catch {
        // Severed meanwhile: it has heard it on the channel.
      }
      finish(() => {
        resolve(redeem(event.data.answer));
        opened.close();
      });
    };
    const onAbort = () => finish(() => reject(failure("cancelled", signal.reason)), true);
    finish = (settle, close) => {
      clearInterval(watch);
      clearTimeout(late);
      removeEventListener("message", onMessage);
      unheed();
      if (channel) channel.onmessage = null;
      finish = () => {};
      settle();
      if (close) shut(opened);
      // What was posted last may still be on its way out, and a window that was called back is back by then.
      setTimeout(() => {
        channel?.close();
        if (close) opened.close();
      }, WATCH_MS);
    };
    if (channel) channel.onmessage = onMessage;
    addEventListener("message", onMessage);
    const unheed = whenAborted(signal, onAbort);
    cancel = (error) => finish(() => reject(error), true);
  });
  return { result, cancel };
}

/**
 * This window belongs to an opener: hands the answer over and closes. Where nobody takes it, it was no login of ours:
 * null while somebody is signed in here, an error otherwise.
 * @param {number} id @param {string} state @param {string} suffix query and fragment as they came
 */
export function relay(id, state, suffix) {
  return new Promise((resolve, reject) => {
    const channel = channelOf(state);
    const late = setTimeout(() => {
      finish();
      try {
        ask("orphaned", id);
        resolve(null);
      } catch (error) {
        reject(error);
      }
    }, ACK_MS);
    const onMessage = (event) => {
      if (event.origin !== location.origin || event.data?.clever !== state || event.data.received !== true) return;
      finish();
      ask("forgetCopies", id);
      close();
    };
    const finish = () => {
      clearTimeout(late);
      channel?.close();
      removeEventListener("message", onMessage);
    };
    if (channel) channel.onmessage = onMessage;
    addEventListener("message", onMessage);
    const answer = { clever: state, answer: suffix };
    channel?.postMessage(answer);
    try {
      globalThis.opener?.postMessage(answer, location.origin);
    } catch {
      // Severed by an opener policy: the channel carries it.
    }
  });
}
