// What a browser lets a page ask and read. `emulator.fetch` holds a page to it, so that a test fails where the page would.

const SAFE_REQUEST = ["accept", "accept-language", "content-language"];
const SAFE_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;
const SAFE_METHODS = ["GET", "HEAD", "POST"];
const SAFE_RESPONSE = ["cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma"];

const words = (text) => (text ?? "").split(",").map((word) => word.trim().toLowerCase());

/** The names that a preflight has to ask for. happy-dom's Headers gives them as they were written. @param {Headers} headers */
export const unsafeNames = (headers) =>
  [...headers.keys()].map((name) => name.toLowerCase()).filter(
    (name) => !SAFE_REQUEST.includes(name) && !(name === "content-type" && SAFE_TYPES.test(headers.get(name))),
  );

export const needsPreflight = (method, headers) => !SAFE_METHODS.includes(method) || unsafeNames(headers).length > 0;

/** Whether the origin may read it; with credentials only where it says so by name. @param {Headers} answered */
export const readable = (answered, origin, credentials) =>
  credentials === "include"
    ? answered.get("access-control-allow-origin") === origin && answered.get("access-control-allow-credentials") === "true"
    : ["*", origin].includes(answered.get("access-control-allow-origin"));

/** Whether the preflight's answer lets the request through. */
export function permitted(status, answered, { method, headers, origin, credentials }) {
  const methods = words(answered.get("access-control-allow-methods"));
  const names = words(answered.get("access-control-allow-headers"));
  return (
    status >= 200 && status < 300 && readable(answered, origin, credentials) &&
    (SAFE_METHODS.includes(method) || methods.includes(method.toLowerCase()) || methods.includes("*")) &&
    unsafeNames(headers).every((name) => names.includes(name) || (names.includes("*") && name !== "authorization"))
  );
}

/** The headers that a page of another origin sees. */
export function visible(answered) {
  const shown = words(answered.get("access-control-expose-headers"));
  return [...answered].map(([name, value]) => [name.toLowerCase(), value]).filter(([name]) => SAFE_RESPONSE.includes(name) || shown.includes(name) || shown.includes("*"));
}
