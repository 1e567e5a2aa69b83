// The bindings with the frameworks themselves, the current major and the previous one: `node tests/bindings/run.mjs`.
//
// `cargo xtask test` has installed what the two lock files pin. Package and tests are copied beside the frameworks, since
// what a peer dependency is found by is where the importing file lies.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const cases = join(root, "tests/bindings/cases");
let [passed, failed] = [0, 0];

for (const name of ["bindings", "bindings-previous"]) {
  const place = join(root, ".tools", name);
  const own = { package: join(place, "node_modules/clever-wasm"), tests: join(place, "tests") };
  for (const [from, to] of [[join(root, "pkg"), own.package], [cases, own.tests]]) {
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
    cpSync(from, to, { recursive: true });
  }
  for (const file of readdirSync(cases).filter((file) => file.endsWith(".test.mjs")).sort()) {
    // Svelte is another module in browsers; what a server renders is tested without.
    const conditions = file.includes("server") ? [] : ["--conditions=browser"];
    if (file === "types.test.mjs" && name !== "bindings") continue; // of one compiler, with the current declarations
    console.log(`\n${name}: ${file}`);
    const { stdout, status } = spawnSync(
      process.execPath,
      [...conditions, "--test", "--test-force-exit", "--test-timeout=30000", "--test-reporter=spec", join(own.tests, file)],
      { cwd: place, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_ENV: "development" } },
    );
    process.stdout.write(stdout.replace(/^ℹ (?!pass|fail).*\n/gm, "").replace(/^ℹ /gm, "  "));
    const count = (what) => Number(new RegExp(`^ℹ ${what} (\\d+)`, "m").exec(stdout)?.[1] ?? 0);
    passed += count("pass");
    // A file that ends without a count, or that has no test, has failed.
    failed += count("fail") || (status !== 0 || count("pass") === 0 ? 1 : 0);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
