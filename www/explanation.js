/**
 * What each kind of failure means to the person in front of the page: a title, what happened, what to do, and
 * the one remedy offered: `login`, `popup`, `home`, `reload` or `retry`. Keyed by code, or code and reason.
 */
const EXPLANATIONS = {
  "oauth_error access_denied": {
    title: "The sign-in was declined",
    happened: "Clever reports that access was not granted. Nothing about you reached this page.",
    advice: "If that was a slip, log in again. If not, ask your school whether this application is shared with you.",
    remedy: "login",
  },
  "oauth_error": {
    title: "Clever could not sign you in",
    happened: "Clever answered the sign-in with an error.",
    advice: "Log in again; if it stays like this, pass the technical details on to your school’s Clever administrator.",
    remedy: "login",
  },
  "state_missing": {
    title: "This sign-in was not started here",
    happened: "An answer arrived that does not belong to any sign-in of this page, so it was discarded.",
    advice: "Log in from this page. If that fails too, this application may not be shared with your school yet.",
    remedy: "login",
  },
  "state_mismatch": {
    title: "This is not the sign-in you began",
    happened: "The answer carries another mark than the sign-in that is waiting in this tab. It may come from an old tab, or from somebody else’s link; it was not accepted.",
    advice: "Log in again from this page.",
    remedy: "login",
  },
  "state_unknown": {
    title: "This sign-in is not known here",
    happened: "The answer does not match a sign-in that was begun in this tab.",
    advice: "Log in again from this page.",
    remedy: "login",
  },
  "state_unknown already_used": {
    title: "This sign-in was already used",
    happened: "Each sign-in counts once. Going back or reloading brought up one that is spent.",
    advice: "Nothing is lost: log in again.",
    remedy: "login",
  },
  "state_unknown other_context": {
    title: "This sign-in was begun somewhere else",
    happened: "It started in another browser, window or app than the one that you are looking at now.",
    advice: "Log in again, and stay in this window.",
    remedy: "login",
  },
  "state_expired": {
    title: "This sign-in took too long",
    happened: "Too much time passed between the start of the sign-in and Clever’s answer.",
    advice: "Log in again; it takes a few seconds.",
    remedy: "login",
  },
  "callback_invalid": {
    title: "Clever’s answer could not be read",
    happened: "The address that Clever sent you back to is damaged or incomplete. It was discarded.",
    advice: "Log in again. Do not copy or edit the address while signing in.",
    remedy: "login",
  },
  "callback_invalid unsupported_response_type": {
    title: "This application is not ready for this kind of sign-in",
    happened: "Clever sent a code where this page needs a token: implicit grant is not enabled for this client.",
    advice: "The developer has to ask Clever to enable it. Logging in again will not help until then.",
    remedy: "home",
  },
  "portal_loop": {
    title: "Clever and this page keep sending you round",
    happened: "Clever answered twice with a code that a page without a server cannot redeem: implicit grant is not enabled for this client.",
    advice: "The developer has to ask Clever to enable it. Until then, go back to the start.",
    remedy: "home",
  },
  "token_refused": {
    title: "This token is not for this page",
    happened: "Clever’s answer carried a token that was issued to another application, or one that never belongs in a browser. It was thrown away.",
    advice: "Log in again from this page.",
    remedy: "login",
  },
  "storage_unavailable": {
    title: "This browser does not let the page remember anything",
    happened: "Signing in by redirect needs this tab’s storage, and it is blocked or full.",
    advice: "Allow site data for this page, or log in in a window, which works without.",
    remedy: "popup",
  },
  "crypto_unavailable": {
    title: "This browser cannot protect a sign-in",
    happened: "There is no secure source of random numbers here.",
    advice: "Open this page in a current browser.",
    remedy: "reload",
  },
  "framed": {
    title: "Clever does not open inside another site’s frame",
    happened: "This page is embedded in another site, and a sign-in there could be hijacked.",
    advice: "Log in in a window of its own.",
    remedy: "popup",
  },
  "popup_blocked": {
    title: "The browser blocked the Clever window",
    happened: "Pop-up windows are not allowed for this page.",
    advice: "Allow them for this page, or log in right here instead.",
    remedy: "login",
  },
  "cancelled": {
    title: "The sign-in was not finished",
    happened: "You came back before Clever had answered.",
    advice: "Log in again whenever you like.",
    remedy: "login",
  },
  "timeout": {
    title: "Clever takes too long to answer",
    happened: "The request was given up.",
    advice: "Try again in a moment.",
    remedy: "retry",
  },
  "network": {
    title: "Clever cannot be reached",
    happened: "No answer came back. The connection may be down, a filter may block it, or Clever is busy.",
    advice: "Check the connection, then try again.",
    remedy: "retry",
  },
  "rate_limited": {
    title: "Too many requests for now",
    happened: "Clever allows 1,200 requests a minute, and this page has used them up.",
    advice: "Wait a minute, then try again.",
    remedy: "retry",
  },
  "server_error": {
    title: "Clever has a problem",
    happened: "Clever answered with an error of its own.",
    advice: "Try again in a moment.",
    remedy: "retry",
  },
  "bad_request": {
    title: "Clever did not take what was asked",
    happened: "Something in the request is missing, or is not as Clever wants it.",
    advice: "The technical details have Clever’s own words. Change what was given, then try again.",
    remedy: "retry",
  },
  "invalid_argument": {
    title: "That cannot be asked for",
    happened: "Something that was given is not what the call takes, so nothing was sent.",
    advice: "The technical details name it. Change it, then try again.",
    remedy: "retry",
  },
  "not_found": {
    title: "Not within reach",
    happened: "Clever knows no such record, or this sign-in may not read it.",
    advice: "Another person’s sign-in may reach it.",
    remedy: "retry",
  },
  "invalid_response": {
    title: "Clever’s answer makes no sense",
    happened: "The answer is not in the shape that Clever publishes. A proxy may have replaced or cut it.",
    advice: "Try again; if it stays, pass the technical details on.",
    remedy: "retry",
  },
  "unexpected_redirect": {
    title: "The answer came from somewhere else",
    happened: "The request was sent on to another address, as school filters do. It was not followed, to keep your token here.",
    advice: "Sign in to the network if it asks for that, then try again.",
    remedy: "retry",
  },
  "wasm_blocked": {
    title: "This page is not allowed to run WebAssembly",
    happened: "The Content-Security-Policy of this page does not allow WebAssembly to be compiled.",
    advice: "Whoever runs the page has to add 'wasm-unsafe-eval' to its script-src. Then reload.",
    remedy: "reload",
  },
  "wasm_unavailable": {
    title: "This browser is too old for this page",
    happened: "WebAssembly could not be started here.",
    advice: "Update the browser, then open the page again.",
    remedy: "reload",
  },
  "invalid_config": {
    title: "This page is set up wrongly",
    happened: "The options that it gives to the SDK do not hold.",
    advice: "The technical details name the option.",
    remedy: "reload",
  },
};

EXPLANATIONS.forbidden = EXPLANATIONS.not_found;

const UNEXPECTED = {
  title: "Something unexpected happened",
  happened: "The page met a problem that it has no better words for.",
  advice: "Try again; if it stays, pass the technical details on.",
  remedy: "retry",
};

const UNSTARTED = {
  title: "This page could not start",
  happened: "Its settings or the SDK could not be loaded.",
  advice: "See that the emulator that serves this page is still running and the package has been built, then reload.",
  remedy: "reload",
};

/** The words for one failure: the most specific entry that fits. */
export function explain(error) {
  const { code, reason, oauthError, retryAfterMs } = error ?? {};
  const words =
    EXPLANATIONS[`${code} ${reason}`] ?? EXPLANATIONS[`${code} ${oauthError}`] ?? EXPLANATIONS[code] ?? UNEXPECTED;
  if (code !== "rate_limited" || !retryAfterMs) return words;
  return { ...words, advice: `Wait ${Math.ceil(retryAfterMs / 1000)} seconds, then try again.` };
}

/** The words for a page whose client could not be created at all. */
export function explainStart(error) {
  return error?.code ? explain(error) : UNSTARTED;
}
