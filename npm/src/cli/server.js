// Three listeners around one emulator.
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { createEmulator } from "clever-wasm/emulator";
import { file } from "./files.js";

const FIRST_PORT = 8080;
const LAST_PORT = 65_535;
const PORTS_TRIED = 100;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => (server.off("error", reject), resolve(server.address().port)));
  });
}

/** The ports of this machine that the app is at, where something else serves it: whether that has begun or not. */
function portsOf(uris) {
  const urls = uris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri));
  return new Set(urls.filter(({ hostname }) => LOOPBACK.includes(hostname)).map(({ port }) => Number(port)));
}

/** The named port, or from `first` on the next that is free and not `theirs`. @param {(port: number) => Promise<number>} open */
async function settle(open, option, named, first, theirs) {
  const problem = { EADDRINUSE: "is taken by another program", EACCES: "may not be used by you" };
  if (named !== undefined) {
    return open(named).catch((error) => {
      throw new Error(`port ${named} ${problem[error.code] ?? `cannot be used (${error.code})`}: --${option} takes another, 0 is any free one`);
    });
  }
  for (let port = first; ; port += 1) {
    if (theirs.has(port)) continue;
    try {
      return await open(port <= LAST_PORT ? port : 0);
    } catch (error) {
      if (!problem[error.code] || port - first === PORTS_TRIED) throw error;
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
  let home;
  /** The hosts that the app may be at: the one that is named, and those of registered redirect URIs. */
  function isHome(host) {
    if (host === undefined || host === new URL(home).host) return true;
    const { body } = emulator.handle({ url: `${emulator.origins.clever}/_emulator/clients` });
    const uris = JSON.parse(new TextDecoder().decode(body)).clients.flatMap(({ client }) => client.redirect_uris);
    return uris.some((uri) => URL.canParse(uri) && new URL(uri).host === host);
  }
  const answer = (origin) => async (request, response) => {
    const url = emulator.origins[origin] + request.url;
    try {
      // Clever would not send anybody back there, and a page's storage belongs to the host it was opened at.
      if (origin === "app" && request.url.startsWith("/") && !isHome(request.headers.host?.toLowerCase())) {
        return response.writeHead(307, { location: home + request.url }).end();
      }
      const sent = await body(request);
      const handled = emulator.handle({ url, method: request.method, headers: request.headers, body: sent });
      const found = handled || app === undefined ? null : await file(app, spa, new URL(url).pathname);
      if (verbose) console.error(`${origin} ${request.method} ${request.url.split("?")[0]} -> ${handled?.status ?? (found ? "a file" : 404)}`);
      if (handled) return await deliver(response, handled);
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
  const open = (origin) => (port) => listen(server(origin), port, "127.0.0.1");
  /** `localhost` may mean either loopback: nobody else may have the other. Where there is no IPv6, one is enough. */
  async function openBoth(port) {
    const first = server("app");
    const found = await listen(first, port, "127.0.0.1");
    try {
      await listen(server("app"), found, "::1");
    } catch (error) {
      if (error.code !== "EADDRINUSE") return found;
      await new Promise((closed) => first.close(closed));
      if (port !== 0) throw error;
      return openBoth(0);
    }
    return found;
  }
  const elsewhere = app === undefined && ports.app === undefined ? [options.redirectUri ?? []].flat() : [];
  const theirs = portsOf(elsewhere);
  const taken = [];
  async function place(open, what, option, named, wanted) {
    const used = await settle(open, option, named, wanted, theirs);
    if (named === undefined && used !== wanted) taken.push(`port ${wanted} is ${theirs.has(wanted) ? "your app's" : "taken"}, so ${what} is at port ${used}`);
    return used;
  }
  const appPort = elsewhere.length > 0 ? FIRST_PORT : await place(openBoth, "the app", "port", ports.app, FIRST_PORT);
  const clever = await place(open("clever"), "Clever", "clever-port", ports.clever, appPort + 1);
  const api = await place(open("api"), "its API", "api-port", ports.api, clever + 1);
  // Another host name than Clever's, on purpose: another site.
  home = URL.canParse(elsewhere[0]) ? new URL(elsewhere[0]).origin : `http://localhost:${appPort}`;
  const origins = { app: home, clever: `http://127.0.0.1:${clever}`, api: `http://127.0.0.1:${api}` };
  emulator = createEmulator({ ...options, origins });
  return { origins, options: emulator.options, taken };
}
