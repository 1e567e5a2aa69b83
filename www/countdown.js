import { byId } from "./element.js";

/** Writes a span of milliseconds as hours, minutes and seconds. */
export function spellTime(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h > 0 ? `${h} h ${two(m)} min ${two(s)} s` : `${m} min ${two(s)} s`;
}

/** Counts the session's time down until the signal fires; the SDK itself decides when it is over. */
export function countDown(session, signal) {
  const left = byId("time-left");
  const show = () => {
    left.textContent = `${session.expiryIsAssumed ? "about " : ""}${spellTime(session.expiresAt - Date.now())} left`;
  };
  byId("time-note").textContent = session.expiryIsAssumed
    ? "Clever did not say how long this sign-in lasts; a day is assumed."
    : `Until ${new Date(session.expiresAt).toLocaleTimeString()}.`;
  show();
  const timer = setInterval(show, 1000);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}
