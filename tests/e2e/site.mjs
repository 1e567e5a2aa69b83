// Another origin than the three of the emulator: a school's portal that frames the app, or the app under another policy.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain", ".wasm": "application/wasm" };

/**
 * @param {{ pages?: Record<string, string>, mounts?: Record<string, string>, headers?: Record<string, string> }} site
 *   `pages` are HTML by path, `mounts` are folders by prefix.
 */
export async function startSite({ pages = {}, mounts = {}, headers = {} }) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url, "http://site");
    requests.push({ path: pathname, query: search.slice(1), referrer: request.headers.referer ?? null, authorization: request.headers.authorization ?? null });
    const prefix = Object.keys(mounts).find((start) => pathname.startsWith(`${start}/`));
    try {
      const body = pages[pathname] ?? (await readFile(join(mounts[prefix], normalize(pathname.slice(prefix.length)))));
      const type = pages[pathname] === undefined ? TYPES[extname(pathname)] : TYPES[".html"];
      response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache", ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
