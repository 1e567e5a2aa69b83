// The test runners that applications are tested with: README's example in each, as an application would have it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");

/** The block behind a mark. */
function example(mark) {
  const found = new RegExp(`<!-- ${mark}[^]*?\`\`\`js\n([^]*?)\`\`\``).exec(readme);
  assert.ok(found, `README.md has no ${mark}`);
  return found[1];
}

/** As a CommonJS module. */
const required = (code) => code.replace(/^import (\{.*?\}) from (".*?");/gm, "const $1 = require($2);").replace('require("vitest")', 'require("@jest/globals")');

function vitest(app, environment) {
  app.link("vitest", "vitest", "jsdom");
  app.write("vitest/app.test.js", example("example-test"));
  app.tool("vitest", "run", "--root", "vitest", "--environment", environment, "--no-color");
}

export const vitestNode = (app) => vitest(app, "node");
export const vitestJsdom = (app) => vitest(app, "jsdom");

function jest(app, environment) {
  app.link("jest", "jest", "@jest/globals", "jest-fixed-jsdom", "jest-environment-jsdom");
  app.write("jest/package.json", '{ "type": "commonjs" }');
  app.write("jest/app.test.js", required(example("example-test")));
  app.tool("jest", "--rootDir", "jest", "--env", environment, "--ci");
}

export const jestNode = (app) => jest(app, "node");
export const jestJsdom = (app) => jest(app, "jest-fixed-jsdom");

/** A production page: Clever's own addresses, which the routes of the test answer. */
export const playwright = (app) => {
  app.link("played", "playwright-core");
  app.write("played/main.js", `
    import { createClever } from "clever-wasm";
    const clever = createClever({ clientId: "my-app", redirectUri: "https://app.example/" });
    await clever.handleRedirect();
    if (clever.session) document.title = (await clever.currentUser()).name.first;
    else document.body.appendChild(document.createElement("button")).onclick = () => clever.login();`);
  app.tool("esbuild", "played/main.js", "--bundle", "--format=esm", "--outfile=played/out.js");
  app.write("played/play.mjs", `
    import { readFile } from "node:fs/promises";
    import { chromium } from "playwright-core";
    import { createEmulator } from "clever-wasm/emulator";
    const browser = await chromium.launch({ executablePath: process.argv[2], args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      const script = await readFile(new URL("out.js", import.meta.url));
      await page.route("https://app.example/**", (route) => new URL(route.request().url()).pathname === "/out.js"
        ? route.fulfill({ contentType: "text/javascript", body: script })
        : route.fulfill({ contentType: "text/html", body: '<!doctype html><meta charset="utf-8"><body><script type="module" src="/out.js"></script>' }));
      ${example("example-playwright").replace(/^import .*\n/gm, "")}
      console.log(await page.title(), page.url(), emulator.records.get("users", emulator.persona("ada").userId).name.first);
      const faults = emulator.journal().filter(({ status }) => status >= 400);
      if (faults.length > 0) console.log(JSON.stringify(faults));
    } finally {
      await browser.close();
    }`);
  assert.equal(app.node("played/play.mjs", app.browser).trim(), "Ada https://app.example/ Ada");
};

/** The program of the package, as npx runs it. */
export const program = (app) => {
  const { bin } = createRequire(app.path("main.js"))("clever-wasm/package.json");
  assert.deepEqual(Object.keys(bin), ["clever-wasm"]);
  assert.match(app.run("npx", ["--offline", "clever-wasm", "--help"]), /^npx clever-wasm emulator/);
};

playwright.needsBrowser = true;
for (const run of [vitestNode, vitestJsdom, jestNode, program]) run.fast = true;
