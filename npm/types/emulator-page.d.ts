// Clever in a service worker: for demonstrations from any static host. Not for what an application ships.
import type { EmulatorOptions, Persona } from "./emulator.js";

/**
 * Starts the emulator as this page's service worker, and waits until the page's requests reach it. Below the worker's scope
 * `clever/` is Clever and `api/` its API: one origin for everything, so that CORS plays no part. What is written, and
 * Clever's session, outlive the worker, in IndexedDB; the same options go on where they were.
 *
 * Rejects with an error of code `no_service_worker` where there can be none.
 */
export function startEmulator(options: WorkerOptions): Promise<WorkerEmulator>;

/** What `startEmulator` takes. */
export interface WorkerOptions extends Omit<EmulatorOptions, "origins" | "now" | "elsewhere"> {
  /** The address of the package's `dist/emulator-sw.js`, copied to where your page is: its folder is its scope. */
  script: string | URL;
  /** A narrower scope. */
  scope?: string | undefined;
}

/** Where it is reached: the first five are options of `createClever`. */
export interface WorkerEmulator {
  clientId: string;
  redirectUri: string;
  authorizeUrl: string;
  tokenInfoUrl: string;
  apiUrl: string;
  portalUrl: string;
  instantLoginUrl: string;
  districtId: string;
  personas: readonly Pick<Persona, "key" | "label" | "description" | "tokenKind">[];
  serviceWorker: true;
}
