// The emulator behind somebody else's interception: Playwright's routes, and whatever else has requests and answers.
import { wait } from "./body.js";

/** @param {(request: object, body?: Uint8Array) => object} ask @param {() => object} addresses */
export function createRoute(ask, addresses) {
  function handle({ url, method = "GET", headers = {}, body }) {
    const place = addresses().find(url);
    if (!place || (place.origin === "app" && place.target.split("?")[0] !== "/emulator.json")) return null;
    const entries = typeof headers[Symbol.iterator] === "function" ? [...headers] : Object.entries(headers);
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body ?? []);
    const known = entries.filter(([name, value]) => !name.startsWith(":") && value !== undefined);
    const answer = ask(
      { origin: place.origin, method: method.toUpperCase(), target: place.target, headers: known.map(([name, value]) => [name, String(value)]) },
      bytes,
    );
    const { delay_ms: delayMs, drip, truncate_at: truncateAt, drop_connection: dropped } = answer.delivery;
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers.map(([name, value]) => [name.toLowerCase(), value])),
      body: method.toUpperCase() === "HEAD" ? new Uint8Array() : answer.body,
      delivery: { delayMs, drip: drip && { chunk: drip.chunk, everyMs: drip.every_ms }, truncateAt, dropped },
    };
  }

  /** For `page.route(…)`. What no interception can do, a slow or a broken body, becomes a broken connection. */
  async function route(taken) {
    const request = taken.request();
    const answer = handle({
      url: request.url(), method: request.method(), headers: await request.allHeaders(), body: request.postDataBuffer() ?? undefined,
    });
    if (!answer) return taken.fallback();
    const { status, headers, body, delivery } = answer;
    await wait(delivery.delayMs);
    if (delivery.dropped || delivery.truncateAt !== null) return taken.abort("connectionreset");
    return taken.fulfill({ status, headers, body: globalThis.Buffer.from(body) });
  }

  return { handle, route };
}
