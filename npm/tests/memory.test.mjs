// S48, S80: the module's memory: where it may not grow, and what is left in it.
import assert from "node:assert/strict";
import test from "node:test";
import { layTraps } from "../../tests/e2e/pages/traps.js";
import { TOKEN, failure, json, signIn, signedIn, user } from "./clever.mjs";

const traps = layTraps({ growth: 2 }); // 128 KiB

/** A record of so many bytes: the module keeps all of it until it is whole. */
const record = (bytes) => json({ data: { ...user("a"), email: "x".repeat(bytes) } });

/** Twenty answers in pieces of that size; what becomes of the calls. */
async function crowd(bytes, piece) {
  const text = new TextEncoder().encode(JSON.stringify({ data: { ...user("a"), email: "x".repeat(bytes) } }));
  const { clever } = await signedIn(() => {
    let at = 0;
    const pull = (controller) => (at < text.length ? controller.enqueue(text.subarray(at, (at += piece))) : controller.close());
    return new Response(new ReadableStream({ pull }), { headers: { "content-type": "application/json" } });
  });
  const { session } = clever;
  const errors = await Promise.all(Array.from({ length: 20 }, (_, at) => failure(() => clever.getUser(`u${at}`))));
  assert.equal(clever.session, session);
  assert.equal(session.accessToken(), TOKEN);
  assert.equal(clever.diagnose().requestsInFlight, 0);
  clever.close();
  return new Set(errors.map(({ code, reason }) => [code, reason].filter(Boolean).join()));
}

const nextCallWorks = async () => assert.equal((await (await signedIn(() => record(10))).clever.getUser("a")).email.length, 10);

test("S80 a body that finds no room in pieces: a typed error for each, and the next call works", async () => {
  const instances = Math.max(1, traps.memories.length);
  assert.deepEqual([...(await crowd(1_500_000, 16_384))], ["invalid_response,too_large"]);
  assert.equal(traps.memories.length, instances, "that is no trap");
  await nextCallWorks();
});

test("S80 memory that may not grow for a single piece: a trap, twenty calls settle, the next call works", async () => {
  const instances = traps.memories.length;
  const met = await crowd(1_500_000, 1_500_000);
  assert.ok(met.has("internal") && [...met].every((one) => /^(internal|invalid_response,too_large)$/.test(one)), [...met].join(" "));
  assert.ok(traps.memories.length > instances, "the refused growth was a trap");
  await nextCallWorks();
});

test("S48 after a sign-out the token is not in the module's memory", async () => {
  const { clever } = await signedIn(() => json({ data: user("a") }));
  await signIn(clever);
  await clever.getUser("a");
  const memory = traps.memories.at(-1);
  const found = () => Buffer.from(memory.buffer).includes(TOKEN);
  clever.logout();
  clever.close();
  assert.equal(found(), false);
});

test("S48 a token that reads like a text of the module's own, or like nothing much, takes nothing else with it", async () => {
  const { clever } = await signedIn((url) => json(url.includes("?") ? { data: [{ data: user("a") }], links: [] } : { data: user("a") }));
  const known = clever.diagnose();
  for (const token of ["u", "a", "0", "code", "unsupported_token_type", "state_unknown", "audience_unverified", "Authorization", "AAAAAAAAAAAAAAAAAAAA"]) {
    await signIn(clever, token);
    clever.logout();
    assert.equal((await failure(() => clever.me())).code, "not_signed_in");
    assert.deepEqual(Object.keys(clever.diagnose()), Object.keys(known));
    assert.match(clever.loginUrl({ appState: { token } }), /^https:\/\/clever\.com\/oauth\/authorize\?response_type=token&/);
    await assert.rejects(clever.handleRedirect("https://app.example/callback#access_token=x&token_type=mac&state=rforged"), { code: "state_mismatch" });
    await signIn(clever);
    assert.equal((await clever.getUser("a")).id, "a");
  }
});
