// What runs JavaScript without a page.
import assert from "node:assert/strict";
import { exercise, use } from "../consumer.mjs";
import { freePort, nodePackage } from "./workshop.mjs";

const ran = (output) => assert.equal(output.trim().split("\n").at(-1), "ok");
const required = `const { createClever, isCleverError } = require("clever-wasm");${exercise}`;

export const node = ["26", "24", "22", "20"].flatMap((version) => [
  {
    name: "Node import",
    version,
    packages: { [nodePackage]: version },
    run(app) {
      app.write("main.mjs", use());
      ran(app.node("main.mjs"));
    },
  },
  {
    name: "Node require",
    version,
    packages: { [nodePackage]: version },
    run(app) {
      app.write("main.cjs", required);
      ran(app.node("main.cjs"));
    },
  },
]);

export const deno = ["2"].map((version) => ({
  name: "Deno",
  version,
  packages: { deno: version },
  run(app) {
    app.write("main.mjs", use());
    ran(app.bin("deno", "run", "--allow-all", "main.mjs"));
  },
}));

export const bun = ["1"].flatMap((version) => ["mjs", "cjs"].map((kind) => ({
  name: `Bun ${kind === "mjs" ? "import" : "require"}`,
  version,
  packages: { bun: version },
  run(app) {
    app.write(`main.${kind}`, kind === "mjs" ? use() : required);
    ran(app.bin("bun", "run", `main.${kind}`));
  },
})));

export const workerd = [{
  name: "workerd (wrangler)",
  version: "4",
  packages: { wrangler: "4" },
  async run(app) {
    const port = await freePort();
    app.write("worker.js", `import { createClever, isCleverError } from "clever-wasm";
export default { fetch() {
  let said;
  const console = { log: (text) => (said = text) };
  ${exercise}
  return new Response(said);
} };`);
    const answer = await app.serve(app.path("node_modules/.bin/wrangler"), ["dev", "worker.js", "--name", "app", "--compatibility-date", "2026-01-01", "--port", String(port), "--ip", "127.0.0.1", "--local"], `http://127.0.0.1:${port}/`);
    assert.equal(await answer.text(), "ok");
  },
}];
