// S45–S47: one token goes through everything that can fail, and is found nowhere but in the Authorization header.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { inspect } from "node:util";
import { Script } from "node:vm";
import { layTraps } from "../../tests/e2e/pages/traps.js";
import { CALLBACK, TOKEN, client, failure, json, page, signIn, user } from "./clever.mjs";

const traps = layTraps();
/** Everything that anybody was shown: `[where, text]`. */
const shown = [];
const show = (where, value) => {
  const views = [() => inspect(value, { depth: 12, showHidden: true, getters: true }), () => JSON.stringify(value), () => String(value), () => JSON.stringify(Object.getOwnPropertyDescriptors(value)), () => inspect(structuredClone(value))];
  for (const view of views) {
    try {
      shown.push([where, view() ?? ""]);
    } catch {
      // Not every value has every view: a function cannot be cloned.
    }
  }
  if (value instanceof Error) {
    shown.push([where, `${value.message} ${value.stack} ${value.hint}`]);
    if (value.cause !== undefined) show(`${where}, its cause`, value.cause);
  }
};
for (const level of ["debug", "log", "info", "warn", "error", "trace", "dir", "table"]) {
  const print = console[level];
  console[level] = (...given) => (show(`console.${level}`, given), print.apply(console, given));
}
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (text, ...rest) => (shown.push(["output", String(text)]), write(text, ...rest));
}
process.on("warning", (warning) => show("a warning", warning));
process.on("unhandledRejection", (reason) => show("an unhandled rejection", reason));

/** What may come in place of an answer, with the token wherever a server, a proxy or a fetch could put it. */
const ANSWERS = {
  "400 in JSON": () => json({ message: `bad ${TOKEN}`, error: TOKEN, [TOKEN]: TOKEN }, 400),
  "401 in JSON": () => json({ message: `no ${TOKEN}` }, 401),
  "403 as text": () => new Response(`Bearer ${TOKEN}`, { status: 403, headers: { "content-type": "text/plain", "x-token": TOKEN } }),
  "404 as HTML": () => new Response(`<p>${TOKEN}</p>`, { status: 404, headers: { "content-type": "text/html" } }),
  "413": () => json({ message: TOKEN }, 413),
  "429 with odd headers": () => new Response(null, { status: 429, headers: { "retry-after": TOKEN, "x-ratelimit-reset": TOKEN } }),
  "500 in JSON": () => json({ message: `${TOKEN}${TOKEN}` }, 500),
  "503 as text": () => new Response(TOKEN, { status: 503 }),
  "a redirect": () => new Response(null, { status: 302, headers: { location: `https://evil.example/?access_token=${TOKEN}` } }),
  "HTML with 200": () => new Response(`<title>${TOKEN}</title>`, { headers: { "content-type": `text/html; x=${TOKEN}` } }),
  "broken JSON": () => new Response(`{"data":{"id":"${TOKEN}"`, { headers: { "content-type": "application/json" } }),
  "wrong types": () => json({ data: { id: 7, name: TOKEN, [TOKEN]: { [TOKEN]: 1 } }, links: TOKEN }),
  "a link with it": () => json({ data: [{ data: user("a") }], links: [{ rel: "next", uri: `https://evil.example/?access_token=${TOKEN}` }] }),
  "a fetch that rejects": () => Promise.reject(Object.assign(new TypeError(`fetch failed: Bearer ${TOKEN}`), { request: { headers: { Authorization: TOKEN } }, cause: new Error(TOKEN) })),
  "a fetch that rejects with no error": () => Promise.reject({ Authorization: TOKEN }),
  "a fetch that throws": () => {
    throw new Error(`threw ${TOKEN}`);
  },
  "a body that breaks": () => new Response(new ReadableStream({ start: (controller) => controller.error(new Error(`broke ${TOKEN}`)) })),
};

/** A client whose every callback is looked at. */
async function watched(answer, options) {
  const made = client(answer, { onRequest: (event) => show("onRequest", event), onInvalid: (issue) => show("onInvalid", issue), retry: { attempts: 2, maxDelayMs: 1 }, ...options });
  for (const event of ["signedIn", "signedOut", "expiring"]) made.clever.on(event, (detail) => show(event, detail));
  show("the result", await signIn(made.clever));
  return made;
}

after(() => {
  // Last, whatever failed before: what was printed by then counts too.
  const found = shown.filter(([, text]) => text.includes(TOKEN));
  assert.deepEqual([...new Set(found.map(([where]) => where))], []);
});

