// The first script of every page of the suite: notices what must not happen, and tells the journal of the app's origin.
// In hexadecimal, so that a token in it would not be masked there.
(() => {
  const send = globalThis.fetch.bind(globalThis);
  const under = [];
  const tell = (kind, text) => {
    const hex = Array.from(new TextEncoder().encode(text.slice(0, 2000)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    under.push(send(`/e2e/seen.txt?kind=${kind}&text=${hex}`, { keepalive: true, cache: "no-store" }).catch(() => {}));
  };
  addEventListener("securitypolicyviolation", (event) => tell("violation", `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
  addEventListener("error", (event) => tell("error", `${event.message} ${event.error?.stack ?? ""}`));
  addEventListener("unhandledrejection", (event) => tell("rejection", `${event.reason?.name} ${event.reason?.message} ${event.reason?.code ?? ""}`));
  for (const level of ["debug", "log", "info", "warn", "error", "trace"]) {
    const print = console[level];
    console[level] = (...given) => {
      tell("console", given.map(String).join(" "));
      print.apply(console, given);
    };
  }
  globalThis.watch = {
    /** As the page was found, before any module ran. */
    historyLength: history.length,
    fragmentLength: location.hash.length,
    told: () => Promise.all(under).then(() => under.length),
    /** The places of this page that show a token, out of all that a script can read without asking accessToken(). */
    canary() {
      const kept = (storage) => {
        try {
          return Object.entries(storage());
        } catch {
          return []; // denied
        }
      };
      // Where the app asked for it, this tab's store holds the session.
      const { app } = globalThis;
      const asked = !app || app.options.sessionStore === "session";
      const shown = (value) => JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner)) ?? "";
      const places = {
        address: location.href,
        title: document.title,
        markup: document.documentElement.outerHTML,
        fields: Array.from(document.querySelectorAll("input, textarea"), ({ value }) => value).join(),
        name: window.name,
        referrer: document.referrer,
        "history state": shown(history.state),
        // The engine's own entry of the navigation keeps its address: a stated limit.
        entries: performance.getEntries().filter(({ entryType }) => entryType !== "navigation").map(({ name }) => name).join(),
        cookie: document.cookie,
        sessionStorage: shown(kept(() => sessionStorage).filter(([key]) => !(asked && key.endsWith(":session")))),
        localStorage: shown(kept(() => localStorage)),
        client: app?.clever ? shown([app.clever, { ...app.clever.session }, app.clever.diagnose(), String(app.clever.session)]) : "",
        told: app ? shown([app.events, app.requests, app.issues, app.outcome, app.failure]) : "",
      };
      return Object.keys(places).filter((place) => /il[A-Za-z0-9]{38}/.test(places[place]));
    },
  };
})();
