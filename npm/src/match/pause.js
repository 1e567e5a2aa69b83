// Giving way: a page stays alive when nothing holds its thread for longer than a frame.

const LONGEST_MS = 8;

/** A function that mostly does nothing, and every few milliseconds lets other tasks run. */
export function createPause() {
  let since = now();
  return async () => {
    if (now() - since < LONGEST_MS) return;
    await nextTask();
    since = now();
  };
}

const now = () => performance.now();

function nextTask() {
  if (typeof setImmediate === "function") return new Promise((go) => setImmediate(go));
  // A timer would be held back for four milliseconds.
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}
