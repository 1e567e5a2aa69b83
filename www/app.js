import { copyDiagnosis } from "./diagnosis.js";
import { byId } from "./element.js";
import { explain, explainStart } from "./explanation.js";
import { remedies, showFailure } from "./failure.js";
import { clearNotice, showNotice } from "./notice.js";
import { clearLog, logRequest } from "./requestlog.js";
import { showLoading, showView } from "./view.js";
import { chosenLogin, furnishWelcome, showWaiting } from "./welcome.js";

const FAREWELLS = {
  logout: "You are signed out here. Clever itself may still know you: on a shared device, log out there too.",
  expired: "Your session has come to its end. Log in again to go on.",
  unauthorized: "Clever no longer accepts this sign-in, so it has ended here. Log in again to go on.",
  other_tab: "You signed out in another tab of this page, so this one has signed out too.",
};

/** Loaded while nobody waits for it. */
const loadSignedIn = () => import("./signed-in.js");

let clever = null;
/** The page's own path: `/`, or wherever a static host has it. */
const HOME = new URL("./", import.meta.url).pathname;
let callbackPath = HOME;
/** Ends everything that the shown session has begun: requests, timers, listeners. */
let visit = new AbortController();
/** Until the first `handleRedirect()` has settled, the start-up below shows the session. */
let started = false;

byId("diagnose").addEventListener("click", () => copyDiagnosis(clever));
byId("log-clear").addEventListener("click", clearLog);
start();

async function start() {
  try {
    // Imported here and not above, so that a package that is missing still gets a friendly page.
    const { openClient } = await import("./client.js");
    const opened = await openClient(followRequest);
    clever = opened.clever;
    callbackPath = new URL(opened.emulator.redirectUri).pathname;
    furnishWelcome(opened.emulator);
  } catch (error) {
    fail(error, { words: explainStart(error) });
    return;
  }
  clever.on("signedIn", () => started && enter());
  clever.on("signedOut", ({ reason }) => leave(reason));
  clever.on("expiring", async ({ inMs }) => {
    const { spellTime } = await loadSignedIn();
    showNotice(`Your session ends in ${spellTime(inMs)}.`, { caution: true, action: { label: "Sign in again", run: () => logIn() } });
  });
  byId("login").addEventListener("click", () => logIn(chosenLogin()));
  byId("login-popup").addEventListener("click", () => logInWithPopup(chosenLogin()));
  byId("logout").addEventListener("click", () => clever.logout());
  byId("switch-user").addEventListener("click", switchUser);
  Object.assign(remedies, {
    login: (error) => logIn({ returnTo: error.returnTo ?? here() }),
    popup: () => logInWithPopup(),
    home: () => show(),
  });

  try {
    const result = await clever.handleRedirect();
    const place = result?.returnTo ?? HOME;
    // The explorer is a page of its own; the session waits for it in this tab's storage.
    if (place.startsWith(`${HOME}explorer.html`)) return location.replace(place);
    if (result) history.replaceState(null, "", place);
    show();
    if (result?.portalLaunch) showNotice("Clever began this sign-in; it was repeated once, with a mark of our own, to be sure that it is yours.");
  } catch (error) {
    // A failed answer does not end a session that was there before.
    fail(error, clever.session ? { remedy: "home" } : {});
  }
  started = true;
}

/** Puts a request in the log, and says why it takes so long when Clever asks for a pause. */
function followRequest(event) {
  logRequest(event);
  if (event.code === "rate_limited") {
    showNotice("Clever asks for a pause (429). The SDK waits, up to a minute, and tries again by itself.", { caution: true });
  }
}

/** Where to come back to: the address shown now, unless it is a callback path of its own. */
const here = () => (location.pathname === callbackPath ? HOME : location.pathname) + location.search;

function show() {
  if (clever.session) return enter();
  showWaiting(null);
  showView("signed-out");
  loadSignedIn().catch(() => {}); // enter() says so
}

/** Shows the session that there is now. */
async function enter() {
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  showWaiting(null);
  clearNotice();
  showLoading("Reading who you are.");
  try {
    const { clearSections, countDown, showProfile, showSections } = await loadSignedIn();
    if (signal.aborted) return;
    clearSections();
    const { me } = await showProfile(clever, signal);
    countDown(clever.session, signal);
    showView("signed-in");
    await showSections(clever, me, signal);
  } catch (error) {
    if (signal.aborted) return;
    if (clever.session) fail(error, { retry: enter });
    else leave("unauthorized");
  }
}

/** Takes everything of the ended session off the page. */
function leave(reason) {
  visit.abort();
  loadSignedIn().then(({ clearSections }) => clearSections(), () => {});
  clearLog();
  byId("who-name").textContent = "…";
  byId("profile").replaceChildren();
  // The new session follows at once.
  if (reason === "replaced") return showLoading("Another sign-in takes over.");
  showWaiting(null);
  showView("signed-out");
  showNotice(FAREWELLS[reason] ?? FAREWELLS.logout, { caution: reason !== "logout" });
}

async function logIn(options = {}) {
  clearNotice();
  showWaiting("Going to Clever…");
  try {
    await clever.login({ returnTo: here(), ...options });
  } catch (error) {
    showWaiting(null);
    if (error?.code === "cancelled") return showNotice(explain(error).happened);
    fail(error);
  }
}

/** Nothing may be awaited before the window opens, or browsers block it as not asked for. */
async function logInWithPopup(options = {}) {
  const waiting = new AbortController();
  const popup = clever.loginWithPopup({ ...options, signal: waiting.signal });
  clearNotice();
  showView("signed-out");
  showWaiting("Finish the sign-in in the Clever window.", () => waiting.abort());
  byId("login-cancel").focus();
  try {
    await popup;
  } catch (error) {
    showWaiting(null);
    if (error?.code !== "cancelled") return fail(error);
    showNotice("The sign-in in the window was given up.");
    byId("login-popup").focus();
  }
}

/** Clever keeps its own session, so the next person is only asked for with `confirmed: false`. */
function switchUser() {
  clever.logout();
  logIn({ confirmed: false, returnTo: HOME });
}

function fail(error, options = {}) {
  visit.abort();
  showFailure(byId("error"), error, { heading: "h1", id: "error-title", ...options });
  showView("error");
}
