import { openClient } from "./client.js";
import { byId, element } from "./element.js";
import { showFailure } from "./failure.js";
import { showReview } from "./match-review.js";
import { encodingOf } from "./table-encoding.js";
import { rowsOf } from "./table-rows.js";

const WORKER = new URL("./pkg/dist/match-worker.js", import.meta.url).href;
// This page enforces Trusted Types: only this one script may become a worker.
const policy = globalThis.trustedTypes?.createPolicy("clever-demo", { createScriptURL: (address) => (address === WORKER ? address : null) });
const startWorker = () => new Worker(policy ? policy.createScriptURL(WORKER) : WORKER, { type: "module" });

/** Larger than all the rest of the page: asked for when a table has been chosen. */
const loadMatching = () => import("./pkg/dist/match.js");

let clever = null;
let running = null;
let exported = null;
const choices = new Map();

const file = (id) => byId(id).files[0] ?? null;
const fromClever = () => byId("from-clever").checked;

async function begin() {
  for (const id of ["local", "roster", "kind", "from-clever", "from-file"]) byId(id).addEventListener("change", refresh);
  byId("run").addEventListener("click", run);
  byId("cancel").addEventListener("click", () => running?.abort());
  acceptDrops(byId("drop"));
  try {
    ({ clever } = await openClient());
  } catch {
    clever = null; // without the emulator a roster can still come from a file
  }
  const signedIn = Boolean(clever?.session);
  byId("from-clever").disabled = !signedIn;
  byId("clever-label").textContent = signedIn ? "From Clever, as the person who is signed in" : "From Clever: sign in on the first page, as the explorer";
  byId(signedIn ? "from-clever" : "from-file").checked = true;
  refresh();
}

function refresh() {
  if (file("local")) loadMatching().catch(() => {}); // run() says so
  byId("roster").disabled = fromClever();
  byId("run").disabled = running !== null || !file("local") || !(fromClever() || file("roster"));
}

function acceptDrops(place) {
  const over = (event) => {
    event.preventDefault();
    place.classList.toggle("over", event.type === "dragover");
  };
  for (const type of ["dragover", "dragleave"]) place.addEventListener(type, over);
  place.addEventListener("drop", (event) => {
    over(event);
    if (event.dataTransfer.files.length === 0) return;
    byId("local").files = event.dataTransfer.files;
    refresh();
  });
}

function rosterOf(kind, rosterFields) {
  if (!fromClever()) return file("roster");
  const options = { fields: rosterFields(kind) };
  return kind === "school" ? clever.getSchools({ limit: 1000 }, options) : clever.getUsers({ role: kind, limit: 1000 }, options);
}

const PHASES = { local: "Reading your accounts", roster: "Reading the roster", resolving: "Deciding" };

async function run() {
  const kind = byId("kind").value;
  running = new AbortController();
  setRunning(true);
  byId("message").replaceChildren();
  try {
    const { matchRecords, rosterFields } = await loadMatching();
    const encoding = await encodingOf(file("local"));
    const report = await matchRecords(kind, file("local"), rosterOf(kind, rosterFields), {
      encoding,
      worker: startWorker,
      signal: running.signal,
      onProgress: ({ phase, rows }) => (byId("status").textContent = `${PHASES[phase]}: ${rows.toLocaleString("en")}`),
    });
    show(report, kind, encoding);
  } catch (error) {
    byId("status").textContent = "";
    byId("result").hidden = byId("review").hidden = true; // of the table before
    if (error?.code === "cancelled") byId("status").textContent = "Cancelled.";
    else showFailure(byId("message"), error, { heading: "h2", retry: run, words: wordsFor(error), remedy: "retry" });
  } finally {
    running = null;
    setRunning(false);
  }
}

const wordsFor = (error) => ({
  title: "These two could not be matched",
  happened: String(error?.message ?? error),
  advice: error?.hint ?? "Try again.",
});

function setRunning(is) {
  byId("cancel").hidden = !is;
  byId("progress").hidden = !is;
  refresh();
}

/** What a number is of: one, or several. */
const words = (count, one, several) => (count === 1 ? one : several);

function show(report, kind, encoding) {
  const { local, roster, byKey } = report.counts;
  const totals = [
    [local.matched, "linked"], [local.ambiguous, "to be decided"], [local.conflict, "in conflict"],
    [local.unmatched, words(local.unmatched, "account without a person", "accounts without a person")],
    [roster.unmatched, words(roster.unmatched, "person without an account", "people without an account")],
  ];
  byId("totals").replaceChildren(...totals.map(([count, what]) => element("li", {}, element("strong", {}, count.toLocaleString("en")), what)));
  byId("keys").replaceChildren(...report.keys.map((key) => {
    const counts = byKey[key];
    const cells = [counts.local, counts.roster, counts.links, counts.groups, counts.conflicts];
    return element("tr", {}, element("th", { scope: "row" }, key), ...cells.map((count) => element("td", { class: "number" }, String(count))));
  }));
  const columns = report.fields.map(({ column, field }) => `${column}${field ? ` is ${field}` : " is not used"}`);
  const read = encoding === "windows-1252" ? " Read as Windows-1252, as it is not UTF-8." : "";
  byId("columns").textContent = columns.length > 0 ? `Columns: ${columns.join(", ")}.${read}` : "Your table is empty.";
  byId("status").textContent = `${report.matches.length} linked, ${report.isWorker ? "in a worker" : "on this page’s thread"}.`;
  byId("result").hidden = false;
  choices.clear();
  offerExport(report);
  showReview(report, rowsOf(file("local")), personOf(kind), (row, id) => {
    if (id === null) choices.delete(row);
    else choices.set(row, id);
    offerExport(report);
  });
  byId("result-title").focus({ preventScroll: true });
}

/** The table with what was found, and what was chosen since. */
function offerExport(report) {
  if (exported) URL.revokeObjectURL(exported);
  exported = URL.createObjectURL(new Blob([report.toCsv({ choices })], { type: "text/csv" }));
  byId("export").href = exported;
}

/** Facts of a record of Clever's: asked for, or found in the roster's file. */
function personOf(kind) {
  const facts = ({ name, email, roles, nces_id }) => {
    const role = roles?.[kind] ?? {};
    const full = typeof name === "string" ? name : [name?.first, name?.last].filter(Boolean).join(" ");
    const pairs = { Name: full, "E-mail": email, "SIS id": role.sis_id, "State id": role.state_id, Born: role.dob, Grade: role.grade, NCES: nces_id };
    return Object.entries(pairs).filter(([, value]) => value).map(([label, value]) => [label, String(value)]);
  };
  if (fromClever()) return async (id) => facts(await (kind === "school" ? clever.getSchool(id) : clever.getUser(id)));
  const text = file("roster").text();
  return async (id) => {
    const at = (await text).indexOf(`"${id}"`);
    const line = (await text).slice((await text).lastIndexOf("\n", at) + 1).split("\n", 1)[0];
    const parsed = JSON.parse(line);
    const records = Array.isArray(parsed) ? parsed : Array.isArray(parsed.data) ? parsed.data : [parsed];
    return facts(records.map((row) => row.data ?? row).find((record) => record.id === id));
  };
}

begin();
