// Answers on their way: late, slow, broken off, or not at all.

/** After a while, or rejected with the signal's reason. */
export function wait(ms, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const done = () => (signal?.removeEventListener("abort", stop), resolve());
    const timer = setTimeout(done, ms);
    const stop = () => (clearTimeout(timer), reject(signal.reason));
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** The body as fetch takes it: a stream only where a fault wants one. */
export function delivered(body, { drip, truncate_at: end }, signal) {
  if (!drip && end === null) return body;
  const last = end ?? body.length;
  const size = drip?.chunk ?? body.length;
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        if (at < last) {
          if (drip) await wait(drip.every_ms, signal);
          controller.enqueue(body.slice(at, (at = Math.min(at + size, last))));
          if (at < last || end !== null) return;
        }
        // An error in the same turn would take the bytes before it along.
        if (end === null) controller.close();
        else controller.error(new TypeError("the connection was broken off, as a fault asked"));
      },
    },
    { highWaterMark: 0 },
  );
}
