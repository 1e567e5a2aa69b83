import { createClever } from "./pkg/dist/index.js";

/**
 * Creates the SDK's client for the emulator that serves this page.
 *
 * An application knows its client id when it is built and calls `createClever` in the first line of its
 * first module. This page learns it from the emulator, whose ports differ on every start; it does nothing
 * before that answer, so the callback URL is still captured and scrubbed ahead of everything else.
 */
export async function openClient(onRequest) {
  const answer = await fetch(new URL("emulator.json", import.meta.url), { cache: "no-store" });
  if (!answer.ok) throw new Error(`emulator.json answered ${answer.status}`);
  const told = await answer.json();
  const emulator = told.startServiceWorker ? await startWorker(told.startServiceWorker) : told;
  const clever = createClever({
    clientId: emulator.clientId,
    redirectUri: emulator.redirectUri,
    authorizeUrl: emulator.authorizeUrl,
    tokenInfoUrl: emulator.tokenInfoUrl,
    apiUrl: emulator.apiUrl,
    sessionStore: "session",
    onRequest,
  });
  return { clever, emulator };
}

/** On a static host there is no server of the emulator's: the page's own service worker is Clever there. */
async function startWorker(name) {
  const { startEmulator } = await import("./pkg/dist/emulator-page.js");
  return startEmulator({ script: new URL(name, import.meta.url) });
}
