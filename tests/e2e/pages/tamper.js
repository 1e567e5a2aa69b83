// What a browser or another script may have done to a page before the SDK starts.
(() => {
  const { tampered = [] } = globalThis.stage;
  const tampering = {
    /** Cookies and site data blocked: the getters throw. */
    storage() {
      for (const name of ["sessionStorage", "localStorage"]) {
        Object.defineProperty(globalThis, name, {
          configurable: true,
          get() {
            throw new DOMException("Access is denied for this document.", "SecurityError");
          },
        });
      }
    },
    /** An engine without BroadcastChannel. */
    channel() {
      delete globalThis.BroadcastChannel;
    },
    /** Timers a hundred times as fast, in a page that has the focus. */
    hurry() {
      const { setTimeout, setInterval } = globalThis;
      globalThis.setTimeout = (run, ms, ...rest) => setTimeout(run, ms / 100, ...rest);
      globalThis.setInterval = (run, ms, ...rest) => setInterval(run, ms / 100, ...rest);
      document.hasFocus = () => true;
    },
  };
  for (const name of tampered) tampering[name]();
})();
