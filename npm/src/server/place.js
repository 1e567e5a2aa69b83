// Where a secret or a district's token may be: on a server, never in a page.
import { CleverError } from "../driver/error.js";
import { hasPage } from "../driver/page.js";
import { start } from "../driver/wasm.js";

/** Browsers name themselves so, in their workers too; Node, Deno, Bun and workerd each say their own name, or none. */
const inBrowser = () => hasPage() || /^Mozilla\//.test(globalThis.navigator?.userAgent ?? "");

/**
 * Refuses a browser before anything of the caller's is looked at, and starts the module.
 * @param {() => WebAssembly.Module} load
 */
export function onServer(load) {
  if (inBrowser()) {
    throw new CleverError({
      code: "invalid_config",
      message: "invalid_config: clever-wasm/server must not run in a browser, where a client secret or a district's token would be everybody's",
      hint: "Call it on your server, and use clever-wasm in the page. A test that needs it runs without a DOM (the node environment).",
      retryable: false,
      path: "document",
    });
  }
  start(load);
}
