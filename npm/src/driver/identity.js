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
    const { status, body, stopped } = await once(controller, `${config.apiUrl}${version}/${name}`, `/${name}`, token, timeoutMs);
    running.delete(controller);
    unheed();
    if (stopped) throw stopped;
    if (status === 401) client.unauthorized(record);
    return JSON.parse(ask("identity", client.id(), status ?? 0, [name, body]));
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
