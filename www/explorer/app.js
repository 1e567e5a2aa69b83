import { openClient } from "../client.js";
import { byId, element } from "../element.js";
import { explainStart } from "../explanation.js";
import { remedies, showFailure } from "../failure.js";
import { clearNotice, showNotice } from "../notice.js";
import { clearJournal, noteRequest } from "./journal.js";

/** Each view's module is loaded when it is first shown, and gives a function that shows it. */
const VIEWS = {
  operations: async () => {
    const { loadOperations, showOperations } = await import("./operations.js");
    await loadOperations();
    return showOperations;
  },
  roster: async () => (await import("./roster.js")).showRoster,
  attendance: async () => (await import("./attendance.js")).showAttendance,
  events: async () => (await import("./events.js")).showEvents,
  assignments: async () => (await import("./assignments.js")).showAssignments,
  weather: async () => (await import("./weather.js")).showWeather,
};

let clever;
let emulator;
/** Ends whatever the shown view has begun. */
let visit = new AbortController();

start();

async function start() {
  try {
    ({ clever, emulator } = await openClient(noteRequest));
  } catch (error) {
    showFailure(byId("error"), error, { heading: "h1", words: explainStart(error) });
    return show("error");
  }
  furnish();
  clever.on("signedIn", enter);
  clever.on("signedOut", ({ reason }) => {
    leave();
    if (reason !== "logout" && reason !== "replaced") showNotice("The session has ended; sign in again.", { caution: true });
  });
  byId("logout").addEventListener("click", () => clever.logout());
  byId("log-clear").addEventListener("click", clearJournal);
  for (const button of byId("views").querySelectorAll("[data-show]")) {
    button.addEventListener("click", () => (location.hash = button.dataset.show));
  }
  addEventListener("hashchange", () => clever.session && open());
  Object.assign(remedies, { login: () => signIn(), popup: () => signIn(), home: leave });
  if (clever.session) enter();
  else leave();
}

function furnish() {
  byId("personas").replaceChildren(
    ...[...emulator.personas].reverse().map(({ key, label, description }) =>
      element("li", { class: key === "explorer" ? "card recommended" : "card" },
        element("h2", {}, label), element("p", { class: "muted small" }, description))),
  );
  byId("login").addEventListener("click", () => signIn());
  // Clever may still know somebody here, and would not ask.
  byId("login-other").addEventListener("click", () => signIn({ confirmed: false }));
}

async function signIn(how = {}) {
  clearNotice();
  try {
    await clever.login({ ...how, returnTo: new URL("../explorer.html", import.meta.url).pathname });
  } catch (error) {
    if (error.code !== "cancelled") showNotice(error.message, { caution: true });
  }
}

async function enter() {
  open();
  try {
    const { name, email, user_type: role } = await clever.userinfo();
    byId("who").textContent = [[name?.first, name?.last].filter(Boolean).join(" ") || email, role].filter(Boolean).join(", ");
  } catch {
    byId("who").textContent = "signed in";
  }
}

function leave() {
  visit.abort();
  clearJournal();
  byId("who").textContent = "";
  byId("account").hidden = byId("views").hidden = true;
  show("signed-out");
}

async function open() {
  const name = location.hash.slice(1) in VIEWS ? location.hash.slice(1) : "operations";
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  for (const button of byId("views").querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === name));
  }
  try {
    const showView = await VIEWS[name]();
    if (signal.aborted) return;
    // Not before: a form without its handler would leave the page.
    byId("account").hidden = byId("views").hidden = false;
    show(name);
    await showView({ clever, emulator, signal });
  } catch (error) {
    if (signal.aborted) return;
    showFailure(byId("error"), error, { heading: "h1", words: explainStart(error) });
    show("error");
  }
}

function show(name) {
  const main = byId("main");
  main.dataset.view = name;
  for (const panel of main.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
  main.querySelector(`[data-panel="${name}"] h1`)?.focus({ preventScroll: true });
}
