// Three listeners around one emulator.
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { createEmulator } from "clever-wasm/emulator";
import { file } from "./files.js";

const FIRST_PORT = 8080;
const PORTS_TRIED = 100;

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => (server.off("error", reject), resolve(server.address().port)));
  });
}

/** The named port, or from `first` on the next that is free. */
async function settle(server, named, first) {
  if (named !== undefined) return listen(server, named, "127.0.0.1");
  for (let port = first; ; port += 1) {
    try {
      return await listen(server, port, "127.0.0.1");
    } catch (error) {
      if (error.code !== "EADDRINUSE" || port - first === PORTS_TRIED) throw error;
    }
  }
}

async function body(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Sends an answer as its fault wants it: late, slowly, not to its end, or not at all. */
async function deliver(response, { status, headers, body, delivery }) {
  await pause(delivery.delayMs);
  if (delivery.dropped) return response.destroy();
  const end = delivery.truncateAt ?? body.length;
  const chunk = delivery.drip?.chunk ?? body.length;
  response.writeHead(status, { ...headers, ...(status === 204 || status === 304 ? {} : { "content-length": body.length }) });
  for (let at = 0; at < end && !response.destroyed; at += chunk) {
    if (delivery.drip) await pause(delivery.drip.everyMs);
    await new Promise((sent) => response.write(body.subarray(at, Math.min(at + chunk, end)), sent));
  }
  if (delivery.truncateAt === null) response.end();
  else response.destroy();
}

/** Begins to serve. @param {ReturnType<typeof import("./arguments.js").read>} given */
export async function serve({ app, spa, ports, verbose, emulator: options }) {
  let emulator;
  const answer = (origin) => async (request, response) => {
    const url = emulator.origins[origin] + request.url;
    try {
      const sent = await body(request);
      const handled = emulator.handle({ url, method: request.method, headers: request.headers, body: sent });
      if (verbose) console.error(`${origin} ${request.method} ${request.url.split("?")[0]} -> ${handled?.status ?? "a file"}`);
      if (handled) return await deliver(response, handled);
      const found = app === undefined ? null : await file(app, spa, new URL(url).pathname);
      response.writeHead(found ? 200 : 404, { "content-type": found?.type ?? "text/plain; charset=utf-8", "cache-control": "no-cache" });
      response.end(found?.body ?? "Not found.");
    } catch (error) {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      response.end(String(error.message));
    }
  };
  // No connection is used twice: a browser repeats, unseen, what is broken off on a used one.
  const server = (origin) => {
    const made = createServer({ keepAlive: false }, answer(origin));
    made.maxRequestsPerSocket = 1;
    return made;
  };
  const pages = server("app");
  const appPort = await settle(pages, ports.app, FIRST_PORT);
  const clever = await settle(server("clever"), ports.clever, appPort + 1);
  const api = await settle(server("api"), ports.api, clever + 1);
  // `localhost` may mean either loopback; where there is no IPv6, the other one is enough.
  await listen(server("app"), appPort, "::1").catch(() => {});
  // Another host name than Clever's, on purpose: another site.
  const origins = { app: `http://localhost:${appPort}`, clever: `http://127.0.0.1:${clever}`, api: `http://127.0.0.1:${api}` };
  emulator = createEmulator({ ...options, origins });
  return { origins, options: emulator.options };
}
