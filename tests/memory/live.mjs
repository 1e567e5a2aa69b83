// What is alive: on the heap, beside it, and in the module.
import v8 from "node:v8";
import vm from "node:vm";
import { layTraps } from "../e2e/pages/traps.js";

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");
const traps = layTraps(); // before the package is loaded: they see its instances

/** Bytes of the module's memory. */
export const moduleBytes = () => traps.memories.at(-1)?.buffer.byteLength ?? 0;

/** Bytes that cannot be collected, the module's memory included. */
export function liveBytes() {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The same, once what was under way is over. */
export async function settledBytes() {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    collect();
  }
  return liveBytes();
}

export const { createClever } = await import("../../pkg/dist/index.js");
