// What the two package linters say of the tarball.

export const publint = (app) => app.tool("publint", "run", app.tarball, "--strict");

export const typesWrong = (app) => app.tool("@arethetypeswrong/cli", app.tarball, "--exclude-entrypoints", "./clever_wasm_bg.wasm", "./clever_wasm_auth_bg.wasm");
