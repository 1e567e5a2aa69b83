// clever-wasm/match: its module lies in its script, its worker beside it where a bundler knows how.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { verdict } from "../page.mjs";

const exercise = `
const roster = [{ id: "u1", email: "a@x.org", roles: { student: {} } }];
matchRecords("student", "email\\nA@x.org\\n", roster, options).then(
  (report) => report.matches.at(0)?.id === "u1" ? "ok" : "no match",
  (error) => String(error),
).then((verdict) => globalThis.document ? document.documentElement.setAttribute("data-verdict", verdict) : console.log(verdict));
`;
const use = (options = "{}") => `import { matchRecords } from "clever-wasm/match";\nconst options = ${options};${exercise}`;
const ran = (output) => assert.equal(output.trim(), "ok");

export const matchInNode = (app) => {
  app.write("match.mjs", use());
  ran(app.node("match.mjs"));
  app.write("match.cjs", `const { matchRecords } = require("clever-wasm/match");\nconst options = {};${exercise}`);
  ran(app.node("match.cjs"));
};

export const matchByEsbuild = (app) => {
  app.write("match-bundle.js", use());
  app.tool("esbuild", "match-bundle.js", "--bundle", "--minify", "--format=esm", "--outfile=out/match.mjs");
  ran(app.node("out/match.mjs"));
};

/** The consumers' page enforces Trusted Types without any policy, so that no worker starts: it must work all the same. */
export const matchByVite = async (app) => {
  app.write("main.js", use());
  app.write("index.html", '<!doctype html><meta charset="utf-8"><title>app</title><script type="module" src="/main.js"></script>');
  app.tool("vite", "build", "--logLevel", "warn", "--outDir", "dist-match", "--emptyOutDir");
  const scripts = readdirSync(app.path("dist-match/assets")).filter((name) => name.endsWith(".js"));
  assert.ok(scripts.some((name) => name.startsWith("match-worker-")), scripts.join());
  if (app.browser) assert.equal(await verdict(app, "dist-match"), "ok");
};

for (const run of [matchInNode, matchByEsbuild, matchByVite]) run.fast = true;
