// For your own machine: the page, the package, and the function behind /api. A serverless platform does this by itself.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8" };
const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const FOLDERS = { "/clever-wasm/": folder("node_modules/clever-wasm/dist"), "/": folder("public") };

const server = createServer(async (incoming, outgoing) => {
  const url = new URL(incoming.url, process.env.APP_URL);
  try {
    if (url.pathname.startsWith("/api/")) await answer(incoming, outgoing, url);
    else await file(outgoing, url.pathname);
  } catch (error) {
    console.error(error);
    if (!outgoing.headersSent) outgoing.writeHead(500);
    outgoing.end();
  }
});

async function answer({ method, headers }, outgoing, url) {
  const { handle } = await import("./api/clever.mjs"); // the function has no use for bodies
  const response = await handle(new Request(url, { method, headers: { cookie: headers.cookie ?? "" } }));
  const given = Object.fromEntries(response.headers);
  outgoing.writeHead(response.status, { ...given, "set-cookie": response.headers.getSetCookie() });
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function file(outgoing, pathname) {
  const prefix = Object.keys(FOLDERS).find((start) => pathname.startsWith(start));
  const name = pathname.slice(prefix.length) || "index.html";
  if (name === "settings.js") return outgoing.writeHead(200, { "content-type": TYPES[".js"] }).end(await pageSettings());
  const body = /^[\w-]+(\.[\w-]+)*$/.test(name) && (await readFile(join(FOLDERS[prefix], name)).catch(() => null));
  if (!body) return outgoing.writeHead(404).end();
  outgoing.writeHead(200, {
    "content-type": TYPES[extname(name)] ?? "application/octet-stream",
    "content-security-policy": `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${await origins()}; base-uri 'none'`,
  });
  outgoing.end(body);
}

/** What the page may know: no secret. */
async function pageSettings() {
  const { clientId, authorizeUrl, apiUrl } = (await import("./api/settings.mjs")).settings;
  return `export const settings = ${JSON.stringify({ clientId, authorizeUrl, apiUrl })};\n`;
}

async function origins() {
  const { authorizeUrl, apiUrl } = (await import("./api/settings.mjs")).settings;
  return [authorizeUrl, apiUrl].map((url) => new URL(url).origin).join(" ");
}

server.listen(Number(process.env.PORT ?? 3000), "localhost", () => {
  process.env.APP_URL ??= `http://localhost:${server.address().port}`;
  console.log(process.env.APP_URL);
});
