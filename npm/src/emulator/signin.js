// Signing in without a browser: what a person at Clever's login page does, and where it leads.
import { EmulatorError } from "./error.js";

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const plain = (html) => html.replace(/&([a-z]+|#39);/g, (whole, name) => entities[name] ?? whole);

/**
 * @param {(request: object, body?: Uint8Array) => object} ask @param {() => object} addresses
 * @param {(key: string) => object} persona
 */
export function createSignIn(ask, addresses, persona) {
  const form = (pairs) => new TextEncoder().encode(String(new URLSearchParams(pairs)));
  const header = (answer, name) => answer.headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const get = (target, cookie) => ask({ origin: "clever", method: "GET", target, headers: [["cookie", cookie]] });
  const post = (pairs, cookie = "") =>
    ask({ origin: "clever", method: "POST", target: "/login", headers: [["content-type", "application/x-www-form-urlencoded"], ["cookie", cookie]] }, form(pairs));
  const text = (answer) => new TextDecoder().decode(answer.body);
  const cookieOf = (answer) => (header(answer, "set-cookie") ?? "").split(";")[0];

  /** The address that Clever sends the browser to, or what its page says instead. */
  function leads(answer) {
    const location = answer.status === 302 && header(answer, "location");
    if (location) return location;
    const [, code = "", words = "the login page"] = /data-error="([^"]*)">([^<]*)</.exec(text(answer)) ?? [];
    throw new EmulatorError("sign_in_refused", `Clever shows a page of its own${code && ` (${plain(code)})`}: ${plain(words)}`);
  }

  function target(authorizeUrl) {
    const place = authorizeUrl === undefined ? null : addresses().find(authorizeUrl);
    if (place?.origin !== "clever") {
      throw new EmulatorError("invalid_option", "authorizeUrl is what clever.loginUrl() gives, at this emulator's Clever");
    }
    return place.target;
  }

  function signInAs(key, { authorizeUrl } = {}) {
    const next = target(authorizeUrl);
    const answer = post({ persona: persona(key).key, continue: next });
    const asked = answer.status === 200 && text(answer).includes('data-action="confirm"');
    return leads(asked ? post({ action: "confirm", continue: next }, cookieOf(answer)) : answer);
  }

  return {
    signInAs,
    signIn: (clever, key, options) => clever.handleRedirect(signInAs(key, { authorizeUrl: clever.loginUrl(options) })),
    denySignIn: ({ authorizeUrl } = {}) => leads(post({ action: "deny", continue: target(authorizeUrl) })),
    launchFrom(where, key, { clientId, portalUrl, instantLoginUrl }) {
      const { key: name } = persona(key);
      if (where === "instant_login") {
        const link = new URL(instantLoginUrl);
        link.searchParams.set("client_id", clientId);
        return leads(post({ persona: name, continue: target(link.href) }));
      }
      const portal = target(portalUrl);
      const cookie = cookieOf(post({ persona: name, continue: portal }));
      const tiles = [...text(get(portal, cookie)).matchAll(/href="([^"]*)" data-client="([^"]*)"/g)];
      const tile = tiles.find(([, , id]) => plain(id) === clientId);
      if (!tile) throw new EmulatorError("invalid_option", "clientId is none of the registered ones");
      return leads(get(target(plain(tile[1])), cookie));
    },
  };
}
