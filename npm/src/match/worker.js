// The worker: does the steps it is told to, one after the other.
import { createInstance } from "./instance.js";
import { Fault, createRun } from "./run.js";

let run;
let queue = Promise.resolve();
const tell = (rows, bytes) => postMessage({ rows, bytes });

addEventListener("message", ({ data: { id, step, given } }) => {
  queue = queue.then(async () => {
    try {
      if (step === "start") run = createRun(createInstance(given[0]), tell);
      const value = step === "start" ? undefined : await run[step](...given);
      const columns = value && typeof value === "object" ? Object.values(value).filter(ArrayBuffer.isView) : [];
      postMessage({ id, value }, columns.map((column) => column.buffer));
    } catch (thrown) {
      postMessage({ id, fault: thrown instanceof Fault ? { ...thrown } : undefined, error: thrown instanceof Fault ? undefined : String(thrown) });
    }
  });
});
