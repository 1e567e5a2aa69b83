// What can be measured, by the name that `cargo xtask bench NAME` takes.
import { brotliSize } from "./bundle.mjs";
import { PER_PAGE } from "./server.mjs";
import { ratio, summary } from "./stopwatch.mjs";

const SIZED = ["clever", "clever-auth", "oidc-client-ts", "auth0-spa-js", "msal-browser", "supabase-js", "octokit", "openapi-fetch", "hey-api",
  "zod-openapi-fetch", "valibot-openapi-fetch", "zod-hey-api-oidc"];
const STARTED = ["clever", "clever-auth", "oidc-client-ts", "auth0-spa-js", "msal-browser"];

/** A case that runs in one page or process. @param {string} name @param {(rounds: number) => number} [fewer] */
const inPlace = (name, fewer = (rounds) => rounds) => ({
  async each({ engine, bundled, rounds, pages }) {
    await bundled(`cases/${name}.mjs`, name, "esm");
    return engine.run(name, { rounds: fewer(rounds), users: pages * PER_PAGE });
  },
});

const third = (rounds) => Math.ceil(rounds / 3);

export const measures = {
  sizes: {
    async once({ bundled }) {
      const sizes = {};
      for (const name of SIZED) {
        const text = await bundled(`apps/${name}.mjs`, name, "iife");
        sizes[name] = { raw: Buffer.byteLength(text), brotli: brotliSize(text) };
      }
      return sizes;
    },
  },
  decode: inPlace("decode"),
  transfer: inPlace("transfer"),
  first: {
    async each({ engine, bundled, rounds }) {
      await bundled("cases/first-call.mjs", "first-call", "esm");
      const times = await inTurn(["clever", "parse"], rounds, (contender) => engine.run("first-call", { contender }));
      return { ascii: ratio(summary(times.clever), summary(times.parse)) };
    },
  },
  stream: inPlace("stream", third),
  startup: {
    async each({ engine, bundled, rounds }) {
      if (!engine.isBrowser) return undefined; // these are libraries for pages
      await bundled("cases/startup.mjs", "startup", "esm");
      for (const name of STARTED) await bundled(`apps/${name}.mjs`, name, "iife");
      const times = await inTurn(STARTED, rounds, (app) => engine.run("startup", { app }));
      const other = summary(times["oidc-client-ts"]);
      return Object.fromEntries(STARTED.map((name) => [name, ratio(summary(times[name]), other)]));
    },
  },
  validators: inPlace("validators"),
  records: inPlace("records"),
  paging: inPlace("paging", (rounds) => Math.ceil(rounds / 5)),
};

/** Each in something fresh, in turns. */
async function inTurn(names, rounds, run) {
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const time = await run(name);
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}
