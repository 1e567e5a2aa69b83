// The built package against the platform's own readers of the same texts: URLSearchParams, URL, JSON.parse.
// INPUTS=1000000 node --test npm/tests/differential.test.mjs is the long run; a failure names its seed: SEED=… replays it.
import assert from "node:assert/strict";
import test from "node:test";
import { isDeepStrictEqual } from "node:util";
import { createClever } from "../../pkg/dist/index.js";
import { CALLBACK, failure, signIn, TOKEN } from "./clever.mjs";
import { dice, document } from "./documents.mjs";

const INPUTS = Number(process.env.INPUTS ?? 20_000);
const ONLY = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

/** Plays each seed of this share of all inputs, or the one that SEED names. */
async function play(t, share, run) {
  const count = Math.round(INPUTS * share);
  const outcomes = new Map();
  for (let seed = ONLY ?? 1; seed <= (ONLY ?? count); seed++) {
    try {
      const outcome = await run(dice(seed), seed);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    } catch (error) {
      throw new Error(`SEED=${seed}: ${error.message}`, { cause: error });
    }
  }
  t.diagnostic(`${count} inputs: ${[...outcomes].sort((a, b) => b[1] - a[1]).map(([name, times]) => `${name} ${times}`).join(", ")}`);
  return outcomes;
}
/** Every one of these came about: inputs that all end alike test nothing. */
const reached = (outcomes, names) => {
  if (ONLY === undefined) for (const name of names) assert.ok(outcomes.get(name) > 0, `${name} never came about`);
};

const options = { clientId: "4c63c1cf623dce82caac", redirectUri: CALLBACK, verifyAudience: "off", retry: false };
/** A client whose one answer is `held.body`, and what was asked for last. */
function held() {
  const made = { body: "{}", url: undefined };
  made.clever = createClever({
    ...options,
    fetch: (url) => {
      made.url = url;
      return Promise.resolve(new Response(made.body, { headers: { "content-type": "application/json" } }));
    },
  });
  return made;
}

const NAMES = ["access_token", "token_type", "expires_in", "scope", "state", "error", "error_description", "code", "id_token", "foreign", "", "é", "__proto__", "State", "a[]"];
const VALUES = ["", "x", "bearer", "Bearer", "3600", "0", "ilX0.aZ-_~/==", "a b", "a+b", "100%", "%41", "é☃😀", "\0\r\n", "a&state=EVIL", "\ufeff\u202e", "0123456789abcdef0123456789abcdef01234567"];
const RAW = ["%", "%ZZ", "%FF%FE", "%C0%AE", "%EF%BF%BD", "+", "%2B", "#", "?", ";", "&&", "=", "\ud800", "%u0041", "/"];

/** Text as somebody may have encoded it. */
const written = ({ below, chance }, text) =>
  Array.from(new TextEncoder().encode(text), (byte) => {
    const plain = String.fromCharCode(byte);
    if (byte === 0x20 && chance(0.5)) return "+";
    if (byte >= 0x80 || "&=+%#".includes(plain) || byte <= 0x20 || below(6) === 0) {
      const hex = byte.toString(16).padStart(2, "0");
      return `%${chance(0.5) ? hex : hex.toUpperCase()}`;
    }
    return plain;
  }).join("");

function answer(random, state) {
  const { below, chance, pick } = random;
  const pairs = [];
  const put = (name, value) => pairs.push(`${chance(0.9) ? name : written(random, name)}${chance(0.97) ? "=" : ""}${value}`);
  if (chance(0.85)) put("access_token", chance(0.8) ? written(random, `ilX${below(1000)}.aZ-_~+/=`) : written(random, pick(VALUES)));
  if (chance(0.85)) put("token_type", chance(0.9) ? "bearer" : written(random, pick(VALUES)));
  if (chance(0.9)) put("state", chance(0.85) ? written(random, state) : written(random, pick(VALUES)));
  if (chance(0.5)) put("expires_in", chance(0.8) ? "3600" : written(random, pick(VALUES)));
  for (let more = below(3); more > 0; more--) if (chance(0.3)) put(pick(NAMES), chance(0.8) ? written(random, pick(VALUES)) : pick(RAW));
  pairs.sort(() => below(3) - 1);
  const part = pairs.join("&");
  const at = below(part.length + 1);
  const broken = chance(0.05) ? part.slice(0, at) + pick(RAW) + part.slice(at) : part;
  return `${pick(["#", "#", "#", "#", "#/", "?", "#!/", "?a=1#", "?code=x#"])}${broken}`;
}

