// Node itself: both module systems, and what lies in the tarball.
import assert from "node:assert/strict";
import { exercise, use } from "../consumer.mjs";

const ran = (output) => assert.equal(output.trim(), "ok");

export const nodeImport = (app) => {
  app.write("import.mjs", use());
  ran(app.node("import.mjs"));
};

export const nodeImportAuth = (app) => {
  app.write("import-auth.mjs", use("clever-wasm/auth"));
  ran(app.node("import-auth.mjs"));
};

export const nodeRequire = (app) => {
  app.write("require.cjs", `const { createClever, isCleverError } = require("clever-wasm");${exercise}`);
  ran(app.node("require.cjs"));
};

export const nodeRequireAuth = (app) => {
  app.write("require-auth.cjs", `const { createClever, isCleverError } = require("clever-wasm/auth");${exercise}`);
  ran(app.node("require-auth.cjs"));
};

export const nodeSlim = (app) => {
  for (const [entry, module] of [["slim", "clever_wasm_bg"], ["auth/slim", "clever_wasm_auth_bg"]]) {
    app.write(
      "slim.mjs",
      `import { readFile } from "node:fs/promises";
      import { createClever, init, isCleverError } from "clever-wasm/${entry}";
      await init(await readFile(new URL(import.meta.resolve("clever-wasm/${module}.wasm"))));${exercise}`,
    );
    ran(app.node("slim.mjs"));
  }
};

/** A code for a token and a list with it, in either module system. */
export const nodeServer = (app) => {
  const exercise = `
    const fetch = async (url) => new Response(JSON.stringify(url.includes("/oauth/") ? { access_token: "il", token_type: "bearer" } : { data: [], links: [] }));
    const grant = { clientId: "a", clientSecret: "b", code: "c", redirectUri: "https://app.example/", fetch };
    exchangeCode(grant)
      .then((granted) => createServerClever({ token: granted.accessToken(), fetch }).getUsers().all())
      .then((users) => console.log(users.length === 0 ? "ok" : users));`;
  app.write("server.mjs", `import { createServerClever, exchangeCode } from "clever-wasm/server";${exercise}`);
  app.write("server.cjs", `const { createServerClever, exchangeCode } = require("clever-wasm/server");${exercise}`);
  for (const script of ["server.mjs", "server.cjs"]) ran(app.node(script));
};

/** Named exports only: a default export reaches CommonJS as something else under each tool's interoperation. */
export const nodeSameNames = (app) => {
  for (const entry of ["clever-wasm", "clever-wasm/auth", "clever-wasm/slim", "clever-wasm/auth/slim", "clever-wasm/emulator", "clever-wasm/emulator/page"]) {
    app.write(
      "names.mjs",
      `import { createRequire } from "node:module";
      const twin = Object.keys(createRequire(import.meta.url)("${entry}")).sort();
      console.log(JSON.stringify([Object.keys(await import("${entry}")).sort(), twin]));`,
    );
    const [module, twin] = JSON.parse(app.node("names.mjs"));
    assert.deepEqual(module, twin);
    assert.ok(module.some((name) => /^(create|start)(Clever|Emulator)$/.test(name)) && !module.includes("default"), module.join());
  }
};

export const nodeTarball = (app) => {
  for (const name of ["README.md", "SECURITY.md", "LICENSE-MIT", "LICENSE-APACHE", "package.json"]) {
    assert.ok(app.packed.includes(name), `${name} is not in the tarball`);
  }
  const strangers = app.packed.filter((name) => !/^(dist\/|README|SECURITY|LICENSE|package\.json)/.test(name));
  assert.deepEqual(strangers, []);
};

for (const run of [nodeImport, nodeImportAuth, nodeRequire, nodeRequireAuth, nodeSlim, nodeServer, nodeSameNames, nodeTarball]) {
  run.fast = true;
}
