// CommonJS knows no address of its own: the worker is the application's to start, with `options.worker`.

export const startWorker = undefined;
