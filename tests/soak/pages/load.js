// An hour's use of an app, compressed. Runs in Node and in pages.

/** The whole of it; `--scale` makes it less. */
export const HOUR = { calls: 100_000, logins: 1_000, switches: 1_000 };

/** What comes before the first part: as many logins as are remembered, sixteen, and a few more. */
export const BEFORE = { calls: 400, logins: 20, switches: 20 };

/**
 * One part of the hour. `enter(clever, token)` signs in; `ids` are users that the tokens reach.
 * @param {{ clever: object, enter: Function, tokens: string[], ids: string[], calls: number, logins: number, switches: number }} part
 * @returns {Promise<Record<string, number>>} how often each outcome was met
 */
export async function live({ clever, enter, tokens, ids, calls, logins, switches }) {
  const met = { settled: 0 };
  const heard = (error) => (met[error.code ?? error.message] = (met[error.code ?? error.message] ?? 0) + 1);
  const tell = (promise) => promise.then(() => void met.settled++, heard);
  const shared = new AbortController(); // as an app has one for a view
  const walk = async (limit) => {
    for await (const { id } of clever.getUsers({ limit })) if (!id) throw new Error("a record without id");
  };
  const call = (number) => {
    const id = ids[number % ids.length];
    switch (number % 50) {
      case 0: return walk(5);
      case 1: return clever.getUsers({ limit: 5 }).all({ max: 12 });
      case 2: return clever.getUsers({ limit: 3 }, { fields: ["id", "name.first"] });
      case 3: return clever.request("GET", "/v3.1/users?limit=1");
      case 4: return clever.getUser("ffffffffffffffffffffffff");
      case 5: return clever.me({ signal: AbortSignal.abort() });
      case 6: {
        const controller = new AbortController();
        const given = clever.getUser(id, { signal: controller.signal });
        setTimeout(() => controller.abort());
        return given;
      }
      case 7: return clever.getUser("");
      default: return clever.getUser(id, { signal: shared.signal });
    }
  };
  const turns = Math.max(1, logins);
  for (let turn = 0; turn < turns; turn++) {
    const offs = ["signedIn", "signedOut", "expiring"].map((event) => clever.on(event, () => {}));
    if (turn < logins) await enter(clever, tokens[turn % tokens.length]);
    const share = Math.ceil(calls / turns);
    for (let begun = 0; begun < share; begun += 20) {
      await Promise.all(Array.from({ length: Math.min(20, share - begun) }, (_, at) => tell(call(begun + at))));
    }
    // Another person at the same device, in the middle of something.
    const under = tell(clever.getUser(ids[0]));
    if (turn < switches) await enter(clever, tokens[(turn + 1) % tokens.length]);
    await under;
    await clever.handleRedirect();
    clever.diagnose();
    clever.logout();
    for (const off of offs) off();
  }
  shared.abort();
  return met;
}
