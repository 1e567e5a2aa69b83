// One file out of a case or an app, the same way for everyone.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const tools = createRequire(new URL("../.tools/npm/package.json", import.meta.url));
const { build } = tools("esbuild");

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @param {string} source below bench/ @param {{ generated: string, format: "esm" | "iife" }} how
 * @returns {Promise<string>}
 */
export async function bundle(source, { generated, format }) {
  const { outputFiles } = await build({
    entryPoints: [here(source)],
    bundle: true,
    minify: true,
    write: false,
    format,
    globalName: format === "iife" ? "app" : undefined,
    // Without this esbuild escapes what is not ASCII, which servers that say what their charset is need not have.
    charset: "utf8",
    legalComments: "none",
    target: "es2022",
    platform: "browser",
    logLevel: "error",
    alias: {
      "clever-wasm": here("../pkg/dist/index.js"),
      "clever-wasm-auth": here("../pkg/dist/auth.js"),
      "clever-generated": generated,
    },
    nodePaths: [here("../.tools/bench/node_modules")],
  });
  return outputFiles[0].text;
}

/** What a server that compresses ahead of time sends. @param {string} text */
export const brotliSize = (text) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } }).length;
