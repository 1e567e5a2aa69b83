// Performing calls: the Rust machine says what to send, how long to wait, what failed; this does it.
import { createList } from "./list.js";
import { createFlight, fetchInit } from "./flight.js";
import { ask, failure, refusal } from "./wasm.js";

const MOST_IN_FLIGHT = 6;

export function createCalls(client) {
  const { seat, given, config } = client;
  const flights = new Set();
  const waiting = [];
  let free = MOST_IN_FLIGHT;

  /** What every request goes through; read at each call, so that test tools may replace the global. */
  const send = (url, init) => (given.fetch ?? globalThis.fetch)(url, init);
  const slots = {
    take: () => (free > 0 ? (free--, undefined) : new Promise((resolve) => waiting.push(resolve))),
    give: () => (waiting.length ? waiting.shift()() : void free++),
  };
  const notify = (event) => {
    try {
      given.onRequest?.(Object.freeze(event));
    } catch (error) {
      if (typeof reportError === "function") reportError(error);
    }
  };

  /** Whoever calls must be signed in; the token is looked at here and nowhere else. */
  function bearer() {
    const current = client.session();
    if (!current) throw failure(seat.reason() === "expired" ? "session_expired" : "not_signed_in");
    return current.accessToken();
  }

  /**
   * Runs one call to its end. `make` makes it in the module, `read` takes the result out.
   * @template T
   * @param {() => number} make @param {(done: object, number: number) => T} read
   */
  async function run(make, options, read, ahead) {
    client.open();
    const { signal, timeoutMs = config.timeoutMs } = check(options);
    if (signal?.aborted) throw failure("cancelled", signal.reason);
    const number = Number(make());
    let flight;
    try {
      const token = bearer();
      const record = seat.record();
      flight = createFlight({ number, token, timeoutMs, send, slots, notify, ahead });
      flights.add(flight);
      const stop = () => flight.stop(failure("cancelled", signal.reason));
      signal?.addEventListener("abort", stop);
      try {
        return read(await flight.done, number);
      } catch (error) {
        if (error.code === "unauthorized") client.unauthorized(record);
        throw error;
      } finally {
        signal?.removeEventListener("abort", stop);
      }
    } finally {
      flights.delete(flight);
      if (!flight?.lost) ask("forget", number);
    }
  }

  /** Options of one request. */
  function check(options) {
    const { signal, timeoutMs, fields } = options ?? {};
    if (signal != null && typeof signal.addEventListener !== "function") {
      throw refusal("invalid_argument", "signal", "signal must be an AbortSignal");
    }
    if (timeoutMs !== undefined && !(typeof timeoutMs === "number" && timeoutMs >= 0)) {
      throw refusal("invalid_argument", "timeoutMs", "timeoutMs must be a number of milliseconds, 0 for none");
    }
    if (fields !== undefined && !(Array.isArray(fields) && fields.every((field) => typeof field === "string"))) {
      throw refusal("invalid_argument", "fields", "fields must be a list of member names");
    }
    return { signal, timeoutMs };
  }

  /** The body as a value. What the module has checked is parsed by the platform. */
  const value = (done, number) => (done.empty ? undefined : JSON.parse(ask("text", number)));

  function report(done, operation) {
    const issues = (done.issues ?? []).map((issue) => Object.freeze({ ...issue, operation }));
    for (const issue of issues) {
      try {
        given.onInvalid?.(issue);
      } catch (error) {
        if (typeof reportError === "function") reportError(error);
      }
    }
    return Object.freeze(issues);
  }

  const texts = (values) => values.map((entry) => (typeof entry === "string" ? entry : ""));
  const json = (name, entry) => {
    if (entry === undefined || entry === null) return undefined;
    try {
      return JSON.stringify(entry);
    } catch (error) {
      throw refusal("invalid_argument", name, `${name} must be a JSON value`, error);
    }
  };

  const methods = {};
  ask("outline").split(" ").forEach((line, index) => {
    const [, operation, count, kind] = /^(\w+?)(\d)(\w)$/.exec(line);
    const parameters = Number(count);
    methods[operation] = (...given) => {
      const path = texts(Array.from({ length: parameters }, (_, at) => given[at]));
      const [first, second] = given.slice(parameters);
      if (WITH_API && (kind === "l" || kind === "r")) {
        return createList({ run, value, report, operation, index, path, wrapped: kind === "l", id: client.id, json }, first, second);
      }
      const hasBody = kind === "b";
      const options = hasBody ? second : first;
      const make = () => ask("operation", client.id(), index, [undefined, hasBody ? json("body", first) : undefined, undefined, ...path]);
      return run(make, options, (done, number) => {
        report(done, operation);
        const whole = value(done, number);
        return kind === "p" ? whole : whole?.data;
      });
    };
  });

  methods.currentUser = async (options) => {
    const me = await methods.me(options);
    // A district's token has a /me of its own kind, and no person behind it.
    if (me.type === "district") throw failure("token_refused", undefined, "district_token");
    return methods.getUser(me.id, options);
  };
  methods.request = (method, path, { query, body, ...options } = {}) =>
    run(() => ask("any", client.id(), 0, [String(method), String(path), json("query", query), json("body", body)]), options, value);

  /** Everything under way ends: with the session, or with the client. */
  const stopAll = (error) => {
    for (const flight of [...flights]) flight.stop(error);
  };
  client.closing.addEventListener("abort", () => stopAll(client.closing.reason));

  return {
    methods,
    inFlight: () => flights.size,
    abandon(reason) {
      stopAll(failure({ unauthorized: "unauthorized", expired: "session_expired" }[reason] ?? "signed_out"));
    },
    lost() {
      for (const flight of [...flights]) {
        flight.lost = true;
        flight.stop(failure("internal"));
      }
    },
    /** One attempt outside the API, with a deadline: the body of a 200, undefined for anything else. */
    async ask(url, template, token, withinMs) {
      const started = performance.now();
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), withinMs);
      const late = new Promise((resolve) => controller.signal.addEventListener("abort", () => resolve()));
      const stop = () => controller.abort();
      client.closing.addEventListener("abort", stop);
      let status = null;
      let body;
      try {
        const answer = (async () => {
          const response = await send(url, fetchInit("GET", token, undefined, controller.signal));
          status = response.status;
          if (status === 200) return response.text();
        })();
        answer.catch(() => {});
        body = await Promise.race([answer, late]);
      } catch {
        body = undefined; // no answer that a page may read
      } finally {
        clearTimeout(timer);
        client.closing.removeEventListener("abort", stop);
        controller.abort();
      }
      const code = status === null ? "network" : status === 200 ? null : "bad_request";
      notify({ method: "GET", pathTemplate: template, status, attempt: 1, durationMs: performance.now() - started, bytes: body?.length ?? 0, code });
      return body;
    },
  };
}
