// Calls with credentials that the caller holds: the browser client's own machine without its sign-in half. Nobody's
// session is in the module, so nothing of it can be stored, shared with another client, or reached from a page.
import { createCalls } from "../driver/calls.js";
import { ask, askJson, failure, onReopen } from "../driver/wasm.js";
import { createWire, own } from "../driver/wire.js";
import { redacting } from "./redaction.js";
import { requireFunction } from "./words.js";

const OPTIONS = ["apiVersion", "apiUrl", "timeoutMs", "retry", "validation"];
const FUNCTIONS = ["fetch", "onRequest", "onInvalid"];
/** What the module wants of every client, and the calls of one without sign-in never use. */
const UNUSED = { clientId: "server", redirectUri: "https://localhost/" };
const NEW_TOKEN = "Use a current token: a person signs in again; a district's may change when it authorises the app again, see listTokens().";

/** Every channel that is in use, by its place; held weakly, as a server may make one for each request and forget it. */
const places = new Set();
const forgotten = typeof FinalizationRegistry === "function" ? new FinalizationRegistry(leave) : undefined;
let reopening;

/** A channel's number in the module. It must hold nothing of the channel, or nobody could forget that. */
function join(client, id) {
  const place = { id, client: typeof WeakRef === "function" ? new WeakRef(client) : { deref: () => client } };
  reopening ??= onReopen(() => {
    for (const place of places) {
      const client = place.client.deref();
      // Its old number may be another's in the fresh instance.
      if (client) client.reopen();
      else places.delete(place);
    }
  });
  places.add(place);
  forgotten?.register(client, place);
  return place;
}

function leave(place) {
  if (places.delete(place)) ask("shut", place.id);
}

/**
 * @param {{ options: object, scheme: "Bearer" | "Basic", credentials: string, secrets: readonly string[],
 *   heard?: (refusal: unknown) => void }} given
 */
export function createChannel({ options, scheme, credentials, secrets, heard = () => {} }) {
  const given = { ...UNUSED };
  for (const name of OPTIONS) given[name] = options[name];
  // Read here, as the driver does: what a getter throws inside the module would end the calls of every client.
  if (typeof given.retry === "object" && !Array.isArray(given.retry)) given.retry = own(given.retry);
  const functions = {};
  for (const name of FUNCTIONS) functions[name] = requireFunction(name, options[name]);
  const send = (url, init) => (functions.fetch ?? globalThis.fetch)(url, init);
  const authorised = (url, init) => {
    init.headers.Authorization = `${scheme} ${credentials}`;
    return send(url, init);
  };

  const open = () => Number(ask("open", 0, 0, [], given));
  let place;
  const id = open();
  const closing = new AbortController();
  const client = {
    id: () => place.id,
    given: { ...functions, fetch: redacting(authorised, secrets, heard) },
    config: askJson("describe", id),
    seat: { record: () => null, reason: () => null },
    closing: closing.signal,
    open: () => {
      if (closing.signal.aborted) throw closing.signal.reason;
      // Where the last call trapped, the module starts again now, and not once this channel's old number was read.
      ask("forget");
    },
    session: () => ({ accessToken: () => credentials }),
    unauthorized: (_, error) => {
      error.hint = NEW_TOKEN;
    },
  };
  const calls = createCalls(client, createWire(client));
  client.reopen = () => {
    place.id = open();
    calls.lost();
  };
  place = join(client, id);

  return {
    config: client.config,
    methods: calls.methods,
    close() {
      if (closing.signal.aborted) return;
      closing.abort(failure("client_closed"));
      leave(place);
    },
  };
}
