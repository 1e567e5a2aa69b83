// A service worker that is Clever: below `clever/` and `api/` of its scope, for pages from any static host.
//
// The browser may end it after any answer. What it was made with stands in its address, tokens hold what they stand for,
// and the rest is in IndexedDB before an answer leaves.
import { delivered, wait } from "../emulator/body.js";
import { createEmulator } from "../emulator/emulator.js";
import { inlined } from "../inline.js";
import { open } from "./store.js";

const worker = globalThis;
const base = worker.registration.scope.replace(/\/+$/, "");
const options = worker.location.search ? JSON.parse(new URL(worker.location.href).searchParams.get("options") ?? "{}") : {};
const OWN = [`${base}/clever/`, `${base}/api/`, `${base}/emulator.json`];

const ready = (async () => {
  const emulator = createEmulator(inlined, { ...options, origins: { app: base, clever: `${base}/clever`, api: `${base}/api` } });
  const store = await open(`${base} ${JSON.stringify(options)}`);
  const kept = await store.get();
  if (kept) emulator.restore(kept.saved);
  // A worker's answers set no cookies, and it is shown none: Clever's session with this browser is kept here.
  return { emulator, store, kept: kept?.saved, cookie: kept?.cookie ?? "" };
})();

async function answer(request) {
  const state = await ready;
  const { emulator, store } = state;
  const body = new Uint8Array(await request.arrayBuffer());
  const { status, headers, body: whole, delivery } = emulator.handle({
    url: request.url, method: request.method, headers: [...request.headers, ["cookie", state.cookie]], body,
  });
  const cookie = headers["set-cookie"];
  if (cookie !== undefined) state.cookie = /max-age=0/i.test(cookie) ? "" : cookie.split(";")[0];
  const saved = emulator.save();
  if (saved !== state.kept || cookie !== undefined) {
    await store.put({ saved, cookie: state.cookie });
    state.kept = saved;
  }
  await wait(delivery.delayMs, request.signal);
  if (delivery.dropped) return Response.error();
  delete headers["set-cookie"];
  const told = request.url.startsWith(OWN[2]) ? withNote(whole) : whole;
  const way = { drip: delivery.drip && { chunk: delivery.drip.chunk, every_ms: delivery.drip.everyMs }, truncate_at: delivery.truncateAt };
  const bare = [204, 205, 304].includes(status) || request.method === "HEAD";
  return new Response(bare ? null : delivered(told, way, request.signal), { status, headers });
}

/** The page says to its visitors where this Clever is. */
const withNote = (bytes) => JSON.stringify({ ...JSON.parse(new TextDecoder().decode(bytes)), serviceWorker: true });

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (event) => event.data === "claim" && event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  if (OWN.some((start) => event.request.url.startsWith(start))) event.respondWith(answer(event.request));
});
