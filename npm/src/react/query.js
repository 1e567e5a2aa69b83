import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { createQuery, IDLE, WAITING } from "../bindings/query.js";
import { useClever, useSession } from "./provider.js";

const idle = () => IDLE;

/** A query whose changes React can listen to. */
function createListened() {
  const listeners = new Set();
  const query = createQuery(() => listeners.forEach((listener) => listener()));
  const subscribe = (listener) => (listeners.add(listener), () => listeners.delete(listener));
  return { query, subscribe, key: null };
}

const same = (one, other) => one?.length === other.length && one.every((value, index) => Object.is(value, other[index]));

/** @type {typeof import("../../types/react.d.ts").useCleverQuery} */
export function useCleverQuery(ask, dependencies = [], { enabled = true } = {}) {
  const client = useClever();
  const { status, session } = useSession();
  const [listened] = useState(createListened);
  const { query, subscribe } = listened;
  const latest = useRef(ask);
  const runs = enabled && session !== null;
  const key = [client, session, runs, ...dependencies];
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!runs) return undefined;
    listened.key = key;
    query.start((options) => latest.current(client, options));
    return () => {
      listened.key = null;
      query.stop();
    };
  }, key);
  const shown = useSyncExternalStore(subscribe, query.snapshot, idle);
  const waits = enabled && (runs || status === "loading");
  // Until the effect has run, what is shown answers an earlier question, perhaps another person's.
  const state = runs && same(listened.key, key) ? shown : waits ? WAITING : IDLE;
  return { ...state, ...query.methods };
}
