// An hour's use, compressed: `node --expose-gc tests/soak/run.mjs [--scale PERCENT] [--engines chromium|none]`.
// Heap, memory of the module, listeners, timers and storage have to be flat. Last line: `N passed, N failed`.
import { parseArgs } from "node:util";

import { soakChromium } from "./browser.mjs";
import { soakNode } from "./node.mjs";

const { values } = parseArgs({ options: { scale: { type: "string", default: "100" }, engines: { type: "string", default: "chromium" } } });
const scale = Number(values.scale);
if (!(scale > 0 && scale <= 1000) || !["chromium", "none"].includes(values.engines) || typeof globalThis.gc !== "function") {
  console.error("node --expose-gc tests/soak/run.mjs [--scale PERCENT] [--engines chromium|none]");
  process.exit(2);
}

const verdicts = [await soakNode(scale)];
if (values.engines === "chromium") verdicts.push(await soakChromium(scale));
const sum = (name) => verdicts.reduce((total, verdict) => total + verdict[name], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(sum("failed") > 0 ? 1 : 0);
