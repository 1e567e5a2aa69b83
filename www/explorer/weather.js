// What can go wrong, each at the press of a button, and what the SDK says of it.
import { byId } from "../element.js";
import { control } from "./control.js";
import { showSignIns } from "./sign-ins.js";
import { trial } from "./trial.js";

const PATH = "/v3.1/me";

const WEATHERS = [
  ["Slow", "Every answer takes two seconds.", { effects: [{ kind: "latency", ms: 2000 }] }],
  ["Offline", "Nothing is reached: every connection breaks, as without a network.", { effects: [{ kind: "drop" }], count: null }],
  ["A short outage", "Clever answers 503 once; the SDK tries again by itself.", { effects: [{ kind: "status", status: 503 }] }],
  ["Rate limited", "Too many requests (429): the SDK waits for the minute to end, or until you cancel.", { effects: [{ kind: "status", status: 429 }], count: null }],
  ["A filter in between", "A school’s filter answers with its own page.", { effects: [{ kind: "html" }] }],
  ["Redirected away", "The answer leads to another address; the token does not follow.", { effects: [{ kind: "redirect", location: "https://elsewhere.example/" }] }],
  ["Cut off", "The answer ends in its middle; the SDK asks again.", { effects: [{ kind: "truncate", at: 30 }] }],
  ["Token revoked", "Clever no longer accepts the token. The session ends.", { effects: [{ kind: "status", status: 401 }] }],
];

export function showWeather({ clever, emulator, signal }) {
  byId("weather").replaceChildren(...WEATHERS.map(([name, about, fault]) =>
    trial(name, about, signal, async (cancelled) => {
      const started = performance.now();
      try {
        await control(emulator, "DELETE", "faults");
        await control(emulator, "POST", "faults", { path: PATH, method: "GET", ...fault });
        await clever.me({ signal: cancelled });
        return `Succeeded after ${Math.round(performance.now() - started)} ms; see the requests below.`;
      } finally {
        await control(emulator, "DELETE", "faults").catch(() => {});
      }
    })));
  showSignIns({ clever, emulator, signal });
}
