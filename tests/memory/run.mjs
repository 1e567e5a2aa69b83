// Memory at full scale: `node tests/memory/run.mjs [--scale PERCENT]`. Last line: `N passed, N failed`.
import { parseArgs } from "node:util";
import { blocking, gathering, iterating, paging, returning } from "./measures.mjs";

const { values } = parseArgs({ options: { scale: { type: "string", default: "100" } } });
const scale = Number(values.scale);
if (!(scale > 0 && scale <= 100)) {
  console.error("node tests/memory/run.mjs [--scale PERCENT]");
  process.exit(2);
}
const part = (whole) => Math.max(1, Math.round((whole * scale) / 100));

const measures = [
  () => iterating({ users: part(1_000_000), limit: 1_000 }),
  () => iterating({ users: part(1_000_000), limit: 10_000 }),
  () => paging({ users: part(1_000_000), limit: 1_000 }),
  () => gathering({ users: part(200_000), limit: 1_000 }),
  () => returning({ pages: part(1_000), limit: 100, rounds: 6 }),
  () => blocking({ rounds: 9 }),
];
let failed = 0;
for (const measure of measures) {
  const started = performance.now();
  const { name, fits, figures } = await measure();
  if (!fits) failed++;
  console.log(`${fits ? "ok" : "FAILED"} ${name}: ${figures}; ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
console.log(`${measures.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
