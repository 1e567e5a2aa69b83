// The packed package in the tools that applications are built with: one line a case, then `N passed, N failed`.
//
//   node tests/consumers/run.mjs [--fast] [--browser PROGRAM]
//
// `cargo xtask test` installs what package-lock.json pins and runs the fast half. Without a browser the cases that
// need a page are left out, and said to be.
import { consumer } from "./consumer.mjs";
import * as bundlers from "./cases/bundlers.mjs";
import * as lint from "./cases/lint.mjs";
import * as match from "./cases/match.mjs";
import * as node from "./cases/node.mjs";
import * as pages from "./cases/pages.mjs";
import * as runners from "./cases/runners.mjs";
import * as snippets from "./cases/snippets.mjs";
import * as types from "./cases/types.mjs";

const words = process.argv.slice(2);
const fast = words.includes("--fast");
const browser = words.includes("--browser") ? words[words.indexOf("--browser") + 1] : null;

const cases = [node, bundlers, match, types, snippets, pages, runners, lint]
  .flatMap((group) => Object.entries(group))
  .filter(([, run]) => !fast || run.fast);

const app = consumer(browser);
let passed = 0;
let failed = 0;
try {
  for (const [name, run] of cases) {
    if (run.needsBrowser && !browser) {
      console.log(`skipped ${name}: no --browser`);
      continue;
    }
    const start = Date.now();
    try {
      await run(app);
      passed += 1;
      console.log(`ok      ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${String(error?.stack ?? error).replace(/^/gm, "        ")}`);
    }
  }
} finally {
  app.remove();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
