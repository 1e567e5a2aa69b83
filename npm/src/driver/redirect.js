// Going to Clever and coming back: login, loginUrl, loginWithPopup, handleRedirect.
import { isCleverError } from "./error.js";
import { hasPage } from "./page.js";
import { openPopup, relay } from "./popup.js";
import { ask, askJson, failure, refusal } from "./wasm.js";
import { check, own, whenAborted } from "./wire.js";

const TOKEN_INFO_MS = 3000;
const STILL_HERE_MS = 10_000;
const NEVER = () => new Promise(() => {});
const BEGIN = { here: 0, anywhere: 1, popup: 2 };
const PLACE = { page: 0, framed: 1, given: 2, noPage: 3, opener: 4 };

/** Names an answer without holding it: 53 bits of it are enough to know it again. */
function print(text) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    a = Math.imul(a ^ text.charCodeAt(at), 2654435761);
    b = Math.imul(b ^ text.charCodeAt(at), 1597334677);
  }
  return (b >>> 11) * 4294967296 + (a >>> 0);
}

export function createRedirect(client) {
  const { seat, config } = client;
  let running = 0;
  let idle = () => {};
  let popup = null;

  /** Whether a page of another site stands around this one. */
  function framed() {
    for (let frame = window; frame !== frame.parent; frame = frame.parent) {
      try {
        if (frame.parent.location.origin !== location.origin) return true;
      } catch {
        return true;
      }
    }
    return false;
  }

  /** The options of a login as plain values; `appState` as JSON text. */
  function plain(options) {
    const { districtId, returnTo, confirmed, appState } = own(options);
    let text;
    try {
      text = appState === undefined ? undefined : JSON.stringify(appState);
    } catch (error) {
      throw refusal("invalid_argument", "appState", "appState must be a JSON value", error);
    }
    if (appState !== undefined && text === undefined) {
      throw refusal("invalid_argument", "appState", "appState must be a JSON value");
    }
    return { districtId, returnTo, confirmed, appState: text };
  }

  /** Address and state. */
  function begin(how, options) {
    client.open();
    const begun = askJson("begin", client.id(), how, [], plain(options));
    seat.forget();
    return begun;
  }

  async function login(options) {
    client.open();
    if (hasPage() && framed()) throw failure("framed");
    const [url] = begin(BEGIN.here, options);
    return new Promise((_, reject) => {
      const back = (event) => event.persisted && give();
      const timer = setTimeout(() => document.visibilityState === "visible" && give(), STILL_HERE_MS);
      const closed = () => give(client.closing.reason);
      const give = (error = failure("cancelled")) => {
        clearTimeout(timer);
        removeEventListener("pageshow", back);
        unheed();
        reject(error);
      };
      addEventListener("pageshow", back);
      const unheed = whenAborted(client.closing, closed);
      location.assign(url);
    });
  }

  async function loginWithPopup(options) {
    client.open();
    const { signal } = check(options);
    popup?.cancel(failure("cancelled"));
    if (!hasPage()) throw failure("popup_blocked");
    const [url, state] = begin(BEGIN.popup, options);
    const at = config.redirect;
    const unheed = whenAborted(client.closing, () => popup?.cancel(client.closing.reason));
    try {
      popup = openPopup({ url, state, maxAgeMs: config.loginMaxAgeMs, signal }, (suffix) => {
        popup = null;
        return settle(new URL(at + suffix).href, PLACE.opener);
      });
      const mine = popup;
      try {
        return (await mine.result).session;
      } finally {
        if (popup === mine) popup = null;
      }
    } finally {
      unheed();
      if (!client.closing.aborted) ask("abandon", client.id(), 0, [state]);
    }
  }

  /** When the page is a callback: its answer leaves the address bar before anybody else can read it. */
  function capture() {
    const address = location.href;
    const isPopup = ask("capture", client.id());
    if (!isPopup) return;
    seat.capture(address);
    // A popup's window has nothing to show: it hands over at once, whether or not the app gets to handleRedirect().
    if (isPopup === "true") redeemPage();
  }

  const redeemPage = () => seat.redeemed((address) => settle(address, framed() ? PLACE.framed : PLACE.page));

  async function handleRedirect(url) {
    client.open();
    let outcome;
    if (url !== undefined) {
      let address;
      try {
        address = new URL(url, config.redirectUri).href;
      } catch (error) {
        throw refusal("invalid_argument", "url", "url must be an address", error);
      }
      outcome = seat.given(print(address), () => settle(address, hasPage() && !framed() ? PLACE.given : PLACE.noPage));
    } else if (hasPage()) {
      capture(); // a route that only changed the fragment is a callback as well
      outcome = redeemPage();
    }
    return untilClosed(outcome ?? null);
  }

  /** The memo is the page's; a client that closes only stops waiting for it. */
  function untilClosed(promise) {
    return new Promise((resolve, reject) => {
      const done = whenAborted(client.closing, () => reject(client.closing.reason));
      Promise.resolve(promise).then((value) => (done(), resolve(value)), (error) => (done(), reject(error)));
    });
  }

  async function settle(address, place) {
    running += 1;
    try {
      client.session(); // whoever is still in this tab's store is replaced, not overwritten unseen
      let outcome = askJson("redeem", client.id(), place, [address]);
      if (!outcome) return null;
      const [what, given, ticket] = outcome;
      if (what === "restart") {
        location.replace(given);
        return await NEVER();
      }
      if (what === "relay") return await relayed(given, address);
      if (what === "verify") outcome = askJson("verified", client.id(), ticket, [await tokenInfo(given)]);
      const [, record, returnTo, appState, portalLaunch] = outcome;
      return { session: seat.signIn(record), returnTo, appState, portalLaunch };
    } catch (error) {
      if (isCleverError(error) && error.appState === undefined && error.returnTo !== undefined) error.appState = null;
      throw error;
    } finally {
      running -= 1;
      if (running === 0) idle();
    }
  }

  const relayed = (state, address) => relay(client.id(), state, address.slice(config.redirect.length));

  /** The body of tokeninfo's 200; undefined for every other answer and for none. One attempt. */
  const tokenInfo = (token) => client.ask(config.tokenInfoUrl, "/oauth/tokeninfo", token, TOKEN_INFO_MS);

  return {
    capture,
    framed,
    whenIdle(run) {
      if (running === 0) run();
      else idle = run;
    },
    methods: {
      login,
      loginUrl: (options) => begin(BEGIN.anywhere, options)[0],
      loginWithPopup,
      handleRedirect,
    },
  };
}
