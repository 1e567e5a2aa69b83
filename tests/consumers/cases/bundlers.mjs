// esbuild and Vite, without configuration.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { use } from "../consumer.mjs";
import { verdict } from "../page.mjs";

const page = '<!doctype html><meta charset="utf-8"><title>app</title><script type="module" src="/main.js"></script>';

export const esbuildModule = (app) => {
  app.write("main.js", use());
  app.tool("esbuild", "main.js", "--bundle", "--minify", "--format=esm", "--outfile=out/module.mjs");
  assert.equal(app.node("out/module.mjs").trim(), "ok");
};

export const esbuildScript = (app) => {
  app.write("main.js", use());
  app.tool("esbuild", "main.js", "--bundle", "--minify", "--format=iife", "--outfile=out/script.cjs");
  assert.equal(app.node("out/script.cjs").trim(), "ok");
};

/** README's example, as Vite 5 and 6 build by default: for what knows no `await` at the top level of a module. */
export const readmeExample = (app) => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  app.write("readme.js", /<!-- example:[^]*?```js\n([^]*?)```/.exec(readme)[1]);
  app.tool("esbuild", "readme.js", "--bundle", "--format=esm", "--target=es2020", "--outfile=out/readme.js");
};

/** An import that nothing uses must cost nothing: the package runs nothing when it is imported. */
export const esbuildDropped = (app) => {
  app.write("unused.js", 'import { createClever } from "clever-wasm"; import { init } from "clever-wasm/slim"; console.log(1);');
  app.tool("esbuild", "unused.js", "--bundle", "--minify", "--format=esm", "--outfile=out/unused.js");
  assert.equal(readFileSync(app.path("out/unused.js"), "utf8").trim(), "console.log(1);");
};

/** Parcel 2 and Rspack 1 print with an swc that writes a zero character as `\0` even before a digit. */
export const swcMinified = async (app) => {
  const { minify } = await app.load("@swc/core");
  for (const entry of ["index", "auth"]) {
    const { code } = await minify(readFileSync(app.path(`node_modules/clever-wasm/dist/${entry}.js`), "utf8"), { module: true, compress: true, mangle: true });
    app.write(`swc/${entry}.mjs`, code);
    app.write("swc.mjs", use(`./swc/${entry}.mjs`));
    assert.equal(app.node("swc.mjs").trim(), "ok");
  }
};

export const viteBuild = async (app) => {
  app.write("main.js", use());
  app.write("index.html", page);
  app.tool("vite", "build", "--logLevel", "warn", "--outDir", "dist-vite", "--emptyOutDir");
  if (app.browser) return assert.equal(await verdict(app, "dist-vite"), "ok");
  const [script] = readdirSync(app.path("dist-vite/assets")).filter((name) => name.endsWith(".js"));
  assert.ok(readFileSync(app.path(`dist-vite/assets/${script}`), "utf8").length > 10_000, "the bytes are not in it");
};

/** The raw module beside the page, by its address. */
export const viteBuildSlim = async (app) => {
  app.write(
    "main.js",
    use("clever-wasm/slim").replace(
      "import { createClever,",
      'import address from "clever-wasm/clever_wasm_bg.wasm?url";\nimport { init, createClever,',
    ).replace("\nconst options", "\nawait init(address);\nconst options"),
  );
  app.write("index.html", page);
  app.tool("vite", "build", "--logLevel", "warn", "--outDir", "dist-slim", "--emptyOutDir");
  assert.equal(await verdict(app, "dist-slim"), "ok");
};
viteBuildSlim.needsBrowser = true;

export const viteDev = async (app) => {
  app.write("main.js", use());
  app.write("index.html", page);
  const { createServer } = await app.load("vite");
  const server = await createServer({ root: app.folder, logLevel: "error", server: { host: "127.0.0.1", port: 0 } });
  try {
    await server.listen();
    const { port } = server.httpServer.address();
    assert.equal(await verdict(app, `http://127.0.0.1:${port}/`), "ok");
  } finally {
    await server.close();
  }
};
viteDev.needsBrowser = true;

for (const run of [esbuildModule, esbuildScript, readmeExample, esbuildDropped, swcMinified, viteBuild]) run.fast = true;
