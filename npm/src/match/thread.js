// Where a run is done: in a worker where one starts, else on this thread, giving way to the page.
import { startWorker } from "clever-wasm-worker";
import { returnInstance, takeInstance } from "./instance.js";
import { Fault, createRun } from "./run.js";

/** A worker that has not said anything by then is not going to. */
const PATIENCE_MS = 10_000;

/**
 * @param {WebAssembly.Module} module
 * @param {boolean | (() => Worker) | undefined} wanted
 * @param {(rows: number, bytes: number) => void} tell
 * @returns {Promise<object>} the steps of run.js, and `end()`
 */
export async function createThread(module, wanted, tell) {
  const start = typeof wanted === "function" ? wanted : wanted === false ? undefined : startWorker;
  if (start && (typeof wanted === "function" || typeof Worker === "function")) {
    try {
      return await inWorker(start(), module, tell);
    } catch (error) {
      // Its file is not where the bundler left this one, or the page's policy forbids it. A worker that was asked for
      // must work.
      if (typeof wanted === "function" || wanted === true) throw error;
    }
  }
  let over = false;
  const run = createRun(takeInstance(module), tell, () => over, returnInstance);
  return { ...run, isWorker: false, end: () => (over = true) };
}

async function inWorker(worker, module, tell) {
  const waiting = new Map();
  let asked = 0;
  let dead;
  const fail = (error) => {
    dead = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    fail(new Error("the worker could not be started, or failed"));
  };
  worker.onmessage = ({ data }) => {
    if (data.id === undefined) return tell(data.rows, data.bytes);
    const { resolve, reject } = waiting.get(data.id) ?? {};
    waiting.delete(data.id);
    if (data.fault) reject?.(new Fault(data.fault.word, data.fault.detail, data.fault.more));
    else if (data.error !== undefined) reject?.(new Error(data.error));
    else resolve?.(data.value);
  };
  const ask = (step, given, transfer = []) =>
    new Promise((resolve, reject) => {
      if (dead) return reject(dead);
      waiting.set((asked += 1), { resolve, reject });
      worker.postMessage({ id: asked, step, given }, transfer);
    });
  const late = setTimeout(() => fail(new Error("the worker does not answer")), PATIENCE_MS);
  try {
    await ask("start", [module]);
  } catch (error) {
    worker.terminate();
    throw error;
  } finally {
    clearTimeout(late);
  }
  const step = (name) => (...given) => ask(name, given);
  return {
    isWorker: true,
    open: step("open"),
    guess: step("guess"),
    rosterColumns: step("rosterColumns"),
    drain: step("drain"),
    close: step("close"),
    resolve: step("resolve"),
    restore: (bytes) => {
      const own = bytes.slice();
      return ask("restore", [own], [own.buffer]);
    },
    feed: async (side, bytes, last) => {
      for (let at = 0; at === 0 || at < bytes.length; at += SLICE) {
        const own = bytes.slice(at, at + SLICE);
        await ask("feed", [side, own, last && at + SLICE >= bytes.length], [own.buffer]);
      }
    },
    batch: step("batch"),
    end() {
      worker.terminate();
      fail(new Fault("cancelled"));
    },
  };
}

const SLICE = 1 << 20;
