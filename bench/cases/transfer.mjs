// End to end: from a request over loopback to the records, against `await response.json()` of an equal answer.
import { FIVE, VARIANTS } from "../bodies.mjs";
import { same, signedIn, unwrap } from "../client.mjs";
import { inTurns, ratio } from "../stopwatch.mjs";

/** @param {{ rounds: number, origin: string }} options */
export default async function transfer({ rounds, origin }) {
  const ask = (variant) => fetch(`${origin}/bodies/${variant}/v3.1/users`, { cache: "no-store" });
  const contenders = { "body alone ascii": async () => (await ask("ascii")).arrayBuffer(), "body alone mixed": async () => (await ask("mixed")).arrayBuffer() };
  for (const variant of VARIANTS) {
    const clever = await signedIn({ apiUrl: `${origin}/bodies/${variant}` });
    same((await clever.getUsers()).data, unwrap(await (await ask(variant)).json()), variant);
    contenders[`json ${variant}`] = async () => (await ask(variant)).json();
    contenders[variant] = () => clever.getUsers();
    if (variant === "ascii" || variant === "mixed") contenders[`five ${variant}`] = () => clever.getUsers({}, { fields: FIVE });
  }
  const times = await inTurns(contenders, { rounds });
  const names = [...VARIANTS, "five ascii", "five mixed", "body alone ascii", "body alone mixed"];
  return Object.fromEntries(names.map((name) => [name, ratio(times[name], times[`json ${name.split(" ").at(-1)}`])]));
}
