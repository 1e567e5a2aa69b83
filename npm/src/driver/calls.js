// Performing calls: the Rust machine says what to send, how long to wait, what failed; this does it.
import { createList } from "./list.js";
import { createFlight } from "./flight.js";
import { ask, failure, refusal, text } from "./wasm.js";
import { check, ended, tell, whenAborted, own } from "./wire.js";

const MOST_IN_FLIGHT = 6;

export function createCalls(client, { send, notify, bearer }) {
  const { seat, given, config } = client;
  const flights = new Set();
  const waiting = [];
  let free = MOST_IN_FLIGHT;

  const slots = {
    take: () => (free > 0 ? (free--, undefined) : new Promise((resolve) => waiting.push(resolve))),
    give: () => (waiting.length ? waiting.shift()() : void free++),
  };
  /**
   * Runs one call to its end. `make` makes it in the module, `read` takes the result out; `receive` says what becomes of
   * a list's records.
   * @template T
   * @param {() => number} make @param {(done: unknown[], number: number) => T} read
   */
  async function run(make, options, read, ahead, receive) {
    client.open();
    const { signal, timeoutMs = config.timeoutMs } = check(options);
    const number = Number(make());
    let flight;
    try {
      const token = bearer();
      const record = seat.record();
      flight = createFlight({ number, token, timeoutMs, send, slots, notify, ahead, records: receive?.(number) });
      flights.add(flight);
      const unheed = whenAborted(signal, () => flight.stop(failure("cancelled", signal.reason)));
      try {
        return read(await flight.perform(), number);
      } catch (error) {
        if (error.code === "unauthorized") client.unauthorized(record, error);
        throw error;
      } finally {
        unheed();
      }
    } finally {
      flights.delete(flight);
      if (!flight?.lost) ask("forget", number);
    }
  }

  /** The body as a value. What the module has checked is parsed by the platform. */
  const value = (_, number) => {
    const [at, length] = ask("body", number).split(" ").map(Number);
    return length ? JSON.parse(text(at, length)) : undefined;
  };

  function report([found], operation) {
    const issues = found.map(([path, reason]) => Object.freeze({ path, reason, operation }));
    for (const issue of issues) tell(given.onInvalid, issue);
    return Object.freeze(issues);
  }

  const texts = (values) => values.map((entry) => (typeof entry === "string" ? entry : ""));
  const json = (name, entry) => {
    if (entry === undefined || entry === null) return undefined;
    try {
      // NaN would become null, and null is left out: as text it is refused, or Clever says what is wrong with it.
      return JSON.stringify(entry, (_, value) => (typeof value === "number" && !isFinite(value) ? String(value) : value));
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
      if (kind === "l" || kind === "r") {
        return createList({ run, report, operation, index, path, client, json }, first, second);
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
  methods.request = async (method, path, init) => {
    const { query, body } = own(init);
    return run(() => ask("any", client.id(), 0, [String(method), String(path), json("query", query), json("body", body)]), init, value);
  };

  /** Everything under way ends: with the session, or with the client. */
  const stopAll = (error) => {
    for (const flight of [...flights]) flight.stop(error);
  };
  whenAborted(client.closing, () => stopAll(client.closing.reason));

  return {
    methods,
    inFlight: () => flights.size,
    abandon(reason) {
      stopAll(ended(reason));
    },
    lost() {
      for (const flight of [...flights]) {
        flight.lost = true;
        flight.stop(failure("internal"));
      }
    },
  };
}
