// A page that is in memory: checked records, against bare JSON.parse of the same bytes.
import { FIVE, VARIANTS, usersBody } from "../bodies.mjs";
import { answered, parse, same, unwrap } from "../client.mjs";
import { inTurns, ratio } from "../stopwatch.mjs";

/** @param {{ rounds: number }} options */
export default async function decode({ rounds }) {
  const bodies = Object.fromEntries(VARIANTS.map((variant) => [variant, usersBody(variant)]));
  let body;
  const clever = await answered(() => body);
  const users = async (variant, options) => {
    body = bodies[variant];
    return clever.getUsers({}, options);
  };
  const contenders = {};
  for (const variant of VARIANTS) {
    const { data, issues } = await users(variant);
    same(data, unwrap(parse(bodies[variant])), variant);
    if (issues.length > 0) throw new Error(`${variant}: ${JSON.stringify(issues[0])}`);
    contenders[`parse ${variant}`] = () => parse(bodies[variant]);
    contenders[variant] = () => users(variant);
  }
  for (const variant of ["ascii", "mixed"]) contenders[`five ${variant}`] = () => users(variant, { fields: FIVE });
  const times = await inTurns(contenders, { rounds, warmUp: 5 });
  const against = (name, variant) => [name, ratio(times[name], times[`parse ${variant}`])];
  return Object.fromEntries([
    ...VARIANTS.map((variant) => against(variant, variant)),
    ...["ascii", "mixed"].map((variant) => against(`five ${variant}`, variant)),
  ]);
}
