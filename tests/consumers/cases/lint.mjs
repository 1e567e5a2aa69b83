// What the two package linters say of the tarball.

export const publint = (app) => app.tool("publint", "run", app.tarball, "--strict");

/** Resolution as Node 16 and later and bundlers do it; the older kind knows no `exports`, hence no subpath. */
export const typesWrong = (app) =>
  app.tool(
    "@arethetypeswrong/cli", app.tarball, "--profile", "node16",
    "--exclude-entrypoints", "./clever_wasm_bg.wasm", "./clever_wasm_auth_bg.wasm", "./clever_wasm_emulator_bg.wasm",
    "./emulator/sw", "./match-worker.js",
  );
