// A page without a browser, and a Clever of a few lines.
import { Window } from "happy-dom";

export const REDIRECT_URI = "https://app.example/callback";
const GLOBALS = [
  "document", "navigator", "location", "history", "sessionStorage", "localStorage", "HTMLElement", "Element", "Node", "Text", "Comment",
  "DocumentFragment", "SVGElement", "HTMLIFrameElement", "HTMLInputElement", "HTMLMediaElement", "HTMLTemplateElement", "MutationObserver",
  "Event", "CustomEvent", "PointerEvent", "addEventListener", "removeEventListener", "dispatchEvent", "getComputedStyle", "ShadowRoot",
];

/** Puts a page under the test, at that address; before React, Vue or Svelte are imported. */
export function openPage(address = "https://app.example/") {
  const window = new Window({ url: address });
  for (const name of GLOBALS) {
    const value = typeof window[name] === "function" && /^[a-z]/.test(name) ? window[name].bind(window) : window[name];
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  }
  Object.defineProperty(globalThis, "window", { configurable: true, writable: true, value: globalThis });
  globalThis.parent = globalThis;
  return window;
}

export const json = (value, status = 200) =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json" } });

export const section = (id) => ({ id, name: `Section ${id}` });

/** Two pages of two sections each, by school. */
export function sections(url) {
  const { pathname, searchParams } = new URL(url);
  const school = pathname.split("/")[3];
  const second = searchParams.has("starting_after");
  const ids = (second ? ["3", "4"] : ["1", "2"]).map((id) => `${school}${id}`);
  const links = [{ rel: "self", uri: pathname }, ...(second ? [] : [{ rel: "next", uri: `${pathname}?starting_after=${ids[1]}` }])];
  return json({ data: ids.map((id) => ({ data: section(id), uri: `/v3.1/sections/${id}` })), links });
}

/**
 * A client over `answer(url, init)`; every request is kept, with whether it was aborted. Client ids differ, as a page's
 * clients of one id share their session.
 */
let clients = 0;
export function clientOf(createClever, answer = sections, options) {
  const requests = [];
  const clever = createClever({
    clientId: `client${(clients += 1)}`, redirectUri: REDIRECT_URI, verifyAudience: "off", retry: false,
    fetch: (url, init) => {
      const request = { url: String(url), aborted: false };
      requests.push(request);
      init.signal.addEventListener("abort", () => (request.aborted = true));
      return Promise.resolve().then(() => answer(url, init));
    },
    ...options,
  });
  return { clever, requests };
}

/** Signs in as a shell would, without the page. */
export const signIn = (clever, token = "ilToken") => clever.handleRedirect(callback(clever.loginUrl(), token));

/** Where Clever sends people back to. */
export const callback = (loginUrl, token = "ilToken") =>
  `${REDIRECT_URI}#access_token=${token}&token_type=bearer&state=${new URL(loginUrl).searchParams.get("state")}`;

/** A page that is the callback of a login with `returnTo`, and its client. */
export function callbackPage(createClever) {
  const window = openPage();
  const options = { clientId: `client${(clients += 1)}`, redirectUri: REDIRECT_URI, verifyAudience: "off", retry: false };
  const url = callback(createClever({ ...options, fetch: sections }).loginUrl({ returnTo: "/classes" }));
  window.happyDOM.setURL(url);
  const clever = createClever({ ...options, fetch: async (url) => sections(url) });
  if (window.location.href !== REDIRECT_URI) throw new Error(`not scrubbed: ${window.location.href}`);
  return clever;
}

/** Turns until that holds. */
export async function until(holds, step = (turn) => turn()) {
  for (let turns = 0; turns < 500; turns += 1) {
    if (holds()) return;
    await step(() => new Promise((next) => setImmediate(next)));
  }
  throw new Error(`waited in vain: ${holds}`);
}
