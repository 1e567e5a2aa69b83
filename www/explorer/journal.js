// What the SDK sent, newest first, each with a bar for when and how long.
import { byId, element } from "../element.js";

const KEPT = 200;
const SHAPES = "http://www.w3.org/2000/svg";
const entries = [];

/** The `onRequest` option of `createClever`. */
export function noteRequest(event) {
  entries.unshift({ ...event, ended: performance.now() });
  entries.length = Math.min(entries.length, KEPT);
  draw();
}

export function clearJournal() {
  entries.length = 0;
  draw();
}

function draw() {
  byId("log").hidden = entries.length === 0;
  const begun = (entry) => entry.ended - entry.durationMs;
  const last = entries[0]?.ended ?? 0;
  // The bars share one scale: what is shown of the last ten seconds at most.
  const first = Math.max(Math.min(...entries.map(begun)), last - 10_000);
  const scale = 100 / Math.max(last - first, 1);
  byId("log-rows").replaceChildren(...entries.map((entry) => {
    const outcome = [entry.status ?? "no answer", entry.code].filter((part) => part !== null).join(" ");
    return element("tr", {},
      element("td", {}, entry.method), element("td", {}, entry.pathTemplate + (entry.attempt > 1 ? ` (attempt ${entry.attempt})` : "")),
      element("td", { class: entry.code ? "failed" : null }, outcome),
      element("td", { class: "number" }, String(Math.round(entry.durationMs))),
      element("td", { class: "number" }, (entry.bytes / 1024).toFixed(1)),
      element("td", {}, bar((begun(entry) - first) * scale, Math.max(entry.durationMs * scale, 0.5))));
  }));
}

function bar(left, width) {
  const picture = document.createElementNS(SHAPES, "svg");
  picture.setAttribute("class", "timing");
  picture.setAttribute("viewBox", "0 0 100 6");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SHAPES, "rect");
  for (const [name, value] of Object.entries({ x: Math.max(left, 0), y: 0, width, height: 6 })) shape.setAttribute(name, String(value));
  picture.append(shape);
  return picture;
}
