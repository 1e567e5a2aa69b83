// What the project promises of its speed and size, and what came of it.

/** `read` takes the figures of one engine; without `engines` it is not a matter of the engine. */
const BUDGETS = [
  size("the whole SDK", "clever", 32),
  size("`clever-wasm/auth`", "clever-auth", 8),
  share("10,000 users in memory, against `JSON.parse`: ASCII", "decode", "ascii", 0.6),
  share("the same, mixed alphabets", "decode", "mixed", 0.4),
  share("the same, an unknown member in each record", "decode", "unknown", 1),
  share("the same, shuffled members", "decode", "shuffled", 1),
  share("five members of each, ASCII", "decode", "five ascii", 0.25),
  share("five members of each, mixed", "decode", "five mixed", 0.25),
  share("first call of a fresh page", "first", "ascii", 1.1),
  share("`await getUsers()` over loopback, against `response.json()`: ASCII", "transfer", "ascii", 0.8),
  share("the same, mixed alphabets", "transfer", "mixed", 0.55),
  share("the same, five members, ASCII", "transfer", "five ascii", 0.58),
  share("the same, shuffled members", "transfer", "shuffled", 1),
  share("the same, an unknown member in each record", "transfer", "unknown", 1),
  budget("first record at 20 MB/s, against `response.json()` of the whole", 1 / 20, "ratio", "stream", (stream) => {
    const { iterate, json } = stream["20 MB/s"];
    return iterate.first / json.whole;
  }),
  // Milliseconds know no opponent whom the machine's other work meets as well: of the quietest round.
  budget("left after the last byte, 20 MB/s", 3, "ms", "stream", (stream) => stream["20 MB/s"].iterate.tailLeast),
  budget("longest block, 20 MB/s", 8, "ms", "stream", ({ "20 MB/s": { iterate } }) => iterate.blockCpuLeast ?? iterate.blockLeast),
  share("start-up of `clever-wasm/auth`, against oidc-client-ts", "startup", "clever-auth", 0.8),
  share("start-up of the whole SDK, against oidc-client-ts", "startup", "clever", 1),
];

function budget(what, goal, unit, measure, read) {
  return { what, goal, unit, measure, read };
}

/** A ratio: of CPU time where that is known, else of the clock's. */
function share(what, measure, name, goal) {
  return budget(what, goal, "ratio", measure, (figures) => figures[name].cpu ?? figures[name].ratio);
}

function size(what, name, goal) {
  return budget(`${what}, brotli`, goal, "KB", "sizes", (figures) => figures[name].brotli / 1000);
}

/**
 * @param {Record<string, Record<string, object>>} measures by name and engine
 * @returns {{ what: string, goal: number, unit: string, seen: Record<string, number>, held: boolean }[]}
 */
export function judge(measures) {
  return BUDGETS.filter(({ measure }) => measures[measure]).map(({ what, goal, unit, measure, read }) => {
    const seen = Object.fromEntries(Object.entries(measures[measure]).map(([engine, figures]) => [engine, read(figures)]));
    return { what, goal, unit, seen, held: Object.values(seen).every((value) => value <= goal) };
  });
}
