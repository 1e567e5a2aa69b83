// The command line.
import { statSync } from "node:fs";
import { parseArgs } from "node:util";

export const USAGE = `npx clever-wasm emulator [options]: Clever, local, on three loopback origins

  --app DIR            static files of your app, served at the app's origin
  --no-spa             no index.html for unknown paths without extension
  --port N             the app's port; default 8080, or the next that is free. Clever and its API take the next two
  --clever-port N      likewise for Clever
  --api-port N         likewise for its API. A port that is named and taken is an error; 0 is any free one
  --redirect-uri URL   where your app runs, if something else serves it, such as http://localhost:5173/callback:
                       absolute, https, or http on this machine; repeatable, the first is the primary one. Without
                       --app or --port its port is left alone, and Clever and its API are at 8081 and 8082
  --client-id ID       your app's client id
  --users N            people in the district, 10 to 1000000 (1200)
  --seed N             another district and other tokens (1)
  --options JSON       what createEmulator of clever-wasm/emulator takes
  --json               one line of JSON instead of text, once it listens
  --verbose            one line a request on stderr
  -v, --version        the package's version
  -h, --help           this

The app is at localhost, Clever and its API at 127.0.0.1: other sites, as in life. What runs is told on stdout, whatever
else there is to say on stderr; what cannot be done ends it with 1. Tests steer it at Clever's origin, below /_emulator/.`;

const text = { type: "string" };
const flag = { type: "boolean" };
const OPTIONS = {
  app: text, "no-spa": flag, port: text, "clever-port": text, "api-port": text,
  "redirect-uri": { type: "string", multiple: true }, "client-id": text,
  users: text, seed: text, options: text, json: flag, verbose: flag, help: { type: "boolean", short: "h" }, version: { type: "boolean", short: "v" },
};

/** A whole number, or nothing where there is none. */
function number(values, name, most) {
  const given = values[name];
  if (given === undefined) return undefined;
  if (!/^\d+$/.test(given) || Number(given) > most) throw new Error(`--${name} takes a whole number up to ${most}, not ${given}`);
  return Number(given);
}

/** What `--options` says. */
function behaviour(text) {
  let given;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new Error(`--options takes JSON: ${error.message}`);
  }
  if (given === null || typeof given !== "object" || Array.isArray(given)) throw new Error("--options takes an object as JSON");
  return given;
}

/** The folder that is to be served. */
function folder(name) {
  if (name !== undefined && !statSync(name, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`--app takes a folder, and ${JSON.stringify(name)} is none`);
  return name;
}

function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    if (error.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") throw error;
    // Node goes on about positional arguments, of which there are none to take.
    throw new Error(`${error.message.replace(/\. To specify .*/s, "")} (--help lists them)`);
  }
}

/** @param {string[]} words */
export function read(words) {
  const { values, positionals } = parse(words);
  if (values.version) return { version: true };
  if (values.help || positionals.length === 0) return { help: true };
  if (positionals.length > 1 || positionals[0] !== "emulator") throw new Error(`no such command: ${positionals.join(" ")} (there is: emulator)`);
  const emulator = behaviour(values.options ?? "{}");
  const users = number(values, "users", 1_000_000);
  const seed = number(values, "seed", Number.MAX_SAFE_INTEGER);
  const district = { ...emulator.district, ...(users !== undefined && { users }), ...(seed !== undefined && { seed }) };
  return {
    app: folder(values.app),
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
