// The one function: a Request in, a Response out, as serverless platforms have it.
//
//   GET  /api/launch   the app's primary redirect URI at Clever: portal tiles and Instant Login links end here, with a code
//   GET  /api/me       who was launched, and their sections
//   POST /api/logout
import { createServerClever, exchangeCode, isCleverError } from "clever-wasm/server";
import { cookie, open, random, read, seal } from "./cookie.mjs";
import { settings } from "./settings.mjs";

const SESSION_SECS = 8 * 3600;
const LOGIN_SECS = 600;
const redirectUri = `${settings.appUrl}/api/launch`;

const json = (value, status = 200, headers = {}) =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", "cache-control": "no-store", ...headers } });

function redirect(location, ...cookies) {
  const headers = new Headers({ location, "cache-control": "no-store", "referrer-policy": "no-referrer" });
  for (const one of cookies) headers.append("set-cookie", one);
  return new Response(null, { status: 302, headers });
}

/** @param {Request} request @returns {Promise<Response>} */
export async function handle(request) {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/api/launch" && request.method === "GET") return launch(request, searchParams);
  if (pathname === "/api/me" && request.method === "GET") return me(request);
  if (pathname === "/api/logout" && request.method === "POST") return json({}, 200, { "set-cookie": cookie("session", "", 0) });
  return json({ error: "There is no such endpoint." }, 404);
}

async function launch(request, query) {
  const state = query.get("state");
  // A launch has no state, so its code may be a stranger's, planted by any link. It is dropped, and a login of our own
  // begun: Clever knows the person already, so nobody sees that, and the code that comes back is theirs.
  if (state === null) return begin();
  const begun = read(request, "login");
  const ended = cookie("login", "", 0);
  if (!begun || state !== begun) return redirect("/?launch=stale", ended);
  const code = query.get("code");
  if (code === null) return redirect("/?launch=denied", ended);
  try {
    const { clientId, clientSecret, tokensUrl } = settings;
    const granted = await exchangeCode({ clientId, clientSecret, tokensUrl, code, redirectUri });
    const session = await seal({ token: granted.accessToken(), until: Date.now() + SESSION_SECS * 1000 });
    return redirect("/", ended, cookie("session", session, SESSION_SECS));
  } catch (error) {
    console.error(error); // holds no secret, no code and no token
    return redirect("/?launch=failed", ended);
  }
}

function begin() {
  const state = random();
  const url = new URL(settings.authorizeUrl);
  const parameters = { response_type: "code", client_id: settings.clientId, redirect_uri: redirectUri, state };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return redirect(url.href, cookie("login", state, LOGIN_SECS));
}

async function me(request) {
  const session = await open(read(request, "session") ?? "");
  if (!session) return json({ error: "Nobody is signed in." }, 401);
  const clever = createServerClever({ token: session.token, apiUrl: settings.apiUrl });
  try {
    const user = await clever.currentUser();
    return json({ name: user.name?.first, sections: await sections(clever, user.id) });
  } catch (error) {
    if (isCleverError(error, "unauthorized")) return json({ error: error.hint }, 401, { "set-cookie": cookie("session", "", 0) });
    console.error(error);
    return json({ error: "Clever does not answer as it should." }, 502);
  }
}

/** Only a Library teacher's token reaches sections. */
async function sections(clever, id) {
  try {
    return (await clever.getSectionsForUser(id).all({ max: 100 })).map(({ name }) => name);
  } catch (error) {
    if (isCleverError(error, "not_found") || isCleverError(error, "forbidden")) return [];
    throw error;
  }
}
