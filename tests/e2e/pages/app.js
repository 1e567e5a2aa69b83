// The smallest app: a client made in its first module, as the stage of the case has it, and everything within a case's reach.
import { createClever, isCleverError } from "/pkg/dist/index.js";

const MEMBERS = ["name", "message", "code", "reason", "status", "retryable", "retryAfterMs", "hint", "path", "cursor", "delivered",
  "oauthError", "oauthErrorDescription", "returnTo", "appState"];

/** An error as plain values. */
function describe(error) {
  const members = MEMBERS.filter((name) => error?.[name] !== undefined).map((name) => [name, error[name]]);
  return { ...Object.fromEntries(members), isCleverError: isCleverError(error), cause: error?.cause === undefined ? null : String(error.cause?.message ?? error.cause) };
}

const app = {
  describe,
  /** `[event, detail]`, in their order. */
  events: [],
  /** What `onRequest` was told. */
  requests: [],
  issues: [],
  /** Every click on the second button: how to give it up, and what became of it. */
  popups: [],
  options: {
    clientId: stage.clientId,
    redirectUri: `${location.origin}${stage.redirectPath}`,
    authorizeUrl: `${stage.clever}/oauth/authorize`,
    apiUrl: stage.api,
    onRequest: (event) => app.requests.push(event),
    onInvalid: (issue) => app.issues.push(issue),
    ...stage.options,
  },
  createClever,
  isCleverError,
  /** Of trapped.js. */
  traps: globalThis.traps ?? null,
  /** Another entry of the package. */
  entry: (name) => import(`/pkg/dist/${name}.js`),
  clever: null,
  failure: null,
  arrival: "waiting",
  outcome: null,

  follow(clever, events) {
    const note = (event, detail) => events.push([event, detail.session ? { clientId: detail.session.clientId, replaced: detail.replaced } : { ...detail }]);
    for (const event of ["signedIn", "signedOut", "expiring"]) clever.on(event, (detail) => note(event, detail));
  },
  /** Signs in with a token that the case got for a persona, by way of loginUrl() and handleRedirect(url). */
  async enter(token, fields = {}) {
    const state = new URL(app.clever.loginUrl()).searchParams.get("state");
    const answer = new URLSearchParams({ access_token: token, token_type: "bearer", state, ...fields });
    return app.clever.handleRedirect(`${app.options.redirectUri}#${answer}`);
  },
};
Object.assign(globalThis, app, { app });

function arrive(arrival, outcome) {
  app.spentMs ??= performance.now() - started;
  Object.assign(globalThis, { arrival, outcome });
  Object.assign(app, { arrival, outcome });
  document.querySelector("[data-testid=arrival]").textContent = arrival;
}

const started = performance.now();
try {
  const clever = createClever(app.options);
  app.clever = globalThis.clever = clever;
  if (stage.asksAtOnce) {
    // Nobody has looked at `session` before.
    const list = clever.getUsers({ limit: 20 });
    const walked = (async () => {
      let seen = 0;
      for await (const _ of list) if (++seen === 30) break;
      return seen;
    })();
    Promise.all([walked, clever.getUsers({ limit: 20 }).all({ max: 30 })]).then(([seen, all]) => (app.first = [seen, all.length]), (error) => (app.first = [error.code]));
  }
  app.follow(clever, app.events);
  document.querySelector("[data-testid=login]").onclick = () => clever.login(stage.login).catch((error) => arrive("rejected", describe(error)));
  document.querySelector("[data-testid=login-popup]").onclick = () => {
    const controller = new AbortController();
    const popup = { abort: (reason) => controller.abort(reason), outcome: null };
    app.popups.push(popup);
    clever.loginWithPopup({ ...stage.login, signal: controller.signal }).then(
      (session) => (popup.outcome = { session }),
      (error) => (popup.outcome = { error: describe(error) }),
    );
  };
  if (stage.popupAtOnce) {
    clever.loginWithPopup().then(() => arrive("signed in", null), (error) => arrive("rejected", describe(error)));
  } else {
    clever.handleRedirect().then(
      (result) => arrive(result ? "signed in" : "nothing", result),
      (error) => arrive("rejected", describe(error)),
    );
  }
} catch (error) {
  app.failure = globalThis.failure = describe(error);
  arrive("failed", app.failure);
}

/** What the policy forbids, tried by the page itself: the names of what is thrown. */
app.violate = async () => {
  const tried = [];
  await new Promise((next) => setTimeout(next)); // out of what the driver runs, which engines exempt
  for (const forbidden of [
    () => (document.createElement("div").innerHTML = "<b>markup</b>"),
    () => new Function("return 1"),
    () => fetch("https://elsewhere.invalid/"),
  ]) {
    try {
      await forbidden();
      tried.push("allowed");
    } catch (error) {
      tried.push(error.name);
    }
  }
  return tried;
};

/** Everything that the suite watches for, by the page itself. */
app.misbehave = async (word) => {
  console.log(word, 1);
  setTimeout(() => {
    throw new Error("on purpose");
  });
  Promise.reject(new Error("unheard"));
  await fetch("https://elsewhere.invalid/").catch(() => {});
  await new Promise((next) => setTimeout(next, 0));
  await new Promise((next) => setTimeout(next, 0));
};
