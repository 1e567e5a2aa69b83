#!/usr/bin/env node
// `npx clever-wasm emulator`: Clever, local, over HTTP.
import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { USAGE, read } from "./arguments.js";
import { serve } from "./server.js";

/** This program lies in `dist/`, beside which the manifest is; what was started may be a link to it. */
const version = () => JSON.parse(readFileSync(join(realpathSync(process.argv[1]), "../../package.json"), "utf8")).version;

const fail = (error) => {
  console.error(`clever-wasm: ${error.message}`);
  process.exit(1); // what already listens would keep it running
};

async function main() {
  const given = read(process.argv.slice(2));
  if (given.version) return console.log(version());
  if (given.help) return console.log(USAGE);
  const { origins, options, taken } = await serve(given);
  for (const told of taken) console.error(`clever-wasm: ${told}`);
  if (given.json) return console.log(JSON.stringify({ ...origins, clientId: options.clientId, redirectUri: options.redirectUri }));
  console.log(`Clever, emulated: ${origins.clever} (its API: ${origins.api})`);
  if (given.app !== undefined) console.log(`Your app: ${origins.app}/`);
  else if (!given.emulator.redirectUri && !given.emulator.clients) console.log("Your app: none; --app DIR serves one, --redirect-uri URL says where it runs");
  console.log(`
createClever({
  clientId: ${JSON.stringify(options.clientId)},
  redirectUri: ${JSON.stringify(options.redirectUri)},
  authorizeUrl: ${JSON.stringify(options.authorizeUrl)},
  apiUrl: ${JSON.stringify(options.apiUrl)},
});

Ctrl-C ends it.`);
}

main().catch(fail);
