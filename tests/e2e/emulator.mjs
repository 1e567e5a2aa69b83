// Clever, one process of the emulator for each case: fresh ports are fresh origins, so that no storage is shared.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const target = process.env.CARGO_TARGET_DIR ?? new URL("../../target", import.meta.url).pathname;
const binary = process.env.CLEVER_EMULATOR ?? join(target, "debug/clever-emulator");

const running = new Set();
process.on("exit", () => running.forEach((one) => one.kill()));

/** The client that an emulator knows from its start. */
export const CLIENT_ID = "c1e7e27a11d0c0de5eed";

/**
 * @param {{ app: string, mounts: Record<string, string>, options?: object }} served
 */
export async function startEmulator({ app, mounts, options }) {
  const list = Object.entries(mounts).flatMap(([prefix, folder]) => ["--mount", `${prefix}=${folder}`]);
  const more = options ? ["--options", JSON.stringify(options)] : [];
  const server = spawn(binary, ["--app", app, ...list, ...more], { stdio: ["ignore", "pipe", "inherit"] });
  running.add(server);
  const exited = once(server, "exit");
  const lines = createInterface({ input: server.stdout });
  const [line] = await Promise.race([
    once(lines, "line"),
    once(server, "error").then(([error]) => Promise.reject(error)),
    exited.then(() => Promise.reject(new Error(`${binary} ended before it was ready`))),
  ]);
  const origins = JSON.parse(line);

  async function control(method, path, body) {
    const response = await fetch(`${origins.clever}/_emulator/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  let last = null; // the journal of an emulator that was stopped

  const clever = {
    ...origins,
    isRunning: () => last === null,
    options: (changes) => control("POST", "options", changes),
    faults: (fault) => control("POST", "faults", fault),
    /** These effects on every request below a path, or on the next one. */
    fault: (path, ...effects) => clever.faults({ path, count: null, effects }),
    faultOnce: (path, ...effects) => clever.faults({ path, effects }),
    clearFaults: () => control("DELETE", "faults"),
    revoke: (persona) => control("POST", "tokens/revoke", { persona }),
    register: (client) => control("POST", "clients", client),
    /** What a client's server exchanges codes with. */
    async secret(clientId = CLIENT_ID) {
      const { clients } = await control("GET", "clients");
      return clients.find(({ client }) => client.client_id === clientId).secret;
    },
    clock: (offsetMs) => control("POST", "clock", { offset_ms: offsetMs }),
    token: async (persona, more) => (await control("POST", "token", { persona, client_id: CLIENT_ID, ...more })).access_token,
    /** What was asked, without preflights; `which` are members that an entry has to have. */
    async journal(which = {}) {
      const { entries } = last ?? (await control("GET", "journal"));
      return entries.filter((entry) =>
        entry.method !== "OPTIONS" && Object.entries(which).every(([name, value]) =>
          value instanceof RegExp ? value.test(entry[name]) : entry[name] === value));
    },
    /** The records that Clever has of a persona: `{ me, user, info }`. */
    async person(persona) {
      const headers = { Authorization: `Bearer ${await clever.token(persona)}` };
      const ask = async (path) => (await fetch(origins.api + path, { headers })).json();
      const { data: me } = await ask("/v3.1/me");
      return { me, user: (await ask(`/v3.1/users/${me.id}`)).data, info: await ask("/userinfo") };
    },
    /** Ends the process: every connection to it is refused from then on. May be called again. */
    async stop() {
      last ??= await control("GET", "journal").catch(() => ({ entries: [] }));
      server.kill();
      await exited;
      running.delete(server);
    },
  };
  return clever;
}
