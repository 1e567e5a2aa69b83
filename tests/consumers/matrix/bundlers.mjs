// Bundlers, each as its own documentation starts: a page whose one script imports the package.
import assert from "node:assert/strict";
import { use } from "../consumer.mjs";
import { verdict } from "../page.mjs";
import { freePort } from "./workshop.mjs";

const html = (script, type = ' type="module"') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>app</title></head><body><script${type} src="${script}"></script></body></html>`;

const each = (versions, name, row) => versions.map((version) => ({ name, version, needsBrowser: true, ...row(version) }));

export const vite = each(["8", "7", "6"], "Vite build", (version) => ({
  packages: { vite: version },
  async run(app) {
    app.write("main.js", use());
    app.write("index.html", html("/main.js"));
    app.bin("vite", "build", "--logLevel", "warn");
    assert.equal(await verdict(app, "dist"), "ok");
  },
}));

export const viteDev = each(["8", "7"], "Vite dev", (version) => ({
  packages: { vite: version },
  async run(app) {
    app.write("main.js", use());
    app.write("index.html", html("/main.js"));
    const port = await freePort();
    await app.serve(app.path("node_modules/.bin/vite"), ["--host", "127.0.0.1", "--port", String(port), "--strictPort"], `http://127.0.0.1:${port}/`);
    assert.equal(await verdict(app, `http://127.0.0.1:${port}/`), "ok");
  },
}));

export const webpack = each(["5"], "webpack", (version) => ({
  packages: { webpack: version, "webpack-cli": "6" },
  async run(app) {
    app.write("src/index.js", use());
    app.bin("webpack", "--mode", "production");
    app.write("dist/index.html", html("main.js", ""));
    assert.equal(await verdict(app, "dist"), "ok");
  },
}));

export const rspack = each(["2", "1"], "Rspack", (version) => ({
  packages: { "@rspack/core": version, "@rspack/cli": version, "@rspack/dev-server": version },
  async run(app) {
    app.write("src/index.js", use());
    app.bin("rspack", "build", "--mode", "production");
    app.write("dist/index.html", html("main.js", ""));
    assert.equal(await verdict(app, "dist"), "ok");
  },
}));

export const rollup = each(["4", "3"], "Rollup", (version) => ({
  packages: { rollup: version, "@rollup/plugin-node-resolve": "16" },
  async run(app) {
    app.write("main.js", use());
    app.bin("rollup", "main.js", "--plugin", "node-resolve", "--format", "es", "--file", "dist/main.js");
    app.write("dist/index.html", html("main.js"));
    assert.equal(await verdict(app, "dist"), "ok");
  },
}));

export const rolldown = each(["1"], "Rolldown", (version) => ({
  packages: { rolldown: version },
  async run(app) {
    app.write("main.js", use());
    app.bin("rolldown", "main.js", "--format", "esm", "--file", "dist/main.js", "--minify");
    app.write("dist/index.html", html("main.js"));
    assert.equal(await verdict(app, "dist"), "ok");
  },
}));

const esbuildVersions = ["0.28", "0.21"];
export const esbuild = ["esm", "iife"].flatMap((format) =>
  each(esbuildVersions, `esbuild ${format.toUpperCase()}`, (version) => ({
    packages: { esbuild: version },
    async run(app) {
      app.write("main.js", use());
      app.bin("esbuild", "main.js", "--bundle", "--minify", `--format=${format}`, "--outfile=dist/main.js");
      app.write("dist/index.html", html("main.js", format === "esm" ? undefined : ""));
      assert.equal(await verdict(app, "dist"), "ok");
    },
  })),
);

export const parcel = each(["2"], "Parcel", (version) => ({
  packages: { parcel: version },
  async run(app) {
    app.write("src/main.js", use());
    app.write("src/index.html", html("main.js"));
    app.bin("parcel", "build", "src/index.html", "--no-cache", "--no-source-maps");
    assert.equal(await verdict(app, "dist"), "ok");
  },
}));

export const plain = [{
  name: "plain page",
  version: "-",
  needsBrowser: true,
  async run(app) {
    app.copy("node_modules/clever-wasm/dist", "site/clever-wasm");
    app.write("site/main.js", use("./clever-wasm/index.js"));
    app.write("site/index.html", html("main.js"));
    assert.equal(await verdict(app, "site"), "ok");
  },
}];
