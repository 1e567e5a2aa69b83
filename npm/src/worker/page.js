// The page's side of the worker: starts it, and waits until requests of this page reach it.

const refusal = (message) => Object.assign(new Error(message), { name: "EmulatorError", code: "no_service_worker" });

/** @type {typeof import("../../types/emulator-page.d.ts").startEmulator} */
export async function startEmulator({ script, scope, ...options }) {
  const container = globalThis.navigator?.serviceWorker;
  if (!container) throw refusal("this page cannot have a service worker: it takes https (or localhost) and a browser window that allows site data");
  const address = new URL(script, document.baseURI);
  address.searchParams.set("options", JSON.stringify(options));
  const registration = await container.register(address.href, { ...(scope !== undefined && { scope }), updateViaCache: "none" });
  const started = registration.installing ?? registration.waiting ?? registration.active;
  await new Promise((resolve, reject) => {
    const look = () => {
      if (started.state === "activated") resolve();
      else if (started.state === "redundant") reject(refusal("the service worker could not start"));
    };
    started.addEventListener("statechange", look);
    look();
  });
  // A hard reload leaves a page without its worker until the worker claims it.
  await new Promise((resolve) => {
    const look = () => {
      if (container.controller?.scriptURL !== address.href) return;
      container.removeEventListener("controllerchange", look);
      resolve();
    };
    container.addEventListener("controllerchange", look);
    started.postMessage("claim");
    look();
  });
  const answer = await fetch(new URL("emulator.json", registration.scope), { cache: "no-store" });
  return answer.json();
}
