// A whole district under faults: each record once and in order, or a typed error from which the rest can be had.
// `CLEVER_E2E_RECORDS=100000` walks a large one; `CLEVER_E2E_SEED=n` draws other faults, the same each time.
import assert from "node:assert/strict";

const RECORDS = Number(process.env.CLEVER_E2E_RECORDS ?? 3000);
const SEED = Number(process.env.CLEVER_E2E_SEED ?? 20_261_124);
const PAGE = RECORDS > 10_000 ? 250 : 30;
/** Requests in a hundred that meet a fault. */
const FAULTY = 30;

/** Whole numbers below a bound, drawn from a seed: mulberry32. */
function draws(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What may become of an answer; `draw` settles how. Only the last three are beyond retrying. */
const EFFECTS = [
  (draw) => ({ kind: "status", status: [500, 502, 503, 504][draw(4)] }),
  (draw) => ({ kind: "status", status: [502, 503][draw(2)], cors: false }),
  () => ({ kind: "status", status: 429 }),
  () => ({ kind: "drop" }),
  (draw) => ({ kind: "truncate", at: draw(PAGE * 900) }),
  (draw) => ({ kind: "latency", ms: draw(60) }),
  (draw) => ({ kind: "drip", chunk: 8192 + draw(60_000), every_ms: 1 + draw(4) }),
  () => ({ kind: "shuffle_keys" }),
  () => ({ kind: "unknown_members" }),
  () => ({ kind: "html" }),
  () => ({ kind: "empty_body" }),
  () => ({ kind: "redirect", location: "http://127.0.0.1:9/v3.1/users" }),
];

/** `[number of the request, effects]`, from the last to the first. */
function plan(requests) {
  const draw = draws(SEED);
  const faults = [];
  for (let number = 0; number < requests; number++) {
    if (draw(100) < FAULTY) faults.unshift([number, [EFFECTS[draw(EFFECTS.length)](draw)]]);
  }
  return faults;
}

/** Every id as Clever lists them, asked for without the SDK and without faults. */
async function listed(scene, token) {
  const ids = [];
  for (let after = ""; ; after = `&starting_after=${ids.at(-1)}`) {
    const answer = await fetch(`${scene.clever.api}/v3.1/users?limit=10000${after}`, { headers: { Authorization: `Bearer ${token}` } });
    const { data } = await answer.json();
    if (data.length === 0) return ids;
    ids.push(...data.map(({ data: { id } }) => id));
  }
}

export default {
  [`${FAULTY} in a hundred answers are faulty: every record once, in order, going on from each error's cursor`]: {
    emulator: { users: RECORDS, rate_limit_per_minute: 1_000_000_000 },
    stage: { options: { retry: { attempts: 3, maxDelayMs: 5 }, timeoutMs: 10_000 } },
    patienceMs: 45_000 + RECORDS * 12,
    async run(scene) {
      const token = await scene.clever.token("explorer");
      const wanted = await listed(scene, token);
      assert.ok(wanted.length >= RECORDS * 0.9, `${wanted.length} records`);
      const faults = plan(Math.ceil((wanted.length / PAGE) * 2));
      const tab = await scene.openApp();
      await tab.run((given) => app.enter(given).then(() => null), token);
      // In this order each counts every request down to its own.
      for (const [skip, effects] of faults) await scene.clever.faults({ path: "/v3.1/users", skip, count: 1, effects });
      await tab.run((limit) => {
        const walk = { ids: [], codes: {}, resumed: 0, over: false };
        app.walk = walk;
        (async () => {
          let cursor;
          let taken = 0; // of the page that begins there
          for (;;) {
            let seen = 0;
            try {
              for await (const { id } of clever.getUsers({ limit, starting_after: cursor })) if (++seen > taken) walk.ids.push(id);
              return;
            } catch (error) {
              walk.codes[error.code] = (walk.codes[error.code] ?? 0) + 1;
              if (!isCleverError(error)) throw error;
              const delivered = error.delivered ?? 0;
              taken = error.cursor === cursor ? Math.max(taken, delivered) : delivered;
              cursor = error.cursor;
              walk.resumed += 1;
            }
          }
        })().catch((error) => (walk.failure = String(error?.stack ?? error))).finally(() => (walk.over = true));
      }, PAGE);
      await scene.until(() => tab.run(() => app.walk.over), "for the walk to end", this.patienceMs);
      const { ids, codes, resumed, failure } = await tab.run(() => app.walk);
      const asked = await scene.clever.journal({ path: "/v3.1/users", origin: "api" });
      console.log(`  seed ${SEED}: ${ids.length} records, ${asked.length} requests, ${faults.length} faults planned, resumed ${resumed} times: ${JSON.stringify(codes)}`);
      assert.equal(failure ?? null, null);
      assert.equal(ids.length, wanted.length);
      assert.equal(ids.findIndex((id, index) => id !== wanted[index]), -1);
      assert.ok(resumed > 0, "some faults were beyond retrying");
      for (const code of Object.keys(codes)) assert.match(code, /^(network|server_error|rate_limited|invalid_response|unexpected_redirect)$/);
    },
  },
};
