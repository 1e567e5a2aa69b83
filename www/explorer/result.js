// What a call gave: as a table or as JSON, filtered, and saved to a file.
import { byId } from "../element.js";
import { columns, csv, flat } from "./columns.js";
import { createGrid } from "./grid.js";

const SHOWN_JSON = 200;

let shown = [];
let grid;

const filter = byId("filter");
filter.addEventListener("input", () => grid?.filter(filter.value));
byId("as-table").addEventListener("click", () => show("table"));
byId("as-json").addEventListener("click", () => show("json"));
byId("save-csv").addEventListener("click", () => save(csv(shown), "text/csv", "records.csv"));
byId("save-json").addEventListener("click", () => save(JSON.stringify(shown, null, 2), "application/json", "records.json"));

export function showResult(value) {
  shown = Array.isArray(value) ? value : value === null ? [] : [value];
  filter.value = "";
  filter.hidden = shown.length < 2;
  const rows = shown.map(flat);
  grid = createGrid(byId("grid"), columns(rows), rows);
  const rest = shown.length > SHOWN_JSON ? `\n… and ${shown.length - SHOWN_JSON} more; save them to see them all` : "";
  byId("json").textContent = value === null ? "nothing" : JSON.stringify(Array.isArray(value) ? value.slice(0, SHOWN_JSON) : value, null, 2) + rest;
  show("table");
}

/** Of a call that gave no records: those of an earlier one are not its own. */
export function showNoResult() {
  shown = [];
  for (const id of ["filter", "grid", "json", "export"]) byId(id).hidden = true;
}

function show(how) {
  byId("export").hidden = false;
  byId("grid").hidden = how !== "table";
  filter.hidden = how !== "table" || shown.length < 2;
  byId("json").hidden = how !== "json";
  byId("as-table").setAttribute("aria-pressed", String(how === "table"));
  byId("as-json").setAttribute("aria-pressed", String(how === "json"));
}

function save(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the download reads it first.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
