// fetch, with the emulator at the other end: as a page sees it, and as a server does.
import { delivered, wait } from "./body.js";
import { needsPreflight, permitted, readable, unsafeNames, visible } from "./cors.js";
import { EmulatorError } from "./error.js";

const BODILESS = [204, 205, 304];
const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 20;

const failed = (why) => new TypeError(`fetch failed: ${why}`);

/** What fetch was called with, as one request. */
async function read(input, init = {}) {
  const given = typeof input === "object" && input !== null && "url" in input ? input : null;
  const headers = new Headers(init.headers ?? given?.headers ?? {});
  const method = String(init.method ?? given?.method ?? "GET").toUpperCase();
  let body = new Uint8Array();
  if (init.body !== undefined && init.body !== null) {
    const whole = new Response(init.body);
    if (!headers.has("content-type") && whole.headers.has("content-type")) headers.set("content-type", whole.headers.get("content-type"));
    body = new Uint8Array(await whole.arrayBuffer());
  } else if (given && !["GET", "HEAD"].includes(method)) {
    body = new Uint8Array(await given.arrayBuffer());
  }
  if (body.length > 0 && ["GET", "HEAD"].includes(method)) throw new TypeError(`${method} takes no body`);
  const { credentials, mode } = { credentials: init.credentials ?? given?.credentials, mode: init.mode ?? given?.mode };
  const signal = init.signal ?? given?.signal ?? null;
  return { url: String(given ? given.url : input), method, headers, body, signal, credentials, mode, redirect: init.redirect ?? given?.redirect ?? "follow" };
}

/**
 * @param {(request: object) => object} ask what the emulator answers, at once
 * @param {() => { page: string, find(url: string): object | null }} addresses
 * @param {typeof fetch | undefined} elsewhere
 */
export function createNetwork(ask, addresses, elsewhere) {
  function answer({ method, headers, body }, place, more = {}) {
    const all = Object.entries({ ...Object.fromEntries(headers), ...more });
    return ask({ origin: place.origin, method, target: place.target, headers: all }, body);
  }

  /** The answer once its headers would be here. */
  async function arrived(answered, signal) {
    if (answered.delivery.delay_ms > 0) await wait(answered.delivery.delay_ms, signal);
    if (answered.delivery.drop_connection) throw failed("the connection was dropped, as a fault asked");
    return answered;
  }

  async function preflight(request, place, origin) {
    const asked = { origin, "access-control-request-method": request.method };
    const names = unsafeNames(request.headers);
    if (names.length > 0) asked["access-control-request-headers"] = names.join(",");
    const { status, headers } = await arrived(
      answer({ method: "OPTIONS", headers: new Headers(), body: new Uint8Array() }, place, asked), request.signal,
    );
    if (!permitted(status, new Headers(headers), { ...request, origin })) {
      throw failed(`CORS: the preflight does not let a page send ${request.method} ${place.target.split("?")[0]}`);
    }
  }

  async function send(request, asPage) {
    const place = addresses().find(request.url);
    if (!place) throw new EmulatorError("unknown_address", `the emulator answers at none of its origins for ${new URL(request.url).origin}`);
    const { page } = addresses();
    const foreign = asPage && place.host !== page;
    if (foreign && request.mode === "same-origin") throw failed("mode is same-origin, and the address is another origin's");
    if (foreign && needsPreflight(request.method, request.headers)) await preflight(request, place, page);
    const answered = await arrived(answer(request, place, asPage && (foreign || request.method !== "GET") ? { origin: page } : {}), request.signal);
    const headers = new Headers(answered.headers);
    headers.delete("set-cookie");
    if (foreign && !readable(headers, page, request.credentials)) throw failed(`CORS: the answer to ${place.target.split("?")[0]} may not be read by ${page}`);
    return { status: answered.status, headers, shown: foreign ? visible(headers) : [...headers], body: answered.body, delivery: answered.delivery };
  }

  async function run(asPage, input, init) {
    let request = await read(input, init);
    if (request.signal?.aborted) throw request.signal.reason;
    if (elsewhere && !addresses().find(request.url)) return elsewhere(input, init);
    for (let redirects = 0; ; redirects += 1) {
      const { status, headers, shown, body, delivery } = await send(request, asPage);
      const location = REDIRECTS.includes(status) && headers.get("location");
      if (location && request.redirect === "error") throw failed("a redirect was not allowed");
      if (location && request.redirect === "follow") {
        if (redirects === MOST_REDIRECTS) throw failed("too many redirects");
        const becomesGet = status === 303 || (status < 303 && request.method === "POST");
        const next = becomesGet ? { method: "GET", body: new Uint8Array() } : {};
        request = { ...request, ...next, url: new URL(location, request.url).href };
        continue;
      }
      const bare = BODILESS.includes(status) || request.method === "HEAD";
      const response = new Response(bare ? null : delivered(body, delivery, request.signal), { status, headers: location ? [...headers] : shown });
      Object.defineProperty(response, "url", { value: request.url.split("#")[0] });
      return response;
    }
  }

  return {
    fetch: (input, init) => run(true, input, init),
    serverFetch: (input, init) => run(false, input, init),
  };
}
