// Pages without any tool but a server.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { exercise, use } from "../consumer.mjs";
import { verdict } from "../page.mjs";

export const staticPage = async (app) => {
  cpSync(app.path("node_modules/clever-wasm/dist"), app.path("static/clever-wasm"), { recursive: true });
  app.write("static/main.js", use("./clever-wasm/index.js"));
  app.write("static/index.html", '<!doctype html><meta charset="utf-8"><script type="module" src="main.js"></script>');
  assert.equal(await verdict(app, "static"), "ok");
};

/** A module script is UTF-8 whatever the page is; a classic script is not, and must say so rather than misbehave. */
export const garbledScript = async (app) => {
  app.write("classic.js", `import { createClever } from "clever-wasm";
    try { createClever({}); } catch (error) {
      document.documentElement.setAttribute("data-verdict", error.code + " " + /UTF-8/.test(error.hint));
    }`);
  app.tool("esbuild", "classic.js", "--bundle", "--charset=utf8", "--format=iife", "--outfile=garbled/main.js");
  app.write("garbled/index.html", '<!doctype html><meta charset="windows-1252"><script src="main.js"></script>');
  assert.equal(await verdict(app, "garbled"), "wasm_unavailable true");
};

/** What bundlers write by default is ASCII, which no page's encoding can garble. */
export const classicScript = async (app) => {
  app.write("classic-ok.js", `import { createClever, isCleverError } from "clever-wasm";${exercise}`);
  app.tool("esbuild", "classic-ok.js", "--bundle", "--minify", "--format=iife", "--outfile=classic/main.js");
  app.write("classic/index.html", '<!doctype html><meta charset="windows-1252"><script src="main.js"></script>');
  assert.equal(await verdict(app, "classic"), "ok");
};

for (const run of [staticPage, garbledScript, classicScript]) run.needsBrowser = true;
staticPage.fast = true;
