// The packed package in everything that applications are built, rendered, tested and run with, each fresh from the
// registry and without configuration: a table, then `N passed, N failed`.
//
//   node tests/consumers/matrix.mjs [--browser PROGRAM] [--only WORD]… [--json FILE]
//
// `cargo xtask consumers` runs it; what is pinned in matrix/*.mjs is the current major of each tool and the one before.
import { writeFileSync } from "node:fs";
import { packed, workshop } from "./matrix/workshop.mjs";
import * as bundlers from "./matrix/bundlers.mjs";
import * as frameworks from "./matrix/frameworks.mjs";
import * as runners from "./matrix/runners.mjs";
import * as runtimes from "./matrix/runtimes.mjs";

const words = process.argv.slice(2);
const option = (name) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
const browser = option("--browser");
const only = words.flatMap((word, index) => (word === "--only" ? [words[index + 1].toLowerCase()] : []));

const rows = [runtimes, bundlers, frameworks, runners]
  .flatMap((family) => Object.values(family).flat())
  .filter(({ name, version }) => !only.length || only.some((word) => `${name} ${version}`.toLowerCase().includes(word)));

const tarball = packed();
const results = [];
try {
  for (const row of rows) {
    const label = `${row.name} ${row.version}`;
    if (row.needsBrowser && !browser) {
      console.log(`skipped ${label}: no --browser`);
      continue;
    }
    const start = Date.now();
    const app = workshop(tarball, browser);
    let problem = null;
    let found;
    try {
      found = app.install(row.packages ?? {});
      await row.run(app);
    } catch (error) {
      problem = String(error?.stack ?? error);
    } finally {
      app.remove();
    }
    results.push({ name: row.name, version: found ?? row.version, passed: problem === null });
    const seconds = ((Date.now() - start) / 1000).toFixed(0);
    console.log(problem === null ? `ok      ${label} (${seconds} s)` : `FAILED  ${label}\n${problem.replace(/^/gm, "        ")}`);
  }
} finally {
  tarball.remove();
}

const width = Math.max(...results.map(({ name }) => name.length), 8);
console.log(`\n${"consumer".padEnd(width)}  version          without configuration`);
for (const { name, version, passed } of results) {
  console.log(`${name.padEnd(width)}  ${String(version).padEnd(15)}  ${passed ? "yes" : "NO"}`);
}
if (option("--json")) writeFileSync(option("--json"), `${JSON.stringify(results, null, 2)}\n`);
const passed = results.filter((result) => result.passed).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length && passed ? 0 : 1;
