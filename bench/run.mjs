// `node bench/run.mjs [NAME...] [--engines LIST] [--rounds N] [--write]`; `cargo xtask bench` installs and builds what it needs first.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { judge } from "./budgets.mjs";
import { bundle } from "./bundle.mjs";
import { ENGINES, openEngine } from "./engines.mjs";
import { generate } from "./generate.mjs";
import { measures } from "./measures.mjs";
import { printBudgets, printMeasure } from "./table.mjs";
import { startServer } from "./server.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const RESULTS = here("results.json");
const PAGES = 100;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engines: { type: "string", default: ENGINES.join(",") }, rounds: { type: "string", default: "15" }, write: { type: "boolean", default: false } },
});
const engines = values.engines.split(",");
const names = positionals.length > 0 ? positionals : Object.keys(measures);
for (const [word, known] of [...engines.map((word) => [word, ENGINES]), ...names.map((word) => [word, [...Object.keys(measures), "match"]])]) {
  if (!known.includes(word)) {
    console.error(`bench: no ${word}; there are ${known.join(", ")}`);
    process.exit(2);
  }
}

const scratch = await mkdtemp(join(os.tmpdir(), "clever-bench-"));
const results = existsSync(RESULTS) ? JSON.parse(await readFile(RESULTS, "utf8")) : { measures: {} };
try {
  const generated = await generate(scratch, process.env.BENCH_NODE ?? process.execPath);
  const bundles = new Map();
  const bundled = async (source, name, format) => {
    const file = `${name}.js`;
    if (!bundles.has(file)) bundles.set(file, await bundle(source, { generated, format }));
    return bundles.get(file);
  };
  const chosen = names.filter((name) => name !== "match");
  const server = chosen.length > 0 && (await startServer(bundles, PAGES));
  for (const name of chosen.filter((each) => measures[each].once)) await note(name, "any", await measures[name].once({ bundled }));
  const everywhere = chosen.filter((name) => measures[name].each);
  for (const engineName of everywhere.length > 0 ? engines : []) {
    const engine = await openEngine(engineName, { port: server.port, bundles, scratch });
    results.engines = { ...results.engines, [engineName]: engine.version };
    try {
      for (const name of everywhere) {
        const measured = await measures[name].each({ engine, bundled, rounds: Number(values.rounds), pages: PAGES });
        if (measured) await note(name, engineName, measured);
      }
    } finally {
      await engine.quit();
    }
    await conclude();
  }
  if (server) await server.close();
  if (positionals.length === 0 || names.includes("match")) await match();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

await conclude();
printBudgets(results.budgets);

/** Judges what is known by now, and keeps it where that is wanted: a run of all engines takes a while. */
async function conclude() {
  Object.assign(results, {
    date: new Date().toISOString().slice(0, 10),
    machine: { processor: os.cpus()[0].model, cores: os.cpus().length, memoryGb: Math.round(os.totalmem() / 2 ** 30), system: `${os.type()} ${os.release()}` },
    peers: await peerVersions(),
    budgets: judge(results.measures),
  });
  if (values.write) await writeFile(RESULTS, `${JSON.stringify(results, rounded, 1)}\n`);
}

async function note(name, engine, measured) {
  const load = Number(os.loadavg()[0].toFixed(1));
  (results.measures[name] ??= {})[engine] = { ...measured, load };
  printMeasure(name, engine, measured, load);
}

/** The matching has a benchmark of its own. */
async function match() {
  if (!existsSync(here("match.mjs"))) return console.log("match: there is no bench/match.mjs");
  spawnSync(process.execPath, ["--expose-gc", here("match.mjs")], { stdio: "inherit" });
}

async function peerVersions() {
  const { dependencies } = JSON.parse(await readFile(here("package.json"), "utf8"));
  const tools = createRequire(here("../.tools/npm/package.json"));
  return { ...dependencies, esbuild: tools("esbuild/package.json").version };
}

/** Figures that mean something. */
function rounded(_, value) {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;
}
