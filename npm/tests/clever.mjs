// A client over a Clever of a few lines: every test says itself what is answered.
import { createClever } from "../../pkg/dist/index.js";

export const TOKEN = "ilCanary0123456789abcdefghijklmnopqrstuv";
export const CALLBACK = "https://app.example/callback";

/** JSON as Clever sends it. */
export const json = (value, status = 200, headers = {}) =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", ...headers } });

/** Rows as Clever wraps them, with the links of a page. */
export const page = (records, next, path = "/v3.1/users") =>
  json({
    data: records.map((data) => ({ data, uri: `${path}/${data.id}` })),
    links: [{ rel: "self", uri: path }, ...(next ? [{ rel: "next", uri: `${path}?starting_after=${next}` }] : [])],
  });

export const user = (id) => ({ id, name: { first: "A", last: id }, roles: { student: {} } });

/** A client whose requests go to `answer(url, init, count)`; `requests` lists them. */
export function client(answer, options = {}) {
  const requests = [];
  const fetch = (url, init) => {
    requests.push({ url, init });
    return answer(url, init, requests.length);
  };
  const clever = createClever({
    clientId: "4c63c1cf623dce82caac",
    redirectUri: CALLBACK,
    verifyAudience: "off",
    retry: { attempts: 3, maxDelayMs: 1 },
    fetch,
    ...options,
  });
  return { clever, requests };
}

/** The same, signed in. */
export async function signedIn(answer, options) {
  const made = client(answer, options);
  await signIn(made.clever);
  return made;
}

export async function signIn(clever, token = TOKEN) {
  const state = new URL(clever.loginUrl()).searchParams.get("state");
  return clever.handleRedirect(`${CALLBACK}#access_token=${token}&token_type=bearer&state=${state}`);
}

/** What `run` fails with. */
export async function failure(run) {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error("did not fail");
}

/** A promise that somebody else settles. */
export function gate() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}
