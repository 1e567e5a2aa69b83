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
    /** Every message to a window or a channel is kept in `posted`, and a window that closes itself stays for a look. */
    messages() {
      const posted = (globalThis.posted = []);
      const { postMessage } = globalThis;
      globalThis.postMessage = function (message, target, ...rest) {
        posted.push({ message, target: typeof target === "string" ? target : (target?.targetOrigin ?? null) });
        return postMessage.call(this ?? globalThis, message, target, ...rest);
      };
      const { prototype } = BroadcastChannel;
      const send = prototype.postMessage;
      prototype.postMessage = function (message) {
        posted.push({ message, channel: this.name });
        send.call(this, message);
      };
      globalThis.close = () => {};
    },
  };
  for (const name of tampered) tampering[name]();
})();
