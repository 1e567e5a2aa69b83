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

/** What an app would have of its own where a snippet begins. */
const given = {
  clever: 'import("clever-wasm").Clever',
  clientId: "string",
  emulator: 'import("clever-wasm/emulator").Emulator',
  navigate: "(path: string) => void",
  page: '{ route: (where: RegExp, take: (route: import("clever-wasm/emulator").PlaywrightRoute) => Promise<void>) => Promise<void>; goto: (url: string) => Promise<void>; click: (selector: string) => Promise<void>; waitForFunction: (holds: () => boolean) => Promise<void> }',
  code: "string",
  file: "File",
  redirectUri: "string",
  roster: 'import("clever-wasm/match").RosterSource',
  process: "{ env: Record<string, string> }",
  store: "(...given: unknown[]) => Promise<void>",
};

export const snippets = (app) => {
  const files = ["snippets/vitest.d.ts"];
  app.write(files[0], `declare module "vitest" {
    export const test: (name: string, run: () => Promise<void>) => void;
    interface Expectation { toBe(value: unknown): void; toMatchObject(value: object): Promise<void>; rejects: Expectation }
    export const expect: (value: unknown) => Expectation;
  }`);
  for (const page of pages()) {
    // `ts` blocks are declarations to read; `js` and `jsx` ones are code to take.
    const blocks = readFileSync(page, "utf8").matchAll(/^```(jsx?)\n(.*?)^```$/gms);
    let count = 0;
    for (const [, language, code] of blocks) {
      const names = Object.keys(given).filter((name) => !new RegExp(`^(?:(?:const|let|export const|export function) \\W*${name}\\b|import [^"]*\\b${name}\\b)`, "m").test(code));
      const declared = names.map((name) => `declare const ${name}: ${given[name]};\n`).join("");
      const name = `snippets/${relative(root, page).replace(/\W+/g, "-")}-${++count}.ts${language.slice(2)}`;
      app.write(name, `${declared}${code}\nexport {};\n`);
      files.push(name);
    }
  }
  app.link(".", "@types/react", "vue");
  assert.ok(files.length > 80, `${files.length} snippets`);
  app.write("tsconfig.snippets.json", JSON.stringify({
    compilerOptions: {
      strict: true, noEmit: true, jsx: "react-jsx", target: "es2022", lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"], types: [],
      module: "esnext", moduleResolution: "bundler",
    },
    files,
  }));
  app.tool("typescript", "--project", "tsconfig.snippets.json");
};
snippets.fast = true;
