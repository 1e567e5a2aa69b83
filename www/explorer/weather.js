// What can go wrong, each at the press of a button, and what the SDK says of it.
import { byId, element } from "../element.js";

const PATH = "/v3.1/me";

const WEATHERS = [
  ["Slow", "Every answer takes two seconds.", { effects: [{ kind: "latency", ms: 2000 }] }],
  ["Connection lost", "The connection breaks, every time.", { effects: [{ kind: "drop" }], count: null }],
  ["A short outage", "Clever answers 503 once; the SDK tries again by itself.", { effects: [{ kind: "status", status: 503 }] }],
  ["Rate limited", "Too many requests (429): the SDK waits for the minute to end, or until you cancel.", { effects: [{ kind: "status", status: 429 }], count: null }],
  ["A filter in between", "A school’s filter answers with its own page.", { effects: [{ kind: "html" }] }],
  ["Redirected away", "The answer leads to another address; the token does not follow.", { effects: [{ kind: "redirect", location: "https://elsewhere.example/" }] }],
  ["Cut off", "The answer ends in its middle; the SDK asks again.", { effects: [{ kind: "truncate", at: 30 }] }],
  ["Token revoked", "Clever no longer accepts the token. The session ends.", { effects: [{ kind: "status", status: 401 }] }],
];

export function showWeather({ clever, emulator, signal }) {
  const control = new URL("../_emulator/faults", emulator.authorizeUrl);
  byId("weather").replaceChildren(...WEATHERS.map(([name, about, fault]) => {
    const verdict = element("p", { class: "small", role: "status", "data-testid": `verdict-${name}` });
    const cancel = element("button", { type: "button", class: "quiet", hidden: true }, "Cancel");
    const run = async () => {
      const controller = new AbortController();
      signal.addEventListener("abort", () => controller.abort(), { signal: controller.signal });
      cancel.hidden = false;
      cancel.onclick = () => controller.abort();
      verdict.textContent = "Calling…";
      const started = performance.now();
      try {
        await fetch(control, { method: "DELETE" });
        await fetch(control, { method: "POST", body: JSON.stringify({ path: PATH, method: "GET", ...fault }) });
        await clever.me({ signal: controller.signal });
        verdict.textContent = `Succeeded after ${Math.round(performance.now() - started)} ms; see the requests below.`;
      } catch (error) {
        verdict.textContent = `${error.message}. ${error.hint ?? ""}`;
      } finally {
        await fetch(control, { method: "DELETE" }).catch(() => {});
        cancel.hidden = true;
        controller.abort();
      }
    };
    return element("li", { class: "card" }, element("h2", {}, name), element("p", { class: "muted small" }, about),
      element("div", { class: "row" }, element("button", { type: "button", "data-testid": `weather-${name}`, onclick: run }, "Try it"), cancel), verdict);
  }));
}
