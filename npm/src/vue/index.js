// clever-wasm/vue. Client and session are kept out of Vue's proxies: they are frozen, and nothing in them changes.
import { computed, getCurrentScope, inject, onScopeDispose, shallowRef, toValue, watchEffect } from "vue";
import { createQuery, IDLE, WAITING } from "../bindings/query.js";
import { LOADING, signInOf } from "../bindings/signin.js";

const KEY = Symbol("clever-wasm");

/** @type {typeof import("../../types/vue.d.ts").createCleverPlugin} */
export function createCleverPlugin(client, { onRedirect } = {}) {
  const place = signInOf(client);
  return {
    install(app) {
      const state = shallowRef(LOADING);
      const session = shallowRef(null); // apart: for a query the state's other members are no reason to ask again
      app.provide(KEY, { client, state, session });
      let stop = () => {};
      const show = () => {
        state.value = place.snapshot();
        session.value = state.value.session;
      };
      const begin = () => {
        stop = place.subscribe(show);
        show();
        if (onRedirect) place.redirected(onRedirect);
      };
      // Not before it is mounted: what a server rendered is taken over as it is. On the server nothing is mounted.
      const { mount, unmount } = app;
      app.mount = (...given) => {
        const mounted = mount(...given);
        begin();
        return mounted;
      };
      app.unmount = () => {
        stop();
        unmount();
      };
    },
  };
}

function provided() {
  const found = inject(KEY, null);
  if (!found) throw new Error("clever-wasm: app.use(createCleverPlugin(client)) comes first");
  return found;
}

/** @type {typeof import("../../types/vue.d.ts").useClever} */
export const useClever = () => provided().client;

/** @type {typeof import("../../types/vue.d.ts").useSession} */
export function useSession() {
  const { state } = provided();
  const part = (name) => computed(() => state.value[name]);
  return { status: part("status"), session: part("session"), error: part("error"), reason: part("reason") };
}

/** @type {typeof import("../../types/vue.d.ts").useCleverQuery} */
export function useCleverQuery(ask, { enabled = true } = {}) {
  const { client, state, session } = provided();
  const shown = shallowRef(IDLE);
  const query = createQuery(() => (shown.value = query.snapshot()));
  watchEffect((onCleanup) => {
    if (!toValue(enabled) || session.value === null) return;
    // Called here, so that what it reads is watched: another value asks anew.
    query.start((options) => ask(client, options));
    onCleanup(() => query.stop());
  });
  if (getCurrentScope()) onScopeDispose(query.stop);
  const current = computed(() =>
    shown.value === IDLE && toValue(enabled) && state.value.status === "loading" ? WAITING : shown.value);
  const part = (name) => computed(() => current.value[name]);
  return {
    data: part("data"), error: part("error"), isLoading: part("isLoading"), isFetching: part("isFetching"), hasNext: part("hasNext"),
    ...query.methods,
  };
}
