// The hour in Node, over a Clever of a few lines, so that nothing but the SDK holds anything.
import { watchHeld } from "../e2e/pages/held.js";
import { layTraps } from "../e2e/pages/traps.js";
import { PARTS, judge, part } from "./measure.mjs";
import { BEFORE, HOUR, live } from "./pages/load.js";

const CALLBACK = "https://app.example/callback";
const CLIENT = "4c63c1cf623dce82caac";
const IDS = Array.from({ length: 200 }, (_, at) => at.toString(16).padStart(24, "0"));
const HEADERS = { "content-type": "application/json" };

const user = (id) => ({ id, name: { first: "A", last: "B" }, email: `${id}@school.example`, roles: { student: { grade: "7" } } });
const json = (value, status = 200) => new Response(JSON.stringify(value), { status, headers: HEADERS });

/** Answers as Clever would; every thirtieth time it fails first. */
function answering() {
  let count = 0;
  return async (url) => {
    const { pathname, searchParams } = new URL(url);
    if (pathname === "/oauth/tokeninfo") return json({ client_id: CLIENT, scopes: ["read:user_id"] });
    if (++count % 30 === 0) return json({ message: "busy" }, 503);
    const id = pathname.split("/")[3];
    if (id !== undefined) return id.startsWith("f") ? json({ message: "no such user" }, 404) : json({ data: user(id) });
    const limit = Number(searchParams.get("limit"));
    const begin = searchParams.has("starting_after") ? IDS.indexOf(searchParams.get("starting_after")) + 1 : 0;
    const data = IDS.slice(begin, Math.min(begin + limit, 20)).map((one) => ({ data: user(one), uri: `/v3.1/users/${one}` }));
    const links = begin + limit < 20 ? [{ rel: "next", uri: `/v3.1/users?limit=${limit}&starting_after=${data.at(-1).data.id}` }] : [];
    return json({ data, links });
  };
}

async function enter(clever, token) {
  const state = new URL(clever.loginUrl({ appState: { token: null } })).searchParams.get("state");
  await clever.handleRedirect(`${CALLBACK}#access_token=${token}&token_type=bearer&state=${state}`);
}

/** @param {number} scale per cent of the hour */
export async function soakNode(scale) {
  const warnings = [];
  process.on("warning", ({ name }) => warnings.push(name));
  const held = watchHeld();
  const traps = layTraps();
  const { createClever } = await import("../../pkg/dist/index.js");
  const clever = createClever({ clientId: CLIENT, redirectUri: CALLBACK, retry: { attempts: 3, maxDelayMs: 1 }, fetch: answering() });
  await live({ clever, enter, tokens: ["ilFirst", "ilSecond"], ids: IDS, ...BEFORE });
  const samples = [];
  const met = {};
  const started = performance.now();
  for (let index = 0; index < PARTS; index++) {
    const outcomes = await live({ clever, enter, tokens: ["ilFirst", "ilSecond"], ids: IDS, ...part(HOUR, scale) });
    for (const [code, count] of Object.entries(outcomes)) met[code] = (met[code] ?? 0) + count;
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc();
    samples.push({ heap: process.memoryUsage().heapUsed, wasm: traps.memories.at(-1).buffer.byteLength, instances: traps.memories.length, ...held });
  }
  console.log(`node: ${JSON.stringify(met)} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const verdict = judge("node", samples);
  clever.close();
  if (held.listeners !== 0 || held.timers !== 0 || warnings.length > 0) {
    console.log(`FAILED node: after close() ${JSON.stringify({ ...held, warnings })}`);
    verdict.failed += 1;
  } else {
    console.log("ok node: close() leaves no listener, no timer and no warning");
    verdict.passed += 1;
  }
  return verdict;
}
