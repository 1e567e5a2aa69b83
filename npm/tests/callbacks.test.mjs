// Some three hundred addresses that a browser may come back with, and what each must lead to: what other SDKs' users met,
// what RFC 6749, 6750, 6819, 9207 and 9700 warn of. The outcomes were written down before the first run.
import assert from "node:assert/strict";
import test from "node:test";
import { CALLBACK, TOKEN, client } from "./clever.mjs";

const TOKENS = `access_token=${TOKEN}`;
const BEARER = "token_type=bearer";
/** `{S}` is the state of a pending login. */
const GOOD = `${TOKENS}&${BEARER}&state={S}`;
const HEX = "0123456789abcdef0123456789abcdef01234567";
const each = (texts, write) => texts.map(write);
const many = (count) => Array.from({ length: count }, (_, index) => `p${index}=1`).join("&");

const stateOf = (url) => new URL(url).searchParams.get("state");
const percent = (text, mark) => [...text].map((letter) => mark + letter.charCodeAt(0).toString(16)).join("");

/** The address, with what a pattern says about the state put in: escaped once or twice, in other case, cut. */
const fill = (suffix, state) =>
  suffix
    .replaceAll("{S}", state)
    .replaceAll("{S%}", percent(state, "%"))
    .replaceAll("{S%25}", percent(state, "%25"))
    .replaceAll("{UPPER}", state.toUpperCase())
    .replaceAll("{lower}", state.toLowerCase())
    .replaceAll("{TAIL}", state.slice(1))
    .replaceAll("{HEAD}", state.slice(0, -1));

/** What comes of an address, and whether the pending login is still good then. */
async function outcome(suffix, pending) {
  const { clever, requests } = client(() => {}, { portalLaunch: "reject" });
  const begin = () => stateOf(clever.loginUrl({ returnTo: "/back", appState: [1] }));
  const states = Array.from({ length: pending }, begin);
  const state = states[0] ?? "rAAAAAAAAAAAAAAAAAAAAAA";
  const address = fill(suffix, state);
  const result = await clever.handleRedirect(/^[a-z]+:/.test(address) ? address : CALLBACK + address).catch((error) => error);
  const { session } = clever;
  const isError = result instanceof Error;
  if (isError) assert.ok(!`${result.message}${result.stack}${JSON.stringify(result)}`.includes(TOKEN), "a token in an error");
  assert.equal(session !== null, result !== null && !isError, "a session without a result, or the reverse");
  const again = states.length ? await clever.handleRedirect(`${CALLBACK}#access_token=again&${BEARER}&state=${state}`).catch(() => null) : null;
  assert.equal(requests.length, 0);
  clever.close();
  return {
    what: isError ? [result.code, result.reason].filter(Boolean).join("/") : result === null ? "null" : "signed in",
    isKept: again !== null,
    result,
    session,
  };
}

/** Every address leads to `what`; `isKept`: the pending login is good afterwards. `ask` looks closer. */
function lead(name, what, isKept, suffixes, { pending = 1, ask } = {}) {
  test(`${name}: ${what}`, async () => {
    assert.equal(new Set(suffixes).size, suffixes.length, "an address stands twice");
    for (const suffix of suffixes) {
      const came = await outcome(suffix, pending);
      const shown = suffix.slice(0, 200);
      assert.equal(came.what, what, shown);
      if (pending > 0) assert.equal(came.isKept, isKept, `is the login still pending after ${shown}`);
      ask?.(came, shown);
    }
  });
}