/** Pairs as the platform reads them, each with its own text. */
const pairsOf = (part) => part.split("&").filter((pair) => pair !== "").map((pair) => [pair, ...new URLSearchParams(`&${pair}`).entries().next().value]);
const marks = (text) => text.split("\ufffd").length - 1;
const isSound = (part, pairs) =>
  !/%(?![0-9a-f]{2})/i.test(part) &&
  pairs.every(([pair, name, value]) => marks(name + value) === marks(pair) + pair.split(/%EF%BF%BD/i).length - 1) &&
  new Set(pairs.map(([, name]) => name)).size === pairs.length;

/** What an answer comes to, by the platform's reading of the address. */
function judged(tail, state) {
  const url = new URL(CALLBACK + tail);
  if (url.origin + url.pathname !== CALLBACK) return "nothing";
  const read = (part, names) => {
    const pairs = pairsOf(part);
    return pairs.some(([pair, name]) => names.includes(name) && pair !== "error") ? pairs : undefined;
  };
  const parts = [url.hash.slice(1).replace(/^\//, ""), url.search.slice(1)];
  const [fragment, query] = [read(parts[0], ["access_token", "error"]), read(parts[1], ["code", "error", "access_token"])];
  const pairs = fragment ?? query;
  if (!pairs) return "nothing";
  if (!isSound(parts[fragment ? 0 : 1], pairs) || (fragment && query && !isSound(parts[1], query))) return "callback_invalid";
  const given = Object.fromEntries(pairs.map(([, name, value]) => [`=${name}`, value]));
  if (!given["=state"]) return "state_missing";
  if (given["=state"] !== state) return "state_mismatch";
  const [token, error] = [given["=access_token"], given["=error"]];
  if ((fragment && query) || (token !== undefined && (error !== undefined || given["=code"] !== undefined))) return "callback_invalid";
  if (error !== undefined) return "oauth_error";
  if (token === undefined || !fragment || given["=token_type"]?.toLowerCase() !== "bearer") return "callback_invalid";
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(token)) return "callback_invalid";
  if (/^[0-9a-f]{40}$/i.test(token)) return "token_refused";
  return /^0+$/.test(given["=expires_in"] ?? "") ? "callback_invalid" : `signed in ${token}`;
}

test("S16 S20 S24 answers come to what URLSearchParams makes of them", async (t) => {
  const { clever } = held();
  let before;
  const outcomes = await play(t, 0.4, async (random) => {
    const state = new URL(clever.loginUrl()).searchParams.get("state");
    const tail = answer(random, state);
    // The address that was answered last is answered once.
    const expected = tail === before ? "nothing" : judged(tail, state);
    before = tail;
    let found;
    try {
      const result = await clever.handleRedirect(CALLBACK + tail);
      found = result === null ? "nothing" : `signed in ${result.session.accessToken()}`;
    } catch (error) {
      found = error.code;
    }
    assert.equal(found, expected, JSON.stringify(tail));
    clever.logout();
    return expected.split(" ")[0];
  });
  reached(outcomes, ["signed", "nothing", "callback_invalid", "state_missing", "state_mismatch", "oauth_error", "token_refused"]);
});

const PIECES = ["/", "/v3.1/users", "/v3.1/", "..", ".", "%2e", "%2F", "%5c", "\\", "//", "evil", "@", ":", "?", "&", "=", "#", " ", "\t", "é", "\ud800", "5f0a", "%ZZ", "https:", ";", "|", "`", "{", "+", "%25", "a", "\u3002", "\uff0f"];
const pieces = ({ below, pick }, most = 6) => Array.from({ length: below(most) }, () => pick(PIECES)).join("");

test("S49 S52 S53 addresses mean to the platform what they mean here", async (t) => {
  const made = held();
  const { clever } = made;
  await signIn(clever);
  const outcomes = await play(t, 0.3, async (random, seed) => {
    const text = random.pick(["/", "/v3.1/", "", ""]) + pieces(random);
    made.url = undefined;
    const ask = [
      () => clever.request("GET", text),
      () => clever.getUser(text).catch((error) => error.code === "invalid_response" || Promise.reject(error)),
      () => clever.getUsers({ school: text }).catch((error) => error.code === "invalid_response" || Promise.reject(error)),
    ][seed % 3];
    try {
      await ask();
    } catch (error) {
      assert.deepEqual([error.code, made.url], ["invalid_argument", undefined], JSON.stringify(text));
      return "refused";
    }
    const url = new URL(made.url);
    assert.equal(url.origin, "https://api.clever.com", text);
    assert.equal(url.username + url.password + url.hash, "");
    if (seed % 3 === 0) {
      assert.equal(url.pathname.split("/").length, text.split("?")[0].split("/").length, text);
      return "path";
    }
    assert.equal(url.href, made.url, "the platform mends it");
    const sound = text.toWellFormed();
    if (seed % 3 === 1) {
      assert.deepEqual(url.pathname.split("/").map(decodeURIComponent), ["", "v3.1", "users", sound]);
      return "id";
    }
    assert.deepEqual([url.pathname, [...url.searchParams]], ["/v3.1/users", [["school", sound]]]);
    return "query";
  });
  reached(outcomes, ["refused", "path", "id", "query"]);
});

test("S37 S39 S41 options and paths to come back to stay where the platform sees them", async (t) => {
  const { clever } = held();
  const outcomes = await play(t, 0.15, async (random, seed) => {
    const text = pieces(random, 5);
    if (seed % 2) {
      const returnTo = `/${text}`;
      try {
        const url = new URL(clever.loginUrl({ returnTo, districtId: text || undefined }));
        assert.equal(url.searchParams.get("district_id"), text === "" ? null : text.toWellFormed());
        assert.deepEqual([...url.searchParams.keys()].slice(0, 4), ["response_type", "client_id", "redirect_uri", "state"]);
      } catch (error) {
        assert.equal(error.code, "invalid_argument");
        return `${error.path} refused`;
      }
      for (const base of ["https://app.example/", "https://app.example/a/b/"]) {
        const once = new URL(returnTo, base);
        assert.equal(once.origin, "https://app.example", returnTo);
        assert.equal(new URL(once.pathname, base).origin, "https://app.example", returnTo);
      }
      return "returnTo";
    }
    const redirectUri = random.pick(["https://app.example", "http://localhost", "http://127.0.0.1:3000/", "https://", "http://app.example"]) + text;
    let client;
    try {
      client = createClever({ ...options, redirectUri });
    } catch (error) {
      assert.deepEqual([error.code, error.path], ["invalid_config", "redirectUri"]);
      return "redirectUri refused";
    }
    const url = new URL(redirectUri);
    assert.ok(url.protocol === "https:" || url.hostname === "localhost" || url.hostname === "127.0.0.1" || url.hostname.endsWith(".localhost"), redirectUri);
    assert.equal(url.username + url.password + url.hash, "", redirectUri);
    assert.equal(new URL(client.loginUrl()).searchParams.get("redirect_uri"), redirectUri.toWellFormed());
    client.close();
    return "redirectUri";
  });
  reached(outcomes, ["returnTo", "returnTo refused", "redirectUri", "redirectUri refused"]);
});

const JUNK = ["{", "}", "[", "]", ",", ":", '"', "\\", "0", "-", "e", ".", "null", "true", "\u0001", "é", "\\u00", "\\ud83d", " ", '"id"', '"data":', "/"];
function broken({ below, chance, pick }, text) {
  let out = text;
  for (let changes = below(3); changes > 0; changes--) {
    const at = below(out.length + 1);
    const behind = chance(0.5) ? at : Math.min(out.length, at + below(6));
    out = out.slice(0, at) + (chance(0.2) ? "" : pick(JUNK)) + out.slice(behind);
  }
  return out;
}

test("S32 S57 bodies are read as JSON.parse reads them, or refused where it refuses", async (t) => {
  const made = held();
  const { clever } = made;
  await signIn(clever, TOKEN);
  const outcomes = await play(t, 0.15, async (random, seed) => {
    const text = broken(random, document(1 + (seed % 5000))).replace(/^\ufeff+/, "");
    made.body = text;
    let value;
    let parses = true;
    try {
      value = JSON.parse(new TextDecoder().decode(new TextEncoder().encode(text)));
    } catch {
      parses = false;
    }
    if (seed % 2) {
      if (!parses) {
        const error = await failure(() => clever.request("GET", "/v3.1/anything"));
        assert.deepEqual([error.code, error.reason], ["invalid_response", "malformed"], text);
        return "refused";
      }
      assert.ok(isDeepStrictEqual(await clever.request("GET", "/v3.1/anything"), value), text);
      return "parsed";
    }
    const rows = parses && Array.isArray(value?.data) && value.data.map((row) => row?.data);
    const isPage = rows && rows.every((record) => record !== null && typeof record === "object" && !Array.isArray(record) && typeof record.id === "string");
    try {
      const { data } = await clever.getUsers();
      assert.ok(isPage || (parses && Object.hasOwn(value, "resources")) || (parses && Object.hasOwn(value, "count")), text);
      if (isPage && !Object.hasOwn(value, "resources")) assert.ok(isDeepStrictEqual(data, rows), text);
      assert.equal({}.isAdmin, undefined);
      return "page";
    } catch (error) {
      assert.equal(error.code, "invalid_response", `${text} ${error.stack}`);
      // Of two members of one name the first is checked too, though only the last one counts.
      if (isPage) assert.ok(/"(?:data|links|id|[^"]*\\u[^"]*)"[^]*"(?:data|links|id|[^"]*\\u[^"]*)"/.test(text), text);
      return parses ? "no page" : "no JSON";
    }
  });
  reached(outcomes, ["refused", "parsed", "page", "no page", "no JSON"]);
});
