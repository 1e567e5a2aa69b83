// Every JavaScript of the README and of the documentation compiles against the package's declarations, strictly.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

function pages() {
  const found = readdirSync(join(root, "docs"), { recursive: true })
    .filter((name) => name.endsWith(".md") && !/node_modules|\.vitepress/.test(name))
    .map((name) => join(root, "docs", name));
  return [join(root, "README.md"), ...found.sort()];
}

export const snippets = (app) => {
  const files = [];
  for (const page of pages()) {
    // `ts` blocks are declarations to read; `js` ones are code to take.
    const blocks = readFileSync(page, "utf8").matchAll(/^```js\n(.*?)^```$/gms);
    let count = 0;
    for (const [, code] of blocks) {
      const given = /\bconst clever\b/.test(code) ? "" : 'declare const clever: import("clever-wasm").Clever;\n';
      const name = `snippets/${relative(root, page).replace(/\W+/g, "-")}-${++count}.ts`;
      app.write(name, `${given}${code}\nexport {};\n`);
      files.push(name);
    }
  }
  assert.ok(files.length > 80, `${files.length} snippets`);
  app.write("tsconfig.snippets.json", JSON.stringify({
    compilerOptions: {
      strict: true, noEmit: true, target: "es2022", lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"], types: [],
      module: "esnext", moduleResolution: "bundler",
    },
    files,
  }));
  app.tool("typescript", "--project", "tsconfig.snippets.json");
};
snippets.fast = true;
