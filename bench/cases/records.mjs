// Every record type that Clever lists, against bare JSON.parse of the same bytes.
import { encode } from "../bodies.mjs";
import { answered, parse, same, unwrap } from "../client.mjs";
import { LISTS, recordsPage } from "../pages.mjs";
import { inTurns, ratio } from "../stopwatch.mjs";

const ROWS = 3_000;

/** @param {{ rounds: number }} options */
export default async function records({ rounds }) {
  let body;
  const clever = await answered(() => body);
  const contenders = {};
  for (const [record, { ask }] of Object.entries(LISTS)) {
    const bytes = encode(recordsPage(record, ROWS));
    body = bytes;
    const { data, issues } = await ask(clever);
    same(data, unwrap(parse(bytes)), record);
    if (issues.length > 0) throw new Error(`${record}: ${JSON.stringify(issues[0])}`);
    contenders[`parse ${record}`] = () => parse(bytes);
    contenders[record] = () => ((body = bytes), ask(clever));
  }
  const times = await inTurns(contenders, { rounds });
  return Object.fromEntries(Object.keys(LISTS).map((record) => [record, ratio(times[record], times[`parse ${record}`])]));
}
