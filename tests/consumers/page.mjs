// A page in a real browser, under the policy that README asks for.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/** What the page at a folder of the application, or at an address, came to. */
export async function verdict(app, where) {
  if (where.startsWith("http:")) return shown(app, where);
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://page").pathname);
    const file = join(app.path(where), path.endsWith("/") ? `${path}index.html` : path);
    try {
      const body = readFileSync(file);
      response.writeHead(200, {
        "content-type": types[extname(file)] ?? "application/octet-stream",
        "content-security-policy": policy,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    return await shown(app, `http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function shown(app, address) {
  const profile = mkdtempSync(join(tmpdir(), "clever-profile-"));
  try {
    const { stdout } = await promisify(execFile)(app.browser, [
      "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-quic", `--user-data-dir=${profile}`,
      // Module scripts with a top-level await end after the load event.
      "--virtual-time-budget=20000", "--dump-dom", address,
    ], { timeout: 60_000, maxBuffer: 1 << 24 });
    return /data-verdict="([^"]*)"/.exec(stdout)?.[1] ?? `no verdict in ${stdout.slice(0, 500)}`;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