lead("answers of Clever", "signed in", false, [
  `#${GOOD}`, `#state={S}&${BEARER}&${TOKENS}`, `#/${GOOD}`, `#&${TOKENS}&&${BEARER}&state={S}&`, `#${GOOD}&${many(97)}`,
  ...each(["Bearer", "BEARER", "bEARER"], (type) => `#${TOKENS}&token_type=${type}&state={S}`),
  `#access%5Ftoken=${TOKEN}&${BEARER}&state={S}`, `#%61ccess_token=${TOKEN}&token%5ftype=bearer&%73tate={S%}`,
  `#${GOOD}&session_state=a&authuser=0&prompt=none&hd=example.com&client_info=eyJ&foo`,
  `#${GOOD}&iss=https%3A%2F%2Fclever.com`, `#${GOOD}&iss=https%3A%2F%2Fevil.example`,
  `#${GOOD}&id_token=eyJhbGciOiJub25lIn0.e30.`, `#${GOOD}&refresh_token=a&provider_token=b&expires_at=1&type=recovery`,
  `#${GOOD}&access_token[]=evil&a[__proto__][x]=1&__proto__=1&constructor=2&toString=3`, `#${GOOD}&x=a=b==c`,
  `#${GOOD}&error_description=x&error_uri=y&error_reason=z`, `#${GOOD}&x=${"y".repeat(60_000)}`,
  `?tab=2&x=%zz#${GOOD}`, `?state=EVIL#${GOOD}`, `?scope=read&id_token=a#${GOOD}`, `?error_description=x#${GOOD}`, `?x=1&x=2#${GOOD}`,
  ...each(["a", "abc==", "aZ09-._~%2B%2F==", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", HEX.slice(1), `${HEX}a`, `${HEX.slice(1)}g`], (token) => `#access_token=${token}&${BEARER}&state={S}`),
  ...each(["APP.example", "app.example:443", "app.example/x/.."], (at) => `https://${at}/callback#${GOOD}`),
]);

lead("lifetimes that Clever did not name", "signed in", false, each(
  ["", "-1", "%2B3600", "+3600", "3600.5", "0x10", "9e20", "NaN", "Infinity", "never", "%D9%A3%D9%A6", "3600s", "3600%20", "3,600", "3600%00"],
  (text) => `#${GOOD}&expires_in=${text}`,
), { ask: ({ session }, shown) => assert.deepEqual([session.expiryIsAssumed, session.expiresAt - session.signedInAt], [true, 86_400_000], shown) });

lead("lifetimes", "signed in", false, each(["1", "86400", "0003600", "1000000000", "9".repeat(30), "9".repeat(400)], (text) => `#${GOOD}&expires_in=${text}`), {
  ask: ({ session }, shown) => assert.ok(!session.expiryIsAssumed && Number.isSafeInteger(session.expiresAt) && session.expiresAt > session.signedInAt, shown),
});

lead("lifetimes of nothing", "callback_invalid/invalid_token", false, each(["0", "00", "000000"], (text) => `#${GOOD}&expires_in=${text}`));

lead("no answers", "null", true, [
  "", "#", "#/route", `#/route?${GOOD}`, `#!/${GOOD}`, `#!${GOOD}`, "#_=_", "#section-2", "#error", "#/error", `#?${GOOD}`, `#/?${GOOD}`, `##${GOOD}`,
  `#//${GOOD}`, `#./${GOOD}`, "#state={S}", `#${BEARER}&state={S}`, "#id_token=x&state={S}", "#code=abc&state={S}", "#error_description=x&state={S}",
  ...each(["ACCESS_TOKEN", "accessToken", "access_token%20", "+access_token", "access_token%00", "access%255Ftoken", "access_token[]", "access＿token", "аccess_token"], (name) => `#${name}=${TOKEN}&state={S}`),
  "?error_reason=x&state={S}", "?state={S}", "?scope=x&state={S}", "?errors=1&state={S}", "?codes=1", "?Code=1", "?error[]=1", `?${BEARER}&state={S}`,
  "#__proto__=1&constructor=2", "#x=%ZZ&y=%", "?x=%ZZ", "?code_verifier=1", "?SAMLResponse=x&RelayState={S}", "#漢字=1", "?#/", "?a;code=1", `#x;${GOOD.replaceAll("&", ";")}`,
  `#${"y".repeat(1 << 20)}`, `#${"%25".repeat(300_000)}`, `?x=${"y".repeat(100_000)}`,
]);

lead("other places", "null", true, each([
  "https://app.example/other", "https://app.example/", "https://app.example/callback/", "https://app.example/Callback", "https://app.example/%63allback",
  "https://app.example/callback/x", "https://app.example//callback", "https://app.example/callback;x=1", "http://app.example/callback",
  "https://app.example:8443/callback", "https://evil.example/callback", "https://app.example.evil/callback", "https://x.app.example/callback",
  "https://app.example@evil.example/callback", "https://app.example./callback", "file:///callback", "data:text/html,x", "blob:https://app.example/callback",
  "about:blank", "capacitor://localhost/callback", "tauri://localhost/callback",
], (place) => `${place}#${GOOD}`));

lead("states of nobody", "state_mismatch", true, each([
  "x", "{S}x", "x{S}", "{S}%00", "{S}%20", "{S}+", "+{S}", "{S};evil", "{S}%0A", "{UPPER}", "{lower}", "{TAIL}", "{HEAD}", "p{TAIL}", "%257B{S}", "{S%25}",
  "{S}=", "%22{S}%22", "{S},x", "undefined", "null", "constructor", "__proto__", "toString", "hasOwnProperty", "clever%3A{S}", "{S}/../{S}", "%2A", "{S}%23",
  "%EF%BB%BF{S}", "r", "p", "{S}{S}",
], (state) => `#${TOKENS}&${BEARER}&state=${state}`));

lead("other answers with a state of nobody", "state_mismatch", true, [
  `?state={S}#${TOKENS}&${BEARER}&state=EVIL`, `#error=x&${TOKENS}&${BEARER}&state=EVIL`, `?code=c#${TOKENS}&${BEARER}&state=EVIL`, "#error=x&state=EVIL",
  "?code=abc&state=EVIL", `?${TOKENS}&${BEARER}&state=EVIL`, "#access_token=a%00&token_type=mac&state=EVIL",
]);

lead("a state where nobody logs in", "state_unknown/other_context", false, [
  `#${TOKENS}&${BEARER}&state=x`, "#error=x&state=EVIL", "?code=abc&state=EVIL", `?${TOKENS}&state=EVIL`,
], { pending: 0 });

const STATELESS = [
  `#${TOKENS}&${BEARER}`, `?state={S}#${TOKENS}&${BEARER}`, `#${GOOD.replaceAll("&", ";")}`, `#access_token=${TOKEN}%26state%3D{S}%26token_type%3Dbearer`,
  `#${TOKENS}&${BEARER}&state=`, `#${TOKENS}&${BEARER}&STATE={S}`, `#${TOKENS}&${BEARER}&st%2561te={S}`, `#access_token=${HEX}&${BEARER}`, `?code=c#${TOKENS}&${BEARER}`,
  "?code=abc&scope=read%3Auser_id%20read%3Asis", "?code=abc", "?code=", "?code=abc#_=_", "?code=abc#/home", "#error=access_denied&error_description=x",
  "?error=unauthorized-user", `?${TOKENS}&${BEARER}`,
];
lead("no state", "state_missing", true, STATELESS);
lead("no state, and nobody logs in", "state_missing", true, STATELESS, { pending: 0 });

lead("names that stand twice", "callback_invalid/duplicate_parameter", true, [
  ...each([
    `${TOKENS}&${BEARER}&state=EVIL&state={S}`, `${TOKENS}&${BEARER}&state={S}&state=EVIL`, `${GOOD}&state={S}`, `access_token=A&access_token=B&${BEARER}&state={S}`,
    `${TOKENS}&${GOOD}`, `${GOOD}&${BEARER}`, `${TOKENS}&token_type=mac&${BEARER}&state={S}`, `${GOOD}&expires_in=1&expires_in=2`, `${GOOD}&scope=a&scope=b`,
    `${GOOD}&foo=1&foo=2`, `${GOOD}&access%5Ftoken=x`, `${GOOD}&%73tate=x`, `${GOOD}&access_token=`, `${GOOD}&access_token`, "error=a&error=b&state={S}",
  ], (pairs) => `#${pairs}`),
  "?code=a&code=b&state={S}", "?error=a&error=b",
]);

lead("what no text is", "callback_invalid/malformed", true, [
  ...each(["%", "%Z", "%ZZ", "%2", "%u0041", "%FF%FE", "%C0%AE", "%C3%28", "%E2%28%A1", "%F0%28%8C%BC", "%ED%A0%80", "%F8%88%80%80%80", "%F4%90%80%80", "%E2%98", "%80", "a%", "%25%", "%%20"], (text) => `#${GOOD}&x=${text}`),
  `#${GOOD}&%ZZ=1`, `#${TOKENS}&${BEARER}&state=%ZZ`, `#access_token=%FF&${BEARER}&state={S}`, "#error=x&error_description=%E9t%E9&state={S}", "?code=%ZZ&state={S}",
]);

lead("too much", "callback_invalid/too_large", true, [
  `#${GOOD}&${many(98)}`, `#${GOOD}&x=${"y".repeat(66_000)}`, `#${GOOD}&x=${"y".repeat(1 << 20)}`, `#${TOKENS}&${BEARER}&state=${"y".repeat(1 << 20)}`,
  `#${"&".repeat(100_000)}${GOOD}`, `#${"=&".repeat(100_000)}${GOOD}`,
]);

lead("two answers at once", "callback_invalid/ambiguous_response", false, [
  `#error=access_denied&${GOOD}`, `#error=&${GOOD}`, `#${GOOD}&code=abc`, `?code=c#${GOOD}`, `?code=c&state={S}#${GOOD}`, `?error=x#${GOOD}`,
  `?access_token=A#${GOOD}`, "?code=c#error=x&state={S}", `?${TOKENS}#error=x&state={S}`,
]);

const ERRORS = ["access_denied", "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "server_error", "temporarily_unavailable", "unauthorized-user", "login_required", "weird%20code", "%3Cscript%3E", ""];
lead("refusals", "oauth_error", false, [
  ...each(ERRORS, (error) => `#error=${error}&error_description=No+access&state={S}`), ...each(ERRORS, (error) => `?error=${error}&error_description=No%20access&state={S}`),
  "?error_reason=user_denied&error=access_denied&error_description=Permissions+error&error_code=200&state={S}", "?error=access_denied&state={S}#_=_", "?error=access_denied&state={S}#x=1&x=2",
  "#error=x&error_description=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&state={S}", "#error=x&error_uri=javascript:alert(1)&state={S}",
  "#error=interaction_required&error_description=AADSTS50058%3a+A+silent+request.%0d%0aTrace+ID%3a+1&error_uri=https%3a%2f%2flogin%2f&state={S}",
  `#error=${"e".repeat(5000)}&error_description=${"d".repeat(20_000)}&state={S}`, "#error=a%00b%1B%5B31mc&error_description=%E2%80%AEevil%0D%0AX%3A1%07%7F%C2%85&state={S}",
], {
  ask({ result: { oauthError, oauthErrorDescription = "", returnTo, appState } }, shown) {
    assert.deepEqual([returnTo, appState], ["/back", [1]], shown);
    assert.doesNotMatch(oauthError + oauthErrorDescription, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u, shown);
    assert.ok(oauthError.length <= 1000 && oauthErrorDescription.length <= 1000, shown);
  },
});

lead("codes", "callback_invalid/unsupported_response_type", false, ["?code=abc&state={S}", "?code=&state={S}"]);
lead("tokens in the query", "callback_invalid/token_in_query", false, [`?${GOOD}`, `?access_token=${HEX}&${BEARER}&state={S}`, "?access_token=&state={S}"]);

lead("tokens that are none", "callback_invalid/invalid_token", false, [
  ...each([
    "", "a%20b", "a+b", "a%0D%0AX:1", "a%00", "%E2%98%83", "%22a%22", "a,b", "a%26b", "a;b", "a%25b", "a=b", "=a", "==", "a:b", "%3Ca%3E", "%7Ba%7D", "a*b", "a@b", "a%09b", "a%C2%A0b", "Bearer%20abc", "a%7F",
  ], (token) => `#access_token=${token}&${BEARER}&state={S}`),
  `#access_token&${BEARER}&state={S}`,
]);
lead("tokens of a district", "token_refused/district_token", false, each([HEX, HEX.toUpperCase(), "f".repeat(40), "%61".repeat(40)], (token) => `#access_token=${token}&${BEARER}&state={S}`));
lead("tokens of another type", "callback_invalid/unsupported_token_type", false, each([
  "token_type=mac", "x=1", "token_type=", "token_type=DPoP", "token_type=bearer%20", "token_type=+bearer", "token_type=bearers", "token_type=bearer%20bearer", "token_type=bearer%00",
  "token_type=b%C4%B1earer", "Token_Type=bearer", "token_type=jwt", "token_type=%E2%84%AAearer",
], (type) => `#${TOKENS}&${type}&state={S}`));
