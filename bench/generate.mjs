// The clients that other people's generators make of Clever's definitions.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { document } from "./openapi.mjs";

const program = fileURLToPath(new URL("../.tools/bench/node_modules/@hey-api/openapi-ts/bin/run.js", import.meta.url));
const PLUGINS = ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk", "zod", "valibot"];

/**
 * @param {string} scratch an empty folder @param {string} node new enough for the generator
 * @returns {Promise<string>} the folder with the client
 */
export async function generate(scratch, node) {
  const [source, output] = [join(scratch, "openapi.json"), join(scratch, "generated")];
  await writeFile(source, JSON.stringify(document()));
  await promisify(execFile)(node, [program, "-i", source, "-o", output, "-s", "-p", ...PLUGINS]);
  return output;
}
