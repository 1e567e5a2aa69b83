// Frameworks that render on a server too: the package must be importable there and run in the page.
import assert from "node:assert/strict";
import { exercise, use } from "../consumer.mjs";
import { verdict } from "../page.mjs";
import { freePort, nodePackage } from "./workshop.mjs";

const imports = 'import { createClever, isCleverError } from "clever-wasm";\n';

/** What runs on a server has no page: it says what it came to in the markup. */
const onServer = `(() => {
  let code = null;
  try { createClever({ clientId: "consumer", redirectUri: "nowhere" }); } catch (error) { code = isCleverError(error) ? error.code : "none"; }
  const clever = createClever({ clientId: "consumer", redirectUri: "https://app.example/callback" });
  return code === "invalid_config" && clever.session === null ? "server ok" : "server failed " + code;
})()`;

async function served(app, program, args, port) {
  const answer = await app.serve(program, args, `http://127.0.0.1:${port}/`);
  assert.match(await answer.text(), /server ok/);
  assert.equal(await verdict(app, `http://127.0.0.1:${port}/`), "ok");
}

export const next = ["16", "15"].flatMap((version) =>
  [[], ["--webpack"]].filter((flags) => version === "16" || !flags.length).map((flags) => ({
    name: `Next.js${flags.length ? " with webpack" : ""}`,
    version,
    needsBrowser: true,
    packages: { next: version, react: "19", "react-dom": "19" },
    async run(app) {
      app.write("app/layout.js", 'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }');
      app.write("app/client.js", `"use client";\nimport { useEffect } from "react";\n${imports}export default function Client() { useEffect(() => {${exercise}}, []); return null; }`);
      app.write("app/page.js", `${imports}import Client from "./client.js";\nexport const dynamic = "force-dynamic";\nexport default function Page() { return <main>{${onServer}}<Client /></main>; }`);
      app.bin("next", "build", ...flags);
      const port = await freePort();
      await served(app, app.path("node_modules/.bin/next"), ["start", "--port", String(port), "--hostname", "127.0.0.1"], port);
    },
  })),
);

export const angular = ["22", "21"].map((version) => ({
  name: "Angular application builder",
  version,
  needsBrowser: true,
  packages: {
    "@angular/core": version, "@angular/common": version, "@angular/compiler": version, "@angular/platform-browser": version,
    "@angular/build": version, "@angular/cli": version, "@angular/compiler-cli": version, rxjs: "7", tslib: "2",
    typescript: version === "22" ? "6" : "5.9", [nodePackage]: "24",
  },
  async run(app) {
    app.write("src/index.html", '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>app</title><base href="/"></head><body><app-root></app-root></body></html>');
    app.write("src/main.ts", `import { Component, provideZonelessChangeDetection } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { createClever, isCleverError } from "clever-wasm";
@Component({ selector: "app-root", template: "" })
class App { constructor() { ${exercise.replace("let code;", "let code: string | undefined;")} } }
void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });`);
    app.write("tsconfig.json", JSON.stringify({ compilerOptions: { target: "ES2022", module: "preserve", moduleResolution: "bundler", strict: true, experimentalDecorators: true, lib: ["ES2022", "DOM"], types: [] }, files: ["src/main.ts"] }));
    app.write("angular.json", JSON.stringify({ version: 1, projects: { app: { projectType: "application", root: "", sourceRoot: "src", architect: { build: { builder: "@angular/build:application", options: { browser: "src/main.ts", index: "src/index.html", tsConfig: "tsconfig.json", outputPath: "dist" } } } } } }));
    app.bin("ng", "build");
    assert.equal(await verdict(app, "dist/browser"), "ok");
  },
}));

export const svelteKit = [["3", { vite: "8", "@sveltejs/vite-plugin-svelte": "7", typescript: "6", "@sveltejs/adapter-node": "6", [nodePackage]: "24" }], ["2", { vite: "7", "@sveltejs/vite-plugin-svelte": "6", "@sveltejs/adapter-node": "5" }]].map(([version, others]) => ({
  name: "SvelteKit",
  version,
  needsBrowser: true,
  packages: { "@sveltejs/kit": version, svelte: "5", ...others },
  async run(app) {
    // Since 3 the only place for configuration; 2 still has a file of its own.
    const [plugin, file] = version === "2" ? ["", "export default { kit: { adapter: adapter() } };"] : ["{ adapter: adapter() }", null];
    const adapter = 'import adapter from "@sveltejs/adapter-node";\n';
    if (file) app.write("svelte.config.js", adapter + file);
    app.write("vite.config.js", `import { sveltekit } from "@sveltejs/kit/vite";\n${file ? "" : adapter}export default { plugins: [sveltekit(${plugin})] };`);
    app.write("src/app.html", '<!doctype html><html lang="en"><head><meta charset="utf-8">%sveltekit.head%</head><body>%sveltekit.body%</body></html>');
    app.write("src/routes/+page.server.js", `${imports}export const load = () => ({ verdict: ${onServer} });`);
    app.write("src/routes/+page.svelte", `<script>\nimport { onMount } from "svelte";\n${imports}let { data } = $props();\nonMount(() => {${exercise}});\n</script>\n<main>{data.verdict}</main>`);
    app.run(app.path("node_modules/.bin/svelte-kit"), ["sync"]);
    app.bin("vite", "build");
    const port = await freePort();
    await served(app, "env", [`PORT=${port}`, "HOST=127.0.0.1", "node", "build/index.js"], port);
  },
}));

export const nuxt = ["4"].map((version) => ({
  name: "Nuxt",
  version,
  needsBrowser: true,
  packages: { nuxt: version, vue: "3" },
  async run(app) {
    app.write("nuxt.config.js", "export default { telemetry: false, compatibilityDate: '2026-01-01' };");
    app.write("app/app.vue", `<script setup>\nimport { onMounted } from "vue";\n${imports}const verdict = ${onServer};\nonMounted(() => {${exercise}});\n</script>\n<template><main>{{ verdict }}</main></template>`);
    app.bin("nuxt", "build");
    const port = await freePort();
    await served(app, "env", [`PORT=${port}`, "HOST=127.0.0.1", "node", ".output/server/index.mjs"], port);
  },
}));
