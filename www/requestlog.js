import { byId, element } from "./element.js";

const KEPT = 200;

/** Adds one request of the SDK to the top of the log; the `onRequest` option of `createClever`. */
export function logRequest({ method, pathTemplate, status, durationMs, attempt, code }) {
  const rows = byId("log-rows");
  const outcome = [status ?? "no answer", code].filter((part) => part !== null && part !== undefined).join(" ");
  rows.prepend(
    element(
      "tr",
      {},
      element("td", {}, method),
      element("td", {}, pathTemplate),
      element("td", { class: code ? "failed" : null }, outcome),
      element("td", { class: "number" }, String(Math.round(durationMs))),
      element("td", { class: "number" }, String(attempt)),
    ),
  );
  while (rows.rows.length > KEPT) rows.deleteRow(-1);
  byId("log").hidden = false;
}

/** Empties the log: on a shared device the next person should not see what the last one read. */
export function clearLog() {
  byId("log-rows").replaceChildren();
  byId("log").hidden = true;
}
