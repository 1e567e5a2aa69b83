import { createContext, createElement, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { LOADING, signInOf } from "../bindings/signin.js";

const Client = createContext(null);
const loading = () => LOADING;

/** @type {typeof import("../../types/react.d.ts").CleverProvider} */
export function CleverProvider({ client, onRedirect, children }) {
  const place = signInOf(client);
  const latest = useRef(onRedirect);
  useEffect(() => {
    latest.current = onRedirect;
  });
  useEffect(() => {
    let mounted = true;
    const stop = place.subscribe(() => {});
    // StrictMode unmounts at once and mounts again: the outcome is for whoever is still here when it comes.
    if (latest.current) Promise.resolve().then(() => mounted && place.redirected((result) => latest.current?.(result)));
    return () => {
      mounted = false;
      stop();
    };
  }, [place]);
  return createElement(Client.Provider, { value: client }, children);
}

/** @type {typeof import("../../types/react.d.ts").useClever} */
export function useClever() {
  const client = useContext(Client);
  if (!client) throw new Error("clever-wasm: useClever() is used outside of <CleverProvider client={…}>");
  return client;
}

/** @type {typeof import("../../types/react.d.ts").useSession} */
export function useSession() {
  const { subscribe, snapshot } = signInOf(useClever());
  return useSyncExternalStore(subscribe, snapshot, loading);
}
