// The same page through JSON.parse and a validator with a schema as strict as ours.
import { usersBody } from "../bodies.mjs";
import { answered, parse, same, unwrap } from "../client.mjs";
import { inTurns, ratio } from "../stopwatch.mjs";
import { validators } from "../validators.mjs";

/** @param {{ rounds: number }} options */
export default async function compare({ rounds }) {
  const checks = validators("User");
  const result = {};
  for (const variant of ["ascii", "mixed"]) {
    const bytes = usersBody(variant);
    const clever = await answered(() => bytes);
    const contenders = { bare: () => parse(bytes), "clever-wasm": () => clever.getUsers() };
    for (const [library, check] of Object.entries(checks)) {
      same(unwrap(check(parse(bytes))), unwrap(parse(bytes)), library);
      contenders[library] = () => check(parse(bytes));
    }
    const broken = parse(bytes);
    broken.data[17].data.name.first = 17;
    for (const [library, check] of Object.entries(checks)) {
      if (accepts(check, broken)) throw new Error(`${library} lets a wrong type through`);
    }
    const times = await inTurns(contenders, { rounds });
    for (const name of ["clever-wasm", ...Object.keys(checks)]) result[`${name} ${variant}`] = ratio(times[name], times.bare);
  }
  return result;
}

function accepts(check, page) {
  try {
    check(page);
    return true;
  } catch {
    return false;
  }
}
