import { element } from "./element.js";
import { explain } from "./explanation.js";

const LABELS = {
  login: "Log in with Clever",
  popup: "Log in with Clever in a window",
  home: "Back to the start",
  reload: "Reload the page",
  retry: "Try again",
};

/** What the remedies do; app.js fills it in, since they belong to the whole page. */
export const remedies = { reload: () => location.reload() };

/**
 * Shows what happened, what to do and one button. `retry` repeats what failed; without it a `retry`
 * remedy reloads. `words` replaces the explanation, `remedy` the one that it offers.
 */
export function showFailure(container, error, { heading, retry = null, words = explain(error), remedy = words.remedy, id = null }) {
  const [label, run] = remedy === "retry" && !retry
    ? [LABELS.retry, remedies.reload]
    : [LABELS[remedy], remedy === "retry" ? retry : () => remedies[remedy](error)];
  container.replaceChildren(
    element(
      "div",
      // A part of a view announces its failure; a whole view has the focus moved to its heading instead.
      { class: "failure", role: heading === "h1" ? null : "alert" },
      element(heading, { id, tabindex: "-1" }, words.title),
      element("p", {}, words.happened),
      element("p", {}, words.advice),
      element("button", { type: "button", class: "primary", "data-testid": "error-action", onclick: run }, label),
      details(error),
    ),
  );
}

/** Codes for whoever is asked for help. Clever's own text stands here only, marked as what was received. */
function details(error) {
  const facts = [
    ["Code", error?.code ?? error?.name ?? "unknown", "error-code"],
    ["Reason", error?.reason, "error-reason"],
    ["Status", error?.status],
    ["Where", error?.path],
    ["Hint", error?.hint, "error-hint"],
    ["Received", [error?.oauthError, error?.oauthErrorDescription].filter(Boolean).join(": ")],
    ["Message", error?.message],
  ].filter(([, value]) => value);
  return element(
    "details",
    {},
    element("summary", {}, "Technical details"),
    element(
      "dl",
      { class: "facts" },
      ...facts.flatMap(([term, value, testId]) => [
        element("dt", {}, term),
        element("dd", {}, element("code", { "data-testid": testId }, String(value))),
      ]),
    ),
  );
}
