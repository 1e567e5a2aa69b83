// An application's folder with the packed package installed, and the programs that build it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tools = createRequire(join(root, ".tools/consumers/package.json"));

/** What every consumer does: a wrong option is a typed error, a right one gives a client. Prints or shows "ok". */
export const use = (entry = "clever-wasm") => `
import { createClever, isCleverError } from "${entry}";
${exercise}`;

export const exercise = `
const options = { clientId: "consumer", redirectUri: "https://app.example/callback" };
let code;
try { createClever({ ...options, redirectUri: "nowhere" }); } catch (error) { if (isCleverError(error)) code = error.code; }
const session = createClever(options).session;
const verdict = code === "invalid_config" && session === null ? "ok" : "code " + code + ", session " + session;
globalThis.document ? document.documentElement.setAttribute("data-verdict", verdict) : console.log(verdict);
`;

export function consumer(browser) {
  const folder = mkdtempSync(join(tmpdir(), "clever-consumer-"));
  const app = {
    folder,
    browser,
    path: (name) => join(folder, name),
    write(name, text, encoding = "utf8") {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text, encoding);
      return join(folder, name);
    },
    /** Runs a program there and returns its output; what it printed is in the error if it fails. */
    run(program, args) {
      try {
        return execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 120_000 });
      } catch (error) {
        throw new Error(`${program} ${args.join(" ")}\n${error.stdout ?? ""}${error.stderr ?? error.message}`);
      }
    },
    node: (...args) => app.run(process.execPath, args),
    /** A tool's own program, by its package. */
    tool(name, ...args) {
      const folder = join(root, ".tools/consumers/node_modules", name);
      const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const program = join(folder, typeof bin === "string" ? bin : Object.values(bin)[0]);
      // esbuild puts its binary where its script was, if it may.
      return readFileSync(program).subarray(0, 2).toString() === "#!" ? app.node(program, ...args) : app.run(program, args);
    },
    /** Makes tools importable from a folder of the application, as if it had installed them there. */
    link(where, ...names) {
      for (const name of names) {
        const place = join(folder, where, "node_modules", name);
        mkdirSync(dirname(place), { recursive: true });
        if (!existsSync(place)) symlinkSync(join(root, ".tools/consumers/node_modules", name), place);
      }
    },
    /** A tool's module. */
    load: (name) => import(pathToFileURL(tools.resolve(name)).href),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  const packed = JSON.parse(app.run("npm", ["pack", join(root, "pkg"), "--json", "--silent"]));
  app.tarball = app.path(packed[0].filename);
  app.packed = packed[0].files.map((file) => file.path);
  app.write("package.json", JSON.stringify({ name: "app", private: true, type: "module" }));
  app.run("npm", ["install", "--offline", "--silent", "--no-audit", "--no-fund", app.tarball]);
  return app;
}
