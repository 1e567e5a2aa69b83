#!/usr/bin/env node
// `npx clever-wasm emulator`: Clever, local, over HTTP.
import { USAGE, read } from "./arguments.js";
import { serve } from "./server.js";

const fail = (error) => {
  console.error(`clever-wasm: ${error.message}`);
  process.exit(1); // what already listens would keep it running
};

async function main() {
  const given = read(process.argv.slice(2));
  if (given.help) return console.log(USAGE);
  const { origins, options } = await serve(given);
  if (given.json) return console.log(JSON.stringify({ ...origins, clientId: options.clientId, redirectUri: options.redirectUri }));
  console.log(`Clever, emulated: ${origins.clever} (its API: ${origins.api})`);
  if (given.app !== undefined) console.log(`Your app: ${origins.app}/`);
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
