// The worker's address. Bundlers look for this very expression, and put the worker's file where it leads.

export const startWorker = () => new Worker(new URL("./match-worker.js", import.meta.url), { type: "module" });
