// Watching a session run out. A timer alone is not enough: it overflows after 24.8 days, and it sleeps with the machine.

export const LONGEST_TIMER_MS = 2 ** 31 - 1;
const EARLY_MS = 300_000; // `expiring` comes five minutes before, for short lives at a tenth of them

/**
 * @param {{ remaining: () => number, expiring: (inMs: number) => void, expired: () => void, awake: () => void }} session
 */
export function createExpiry({ remaining, expiring, expired, awake }) {
  let timer;
  let early = 0;
  let warned = true;

  function check() {
    clearTimeout(timer);
    const left = remaining();
    if (left <= 0) return expired();
    if (left <= early && !warned) {
      warned = true;
      expiring(left);
    }
    const next = warned ? left : left - early;
    timer = setTimeout(check, Math.min(Math.max(next, 1), LONGEST_TIMER_MS));
    timer.unref?.(); // a Node process need not wait for a session to end
  }
  const onAwake = () => {
    if (document.visibilityState === "hidden") return;
    awake();
    if (timer !== undefined) check();
  };
  const listens = typeof addEventListener === "function" && typeof document === "object";
  const each = (change) => {
    document[change]("visibilitychange", onAwake);
    globalThis[change]("pageshow", onAwake);
    globalThis[change]("focus", onAwake);
  };

  return {
    begin(lifetime) {
      if (timer === undefined && listens) each("addEventListener");
      early = Math.min(EARLY_MS, lifetime / 10);
      warned = false;
      check();
    },
    end() {
      if (timer !== undefined && listens) each("removeEventListener");
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
