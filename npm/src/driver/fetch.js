// What every request looks like, and which answer is none.

/** What fetch is given: no cookies, no cache, no referrer, no redirect followed, nothing inherited. */
export function fetchInit(method, token, body, signal) {
  const bare = (members) => Object.assign(Object.create(null), members);
  const headers = bare({ Authorization: `Bearer ${token}`, Accept: "application/json" });
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const init = bare({ method, headers, signal, redirect: "manual" });
  if (body !== undefined) init.body = body;
  const wanted = { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
  for (const name of Object.keys(wanted)) {
    // Some runtimes throw on members that they do not know.
    if (typeof Request !== "function" || name in Request.prototype) init[name] = wanted[name];
  }
  return init;
}

/** Whether the server answered with a redirect, also where a fetch of the caller's followed it: what came then is anybody's. */
export const isLedAstray = (response) => response.type === "opaqueredirect" || response.redirected;
