// The command line.
import { parseArgs } from "node:util";

export const USAGE = `npx clever-wasm emulator [options]: Clever, local, on three loopback origins

  --app DIR            static files of your app, served at the app's origin
  --no-spa             no index.html for unknown paths without extension
  --port N             the app's port; default 8080, or the next that is free. Clever and its API take the next two
  --clever-port N      likewise for Clever
  --api-port N         likewise for its API
  --redirect-uri URL   where your app runs, if something else serves it, such as http://localhost:5173/callback;
                       repeatable, the first is the primary one
  --client-id ID       your app's client id
  --users N            people in the district, 10 to 1000000 (1200)
  --seed N             another district and other tokens (1)
  --options JSON       what createEmulator of clever-wasm/emulator takes
  --json               one line of JSON instead of text, once it listens
  --verbose            one line a request on stderr

Port 0 is any free port. Tests steer it at Clever's origin, below /_emulator/.`;

const text = { type: "string" };
const flag = { type: "boolean" };
const OPTIONS = {
  app: text, "no-spa": flag, port: text, "clever-port": text, "api-port": text,
  "redirect-uri": { type: "string", multiple: true }, "client-id": text,
  users: text, seed: text, options: text, json: flag, verbose: flag, help: { type: "boolean", short: "h" },
};

/** A whole number, or nothing where there is none. */
function number(values, name, most) {
  const given = values[name];
  if (given === undefined) return undefined;
  if (!/^\d+$/.test(given) || Number(given) > most) throw new Error(`--${name} takes a whole number up to ${most}, not ${given}`);
  return Number(given);
}

/** @param {string[]} words */
export function read(words) {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (values.help || positionals.length === 0) return { help: true };
  if (positionals.length > 1 || positionals[0] !== "emulator") throw new Error(`no such command: ${positionals.join(" ")} (there is: emulator)`);
  let emulator;
  try {
    emulator = JSON.parse(values.options ?? "{}");
  } catch (error) {
    throw new Error(`--options takes JSON: ${error.message}`);
  }
  const users = number(values, "users", 1_000_000);
  const seed = number(values, "seed", Number.MAX_SAFE_INTEGER);
  const district = { ...emulator.district, ...(users !== undefined && { users }), ...(seed !== undefined && { seed }) };
  return {
    app: values.app,
    spa: !values["no-spa"],
    ports: { app: number(values, "port", 65_535), clever: number(values, "clever-port", 65_535), api: number(values, "api-port", 65_535) },
    json: values.json ?? false,
    verbose: values.verbose ?? false,
    emulator: {
      ...emulator,
      district,
      ...(values["client-id"] !== undefined && { clientId: values["client-id"] }),
      ...(values["redirect-uri"] && { redirectUri: values["redirect-uri"] }),
    },
  };
}