for (const [name, answer] of Object.entries(ANSWERS)) {
  test(`S46 every operation against ${name}`, async () => {
    const { clever, requests } = await watched(answer);
    const { session } = clever;
    let failed = 0;
    for (const operation of Object.keys(clever).filter((key) => /^(get|list|create|update|delete|me$|userinfo|currentUser|request)/.test(key))) {
      if (clever.session === null) await signIn(clever); // a 401 ended it
      const given = operation === "request" ? ["GET", "/v3.1/x"] : ["a", "b", "c", { title: "t" }];
      await Promise.resolve(clever[operation](...given)).then((value) => operation === "request" || value === undefined || show(operation, "settled"), (error) => (failed++, assert.equal(error.name, "CleverError"), show(`${operation} against ${name}`, error)));
    }
    assert.ok(failed > 20, `${failed} failed`);
    show("the session", session);
    show("the client", clever);
    show("the diagnosis", clever.diagnose());
    for (const { url } of requests) shown.push(["an address", url]);
    clever.logout();
    show("the client afterwards", clever);
    clever.close();
  });
}

test("S45 S46 lists, limits, aborts, ends and a trap", async () => {
  const { clever } = await watched((url) => (url.includes("tokeninfo") ? json({ client_id: TOKEN }) : url.includes("/users/") ? new Promise(() => {}) : page([user("a")], "a")));
  for (const call of [
    () => clever.getUser("a", { timeoutMs: 1 }), () => clever.getUser("a", { signal: AbortSignal.timeout(1) }), () => clever.getUser(""), () => clever.getUsers({ limit: -1 }), () => clever.getUsers({}, { fields: 7 }), () => clever.request("PUT", "/"),
    () => clever.on("nothing", () => {}), () => clever.login(), () => clever.loginWithPopup(), () => clever.handleRedirect("https://"), () => clever.loginUrl({ returnTo: "//evil" }), () => clever.loginUrl({ appState: 1n }),
    () => (traps.spring("unreachable"), clever.getUsers()),
  ]) show("a refusal", await failure(async () => call()));
  const under = failure(() => clever.getUser("a"));
  clever.logout();
  show("a call that a sign-out ended", await under);
  show("a call after it", await failure(() => clever.me()));
  show("globalThis", globalThis);
});

test("S46 an inline script of a page whose query held a token", async () => {
  const { clever } = client(() => {});
  const inline = new Script("(clever) => clever.loginUrl({ returnTo: '//evil' })", { filename: `${CALLBACK}?a=1&access_token=${TOKEN}&b=2` });
  const error = await failure(async () => inline.runInThisContext()(clever));
  assert.match(error.stack, /\?a=1&access_token=…&b=2:1:/, "the frame is there, without the token");
  show("its error", error);
});

test("S45 S46 answers that are no good", async () => {
  const { clever } = client(() => json({ client_id: "another" }), { verifyAudience: "strict", portalLaunch: "reject" });
  const begun = () => new URL(clever.loginUrl()).searchParams.get("state");
  for (const suffix of [
    () => `#access_token=${TOKEN}&token_type=bearer&state=rforged`, () => `#access_token=${TOKEN}&token_type=bearer`, () => `?access_token=${TOKEN}&token_type=bearer&state=${begun()}`, () => `#access_token=${TOKEN}&access_token=${TOKEN}&state=${begun()}`,
    () => `#access_token=${TOKEN}&token_type=mac&state=${begun()}`, () => `#access_token=${TOKEN}%00&token_type=bearer&state=${begun()}`, () => `#access_token=${TOKEN}&token_type=bearer&state=${begun()}`, () => `#access_token=${TOKEN}&error=x&state=${begun()}`,
    () => `#access_token=${TOKEN}&token_type=bearer&state=%ZZ`, () => `#access_token=${TOKEN.repeat(3000)}&token_type=bearer&state=${begun()}`,
  ]) show("an answer", await failure(() => clever.handleRedirect(CALLBACK + suffix())));
  show("the client", [clever, clever.diagnose()]);
});

test("S47 S48 a trap shows nothing, and a sign-out takes the token out of the module's memory", async () => {
  const { clever } = await watched(() => json({ data: user("a") }));
  traps.spring("unreachable");
  show("a trap", await failure(() => clever.getUser("a")));
  await clever.getUser("a");
  assert.ok(Buffer.from(traps.memories.at(-1).buffer).includes(TOKEN), "it was there");
  clever.logout();
  assert.ok(!Buffer.from(traps.memories.at(-1).buffer).includes(TOKEN));
});
