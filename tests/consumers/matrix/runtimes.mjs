// What runs JavaScript without a page.
import assert from "node:assert/strict";
import { exercise, use } from "../consumer.mjs";
import { freePort, nodePackage } from "./workshop.mjs";

const ran = (output) => assert.equal(output.trim().split("\n").at(-1), "ok");
const required = `const { createClever, isCleverError } = require("clever-wasm");${exercise}`;

/** What only servers do, over a Clever of two answers. */
const served = `import { createServerClever, exchangeCode } from "clever-wasm/server";
const json = (value) => new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });
const fetch = async (url, { headers }) => json(
  url.endsWith("/oauth/tokens") && headers.Authorization === "Basic YTpi" ? { access_token: "ilToken", token_type: "bearer" }
  : headers.Authorization === "Bearer ilToken" ? { data: [{ data: { id: "one", name: "One" }, uri: "/v3.1/sections/one" }], links: [] } : {});
async function serve() {
  const granted = await exchangeCode({ clientId: "a", clientSecret: "b", code: "c", redirectUri: "https://app.example/", fetch });
  const sections = await createServerClever({ token: granted.accessToken(), fetch }).getSections().all();
  return sections.length === 1 && sections[0].name === "One" ? "ok" : JSON.stringify(sections);
}
`;

/** `clever-wasm/server` with the program that runs a script of its kind. */
const servers = (name, version, packages, start) => ({
  name: `${name} server`,
  version,
  packages,
  run(app) {
    app.write("server.mjs", `${served}console.log(await serve());`);
    ran(start(app, "server.mjs"));
  },
});

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
  servers("Node", version, { [nodePackage]: version }, (app, script) => app.node(script)),
]);

export const deno = ["2"].flatMap((version) => [servers("Deno", version, { deno: version }, (app, script) => app.bin("deno", "run", "--allow-all", script)), {
  name: "Deno",
  version,
  packages: { deno: version },
  run(app) {
    app.write("main.mjs", use());
    ran(app.bin("deno", "run", "--allow-all", "main.mjs"));
  },
}]);

export const bun = ["1"].flatMap((version) => ["mjs", "cjs"].map((kind) => ({
  name: `Bun ${kind === "mjs" ? "import" : "require"}`,
  version,
  packages: { bun: version },
  run(app) {
    app.write(`main.${kind}`, kind === "mjs" ? use() : required);
    ran(app.bin("bun", "run", `main.${kind}`));
  },
}))).concat(servers("Bun", "1", { bun: "1" }, (app, script) => app.bin("bun", "run", script)));

const worker = (name, script) => ({
  name: `workerd ${name}(wrangler)`,
  version: "4",
  packages: { wrangler: "4" },
  async run(app) {
    const port = await freePort();
    app.write("worker.js", script);
    const answer = await app.serve(app.path("node_modules/.bin/wrangler"), ["dev", "worker.js", "--name", "app", "--compatibility-date", "2026-01-01", "--port", String(port), "--ip", "127.0.0.1", "--local"], `http://127.0.0.1:${port}/`);
    assert.equal(await answer.text(), "ok");
  },
});

export const workerd = [
  worker("", `import { createClever, isCleverError } from "clever-wasm";
export default { fetch() {
  let said;
  const console = { log: (text) => (said = text) };
  ${exercise}
  return new Response(said);
} };`),
  worker("server ", `${served}export default { fetch: async () => new Response(await serve()) };`),
];
