// A client that is signed in without a Clever: its answers come from wherever the case takes them.
import { createClever } from "clever-wasm";

const CALLBACK = "https://app.example/callback";
const TOKEN = "ilBenchmark0123456789abcdefghijklmnopqrst";

/** @param {object} [options] of createClever, such as `fetch` or `apiUrl` */
export async function signedIn(options) {
  const clever = createClever({ clientId: "4c63c1cf623dce82caac", redirectUri: CALLBACK, verifyAudience: "off", ...options });
  const state = new URL(clever.loginUrl()).searchParams.get("state");
  await clever.handleRedirect(`${CALLBACK}#access_token=${TOKEN}&token_type=bearer&state=${state}`);
  return clever;
}

/** A client to which every answer is these bytes. @param {() => Uint8Array} body */
export const answered = (body) =>
  signedIn({
    fetch: async () => ({
      status: 200,
      headers: new Headers({ "content-type": "application/json" }),
      arrayBuffer: async () => body().buffer,
    }),
  });

/** What a caller of `fetch` has to do by hand. */
export const parse = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** The records of a parsed page. */
export const unwrap = (page) => page.data.map((row) => row.data ?? row);

/** Throws unless both are the same JSON but for the order of members. */
export function same(one, other, what) {
  const sorted = (value) => JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner);
  if (sorted(one) !== sorted(other)) throw new Error(`${what}: the results differ, so their times say nothing`);
}
