// What the cases ask: bundles, pages of users at loopback's pace, and a long list whose every page is some way off.
import { createServer } from "node:http";
import { once } from "node:events";

import { VARIANTS, encode, usersBody } from "./bodies.mjs";
import { contentMs } from "./cpu.mjs";
import { usersPage } from "./district.mjs";

export const LATENCY_MS = 50;
export const PER_PAGE = 100;

/** Pages that may look at the clock as closely as the engine can. */
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Resource-Policy": "cross-origin" };

/**
 * @param {Map<string, string>} bundles by name @param {number} pages of the long list
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function startServer(bundles, pages) {
  const bodies = Object.fromEntries(VARIANTS.map((variant) => [variant, usersBody(variant)]));
  const people = usersPage(pages * PER_PAGE).data;
  const long = Array.from({ length: pages }, (_, index) => longPage(people, index, pages));
  const cursors = new Map(long.map(({ last }, index) => [last, index + 1]));

  const answer = (path, query) => {
    if (path === "/") return { type: "text/html", body: "<!doctype html><title>bench</title>" };
    const [, kind, name] = path.split("/");
    if (kind === "cpu") return { type: "application/json", body: JSON.stringify(contentMs() ?? null) };
    if (kind === "bundles") return { type: "text/javascript; charset=utf-8", body: bundles.get(name) };
    if (kind === "bodies") return { type: "application/json", body: bodies[name] };
    if (kind === "paged") {
      const cursor = query.get("starting_after");
      return { type: "application/json", body: long[cursor ? cursors.get(cursor) : 0]?.body, after: LATENCY_MS };
    }
    return {};
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const { type, body, after = 0 } = answer(url.pathname, url.searchParams);
    setTimeout(() => {
      if (body === undefined) return response.writeHead(404).end();
      response.writeHead(200, { "Content-Type": type, "Content-Length": Buffer.byteLength(body), "Cache-Control": "no-store", ...ISOLATED });
      response.end(body);
    }, after);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: server.address().port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function longPage(people, index, pages) {
  const data = people.slice(index * PER_PAGE, (index + 1) * PER_PAGE);
  const last = data.at(-1).data.id;
  const links = [{ rel: "self", uri: "/v3.1/users" }];
  if (index + 1 < pages) links.push({ rel: "next", uri: `/v3.1/users?starting_after=${last}` });
  return { last, body: encode({ data, links }) };
}
