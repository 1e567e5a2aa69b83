// Who is signed in: all that the sign-in half asks of the API, one attempt each.
import { ask, failure } from "./wasm.js";
import { check, ended, whenAborted } from "./wire.js";

export function createIdentity(client, { bearer, once }) {
  const { seat, config } = client;
  const running = new Set();

  const identity = (name, version) => async (options) => {
    client.open();
    const { signal, timeoutMs = config.timeoutMs } = check(options);
    const token = bearer();
    const record = seat.record();
    const controller = new AbortController();
    const unheed = whenAborted(signal, () => controller.abort(failure("cancelled", signal.reason)));
    running.add(controller);
    try {
      return await once(controller, `${config.apiUrl}${version}/${name}`, `/${name}`, token, timeoutMs,
        (status, body) => JSON.parse(ask("identity", client.id(), status, [name, body])));
    } catch (error) {
      if (error.code === "unauthorized") client.unauthorized(record);
      throw error;
    } finally {
      running.delete(controller);
      unheed();
    }
  };
  const stopAll = (error) => {
    for (const controller of running) controller.abort(error);
  };
  whenAborted(client.closing, () => stopAll(client.closing.reason));

  return {
    methods: { me: identity("me", `/${config.apiVersion}`), userinfo: identity("userinfo", "") },
    inFlight: () => running.size,
    abandon: (reason) => stopAll(ended(reason)),
    lost: () => stopAll(failure("internal")),
  };
}
