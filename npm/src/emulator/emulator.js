// createEmulator: the core, and what tests want of it.
import { createAddresses } from "./address.js";
import { createClock } from "./clock.js";
import { createCore } from "./core.js";
import { EmulatorError, requireGlobals } from "./error.js";
import { createNetwork } from "./network.js";
import { createRecords } from "./records.js";
import { createRoute } from "./route.js";
import { createSignIn } from "./signin.js";
import { fromRust, sentence, toRust } from "./spelling.js";

const NOTHING = new Uint8Array();

/** Nothing where it is no address: what is wrong with it is the core's to say. */
function originOf(address) {
  try {
    return new URL(address).origin;
  } catch {
    return undefined;
  }
}

/** The options as the core takes them. */
function coreOptions({ district = {}, clientId, redirectUri, clients, origins, ...behaviour }) {
  const { users, seed, ...unknown } = district;
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) throw new EmulatorError("invalid_option", `district has no \`${stranger}\`: it has \`users\` and \`seed\``);
  const own = clientId !== undefined || redirectUri !== undefined;
  if (own && clients !== undefined) throw new EmulatorError("invalid_option", "either clientId and redirectUri, or clients");
  if (clientId !== undefined && typeof clientId !== "string") throw new EmulatorError("invalid_option", "`clientId` must be a string");
  const redirectUris = redirectUri === undefined ? undefined : [redirectUri].flat();
  if (redirectUris?.length === 0) throw new EmulatorError("invalid_option", "redirectUri is an empty list: leave it out, or name where the app is sent back to");
  if (!(redirectUris ?? []).every((uri) => typeof uri === "string")) throw new EmulatorError("invalid_option", "`redirectUri` must be a string or a list of strings, such as \"http://localhost:5173/callback\"");
  const registered = own ? [{ clientId, redirectUris }] : clients;
  // Where its pages are is told by where people are sent back to.
  const app = origins?.app ?? originOf(redirectUris?.[0]);
  return toRust({ ...behaviour, users, seed, clients: registered, origins: { ...origins, app } });
}

/** @param {() => WebAssembly.Module} load @param {object} given */
export function createEmulator(load, given = {}) {
  requireGlobals();
  const { now, faults: firstFaults = [], elsewhere, ...rest } = given;
  const core = createCore(load());
  const { clock, ...time } = createClock(now);
  const options = JSON.stringify(coreOptions(rest));
  const wrong = core.open(options);
  if (wrong !== undefined) throw new EmulatorError("invalid_option", sentence(wrong, options));

  const ask = (head, body = NOTHING) => core.handle(head, body, clock.now());

  /** One of the control endpoints; what it refuses is the test's fault. */
  function control(method, path, body, code = "invalid_option") {
    const head = { origin: "clever", method, target: `/_emulator/${path}`, headers: [] };
    const given = body === undefined ? "" : JSON.stringify(body);
    const { status, body: bytes } = ask(head, new TextEncoder().encode(given));
    const answer = JSON.parse(new TextDecoder().decode(bytes));
    if (status >= 400) throw new EmulatorError(code, sentence(answer.message, given));
    return answer;
  }

  const behaviour = () => fromRust(control("GET", "options"));
  let addresses;
  let links;
  const look = () => {
    addresses = createAddresses(behaviour().origins);
    links = control("GET", "configuration");
  };

  const personas = () => fromRust(control("GET", "personas").personas);
  function persona(key) {
    const all = personas();
    const found = all.find((one) => one.key === key);
    if (!found) throw new EmulatorError("unknown_persona", `there is no persona \`${key}\`: there are ${all.map((one) => one.key).join(", ")}`);
    return found;
  }

  const faults = Object.freeze({
    add: (...several) => void control("POST", "faults", toRust(several.flat())),
    once: (path, ...effects) => faults.add({ path, effects }),
    always: (path, ...effects) => faults.add({ path, count: null, effects }),
    clear: () => void control("DELETE", "faults"),
    waiting: () => fromRust(control("GET", "faults").faults),
  });
  faults.add(firstFaults);
  look();

  const { launchFrom, ...signIn } = createSignIn(ask, () => addresses, persona);
  const network = createNetwork(ask, () => addresses, elsewhere);

  return Object.freeze({
    get options() {
      const { clientId, redirectUri, authorizeUrl, tokenInfoUrl, apiUrl } = links;
      return { clientId, redirectUri, authorizeUrl, tokenInfoUrl, apiUrl, fetch: network.fetch };
    },
    get origins() {
      return behaviour().origins;
    },
    get districtId() {
      return links.districtId;
    },
    get personas() {
      return personas();
    },
    persona,
    ...network,
    ...signIn,
    launchFromPortal: (key, { clientId = links.clientId } = {}) => launchFrom("portal", key, { ...links, clientId }),
    launchFromInstantLogin: (key, { clientId = links.clientId } = {}) => launchFrom("instant_login", key, { ...links, clientId }),
    ...createRoute(ask, () => addresses),
    mint: (key, { kind, clientId = links.clientId } = {}) =>
      control("POST", "token", { persona: persona(key).key, kind, client_id: clientId }).access_token,
    revoke: (key) => control("POST", "tokens/revoke", { persona: key === undefined ? null : persona(key).key }).revoked,
    records: createRecords(control),
    faults,
    clock,
    journal({ since = 0, preflights = false } = {}) {
      const { entries } = control("GET", `journal?since=${since}`);
      return fromRust(entries.filter(({ method }) => preflights || method !== "OPTIONS"));
    },
    get behaviour() {
      return behaviour();
    },
    behave(changes) {
      control("POST", "options", coreOptions(changes));
      look();
    },
    register(client) {
      control("POST", "clients", toRust(client));
      look();
    },
    clientSecret(clientId = links.clientId) {
      const found = control("GET", "clients").clients.find(({ client }) => client.client_id === clientId);
      if (!found) throw new EmulatorError("invalid_option", "clientId is none of the registered ones");
      return found.secret;
    },
    reset() {
      control("POST", "reset");
      time.reset();
      faults.add(firstFaults);
      look();
    },
    save: () => JSON.stringify({ clock: time.save(), state: core.save() }),
    restore(saved) {
      let whole;
      try {
        whole = JSON.parse(saved);
      } catch (error) {
        throw new EmulatorError("invalid_option", "what is restored is what save() gave");
      }
      const wrong = core.restore(String(whole?.state));
      if (wrong !== undefined) throw new EmulatorError("invalid_option", `what is restored is what save() gave: ${sentence(wrong)}`);
      time.restore(whole.clock);
      look();
    },
  });
}
