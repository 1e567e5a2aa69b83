// A fresh application with the packed package and the tools of one row installed, and the programs that build it.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Node itself, as a package: the runtimes' rows, and tools that ask for a newer one than there may be. */
export const nodePackage = `node-${process.platform}-${process.arch}`;

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** `npm pack` of pkg/, once for all rows. */
export function packed() {
  const folder = mkdtempSync(join(tmpdir(), "clever-packed-"));
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", join(root, "pkg"), "--json", "--silent"], { cwd: folder, encoding: "utf8" }),
  );
  return { file: join(folder, filename), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function workshop(tarball, browser) {
  const folder = mkdtempSync(join(tmpdir(), "clever-matrix-"));
  const started = new Set();
  const environment = () => ({
    ...process.env, CI: "1", NEXT_TELEMETRY_DISABLED: "1", NG_CLI_ANALYTICS: "false", NUXT_TELEMETRY_DISABLED: "1",
    PATH: `${join(folder, "node_modules", nodePackage, "bin")}:${process.env.PATH}`,
  });
  const app = {
    folder,
    browser,
    path: (name) => join(folder, name),
    write(name, text) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
    read: (name) => readFileSync(join(folder, name), "utf8"),
    copy: (from, to) => cpSync(join(folder, from), join(folder, to), { recursive: true }),
    /** Installs the tarball and the row's packages; gives the version of the first. */
    install(packages) {
      const [first] = Object.keys(packages);
      app.write("package.json", JSON.stringify({ name: "app", version: "1.0.0", private: true, type: "module", dependencies: { ...packages, "clever-wasm": `file:${tarball.file}` } }));
      app.run("npm", ["install", "--silent", "--no-audit", "--no-fund", "--legacy-peer-deps"]);
      return first && JSON.parse(app.read(`node_modules/${first}/package.json`)).version;
    },
    /** Runs a program there and returns its output; what it printed is in the error if it fails. */
    run(program, args) {
      try {
        return execFileSync(program, args, {
          cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 300_000,
          env: environment(),
        });
      } catch (error) {
        throw new Error(`${program} ${args.join(" ")}\n${`${error.stdout ?? ""}${error.stderr ?? ""}` || error.message}`.slice(0, 4000));
      }
    },
    node: (...args) => app.run("node", args),
    bin: (name, ...args) => app.run(join(folder, "node_modules/.bin", name), args),
    /** Starts a server of the tool's and waits until its address answers. */
    async serve(program, args, address) {
      const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], detached: true, env: environment() });
      started.add(child);
      let printed = "";
      let over = false;
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += text));
      child.on("exit", () => (over = true));
      const deadline = Date.now() + 120_000;
      for (;;) {
        if (over || Date.now() > deadline) throw new Error(`${program} ${args.join(" ")} does not answer\n${printed.slice(0, 4000)}`);
        const answer = await fetch(address).catch(() => null);
        if (answer) return answer;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    remove() {
      for (const child of started) {
        try {
          process.kill(-child.pid, "SIGKILL");
        } catch {
          // it has ended
        }
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return app;
}

/** A port that nobody listens on. */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
