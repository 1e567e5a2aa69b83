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
  };
})();
