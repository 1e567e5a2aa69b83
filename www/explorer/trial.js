// One thing to try: what it is, a button, and what the SDK said.
import { element } from "../element.js";

/** A card; `attempt` is given a signal and gives words, or throws what the SDK reports. */
export function trial(name, about, signal, attempt) {
  const verdict = element("p", { class: "small", role: "status", "data-testid": `verdict-${name}` });
  const cancel = element("button", { type: "button", class: "quiet", hidden: true }, "Cancel");
  const run = async () => {
    const controller = new AbortController();
    signal.addEventListener("abort", () => controller.abort(), { signal: controller.signal });
    cancel.hidden = false;
    cancel.onclick = () => controller.abort();
    verdict.textContent = "Trying…";
    try {
      verdict.textContent = await attempt(controller.signal);
    } catch (error) {
      verdict.textContent = `${error.message}. ${error.hint ?? ""}`;
    } finally {
      cancel.hidden = true;
      controller.abort();
    }
  };
  return element("li", { class: "card" }, element("h3", {}, name), element("p", { class: "muted small" }, about),
    element("div", { class: "row" }, element("button", { type: "button", "data-testid": `weather-${name}`, "aria-label": `Try it: ${name}`, onclick: run }, "Try it"), cancel), verdict);
}
