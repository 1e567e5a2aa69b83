// Test runners: what our users' own unit tests run in.
import { exercise } from "../consumer.mjs";

const check = exercise
  .replace(/globalThis\.document \?.*$/m, 'expect(verdict).toBe("ok");');

const spec = `import { createClever, isCleverError } from "clever-wasm";
import { expect, test } from "RUNNER";
test("createClever", () => {${check}});
`;

export const vitest = ["5", "4"].flatMap((version) =>
  ["node", "jsdom", "happy-dom"].map((environment) => ({
    name: `Vitest ${environment}`,
    version,
    packages: { vitest: version, ...(environment === "node" ? {} : { [environment]: environment === "jsdom" ? "26" : "20" }), ...(version === "5" ? { vite: "8" } : {}) },
    run(app) {
      app.write("clever.test.js", spec.replace("RUNNER", "vitest"));
      app.bin("vitest", "run", "--environment", environment);
    },
  })),
);

export const vitestBrowser = ["5"].map((version) => ({
  name: "Vitest browser",
  version,
  needsBrowser: true,
  packages: { vitest: version, "@vitest/browser-playwright": version, playwright: "1", vite: "8" },
  run(app) {
    app.write("clever.test.js", spec.replace("RUNNER", "vitest").replace(/test\("/, 'test("in a page: '));
    app.write("vitest.config.js", `import { playwright } from "@vitest/browser-playwright";
export default { test: { browser: { enabled: true, headless: true, screenshotFailures: false,
  provider: playwright({ launchOptions: { executablePath: ${JSON.stringify(app.browser)}, args: ["--no-sandbox"] } }), instances: [{ browser: "chromium" }] } } };`);
    app.bin("vitest", "run");
  },
}));

const globals = (text) => text.replace(/^import .*RUNNER.*$/m, "");

export const jest = ["30", "29"].flatMap((version) => [
  {
    name: "Jest node",
    version,
    packages: { jest: version },
    run(app) {
      app.write("package.json", JSON.stringify({ ...JSON.parse(app.read("package.json")), type: "commonjs" }));
      app.write("clever.test.js", globals(spec).replace(/^import (.*) from (".*");$/m, "const $1 = require($2);"));
      app.bin("jest", "--ci");
    },
  },
  {
    name: "Jest fixed jsdom",
    version,
    packages: { jest: version, "jest-environment-jsdom": version, "jest-fixed-jsdom": "0.0" },
    run(app) {
      app.write("package.json", JSON.stringify({ ...JSON.parse(app.read("package.json")), type: "commonjs" }));
      app.write("clever.test.js", globals(spec).replace(/^import (.*) from (".*");$/m, "const $1 = require($2);"));
      app.bin("jest", "--ci", "--env=jest-fixed-jsdom");
    },
  },
  {
    name: "Jest ES modules",
    version,
    packages: { jest: version },
    run(app) {
      app.write("clever.test.js", globals(spec));
      app.node("--experimental-vm-modules", "node_modules/jest/bin/jest.js", "--ci");
    },
  },
]);
