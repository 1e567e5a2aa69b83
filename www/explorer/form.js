// A form made from an operation's declaration, and the call that it makes.
import { byId, element } from "../element.js";
import { showFailure } from "../failure.js";
import { code } from "./code.js";
import { showNoResult, showResult } from "./result.js";

const MOST = 100_000;

/** Bodies with all that Clever asks for, where the declaration's sample has only what shows its shape. */
const BODIES = {
  createAssignmentForSection: () => ({
    title: "Read chapter 4", description: "Write down three questions.", due_date: `${new Date(Date.now() + 604_800_000).toISOString().slice(0, 10)}T15:00:00Z`,
    points_possible: 10, grading_type: "points", submission_types: ["text"],
  }),
};

/** Clever answers a page without the CORS headers there, which looks like no answer at all. */
const UNREADABLE = {
  title: "Clever lets no page read its resources",
  happened: "What lies below /resources is answered without the CORS headers that a page needs, here as at the real Clever.",
  advice: "Ask from a server, with the district’s token: clever-wasm/server.",
  remedy: "retry",
};

/** What stands in a form that nobody has filled in: an id of the kind that the path asks for. */
const samples = new Map();

export function showForm(clever, operation, signal) {
  const fields = [
    ...operation.parameters.map((name) => field(name, "text", samples.get(kind(operation, name)) ?? "", { required: true })),
    ...operation.query.map(({ name, values }) =>
      values.length ? choice(name, values) : field(name, name === "limit" ? "number" : name.startsWith("date") ? "date" : "text", name === "limit" ? "100" : "")),
  ];
  if (operation.body) {
    fields.push(element("label", { class: "whole" }, "body", element("textarea", { name: "body", rows: "5" }, JSON.stringify(BODIES[operation.name]?.() ?? operation.body, null, 2))));
  }
  if (operation.isList) fields.push(choice("take", ["first page", "everything"], "first page"), field("fields", "text", ""));
  const cancel = element("button", { type: "button", "data-testid": "cancel", hidden: true }, "Cancel");
  byId("form").replaceChildren(
    ...fields,
    element("div", { class: "row whole" },
      element("button", { type: "submit", class: "primary", "data-testid": "call" }, "Call"),
      operation.counts ? element("button", { type: "submit", value: "count", "data-testid": "count" }, "Count") : null,
      cancel),
  );
  byId("form").oninput = () => (byId("code").textContent = code(operation, values()));
  byId("form").onsubmit = (event) => {
    event.preventDefault();
    call(clever, operation, event.submitter?.value === "count", cancel, signal);
  };
  byId("code").textContent = code(operation, values());
  byId("copy-code").onclick = () => navigator.clipboard.writeText(byId("code").textContent);
  byId("result").hidden = true;
  suggest(clever, operation, signal);
}

function values() {
  return Object.fromEntries([...new FormData(byId("form"))].filter(([, value]) => value !== ""));
}

const field = (name, type, value, more = {}) =>
  element("label", {}, name, element("input", { name, type, value, autocomplete: "off", "data-testid": `field-${name}`, ...more }));

const choice = (name, words, chosen = "") =>
  element("label", {}, name, element("select", { name, "data-testid": `field-${name}` },
    ...(chosen ? [] : [element("option", { value: "" }, "any")]),
    ...words.map((word) => element("option", { selected: word === chosen }, word))));

/** `/users/{id}` and `{user_id}` both want the id of a user. */
const kind = (operation, name) => (name === "id" ? operation.path.split("/")[1] : `${name.replace(/_id$/, "")}s`);

/** Looks up one record of each kind that the form asks for, so that "Call" works at once. */
async function suggest(clever, operation, signal) {
  const lists = { users: clever.getUsers, sections: clever.getSections, schools: clever.getSchools, courses: clever.getCourses,
    terms: clever.getTerms, districts: clever.getDistricts, events: clever.getEvents, resources: clever.getResources };
  for (const name of operation.parameters) {
    const wanted = kind(operation, name);
    if (samples.has(wanted) || !(wanted in lists)) continue;
    try {
      const page = await lists[wanted]({ limit: 1 }, { signal });
      if (page.data[0]?.id) samples.set(wanted, page.data[0].id);
    } catch {
      if (signal.aborted) return;
      // This sign-in does not reach the list; only its own id is known.
      if (wanted === "users") samples.set(wanted, (await clever.me({ signal })).id);
    }
    const input = byId("form").elements.namedItem(name);
    if (input && !input.value) {
      input.value = samples.get(wanted) ?? "";
      byId("code").textContent = code(operation, values());
    }
  }
}

async function call(clever, operation, counting, cancel, signal) {
  const given = values();
  const controller = new AbortController();
  signal.addEventListener("abort", () => controller.abort(), { signal: controller.signal });
  byId("result").hidden = false;
  byId("result-message").replaceChildren();
  byId("result-status").textContent = "Calling…";
  cancel.hidden = false;
  cancel.onclick = () => controller.abort();
  const started = performance.now();
  const since = () => `${Math.round(performance.now() - started)} ms`;
  try {
    const made = await prepare(clever, operation, given, controller.signal);
    if (counting) {
      showNoResult();
      byId("result-status").textContent = `${(await made.count()).toLocaleString("en")} records, in ${since()}.`;
    } else if (operation.isList) {
      const records = await gather(made, given.take);
      const issues = records.issues ? `, ${records.issues} odd values` : "";
      showResult(records.found);
      byId("result-status").textContent = `${records.found.length.toLocaleString("en")} records in ${since()}${issues}.${records.more ? " There are more." : ""}`;
    } else {
      const record = (await made) ?? null;
      if (operation.name === "createAssignmentForSection") samples.set("assignments", record.id); // no list has it
      showResult(record);
      byId("result-status").textContent = `Done in ${since()}.`;
    }
  } catch (error) {
    if (signal.aborted) return;
    byId("result-status").textContent = error.code === "cancelled" ? `Cancelled after ${since()}.` : "";
    if (error.code === "cancelled") return;
    showNoResult();
    const words = error.code === "network" && operation.path.startsWith("/resources") ? { words: UNREADABLE } : {};
    showFailure(byId("result-message"), error, { heading: "h3", retry: () => call(clever, operation, counting, cancel, signal), ...words });
  } finally {
    cancel.hidden = byId("progress").hidden = true;
    controller.abort();
  }
}

function prepare(clever, operation, given, signal) {
  const path = operation.parameters.map((name) => given[name] ?? "");
  const options = { signal, ...(given.fields ? { fields: given.fields.split(/[\s,]+/).filter(Boolean) } : {}) };
  const method = clever[operation.name];
  if (operation.body) return method(...path, JSON.parse(given.body ?? "{}"), options);
  if (!operation.isList) return method(...path, options);
  const query = Object.fromEntries(operation.query.flatMap(({ name }) => (given[name] === undefined ? [] : [[name, name === "limit" ? Number(given[name]) : given[name]]])));
  // A list is a promise of its first page: it must not be returned from an async function as it is.
  const list = method(...path, query, options);
  return { count: () => list.count(), pages: () => list.pages(), first: () => list.then((page) => page) };
}

async function gather(list, take) {
  const found = [];
  let issues = 0;
  let more = false;
  const progress = byId("progress");
  progress.hidden = take !== "everything";
  progress.removeAttribute("value");
  // Pages are fetched ahead; who wants one only asks for that.
  for await (const page of take === "everything" ? list.pages() : [await list.first()]) {
    for (const record of page.data) found.push(record);
    issues += page.issues.length;
    byId("result-status").textContent = `${found.length.toLocaleString("en")} records so far…`;
    more = page.hasNext && (take !== "everything" || found.length >= MOST);
    if (more) break;
  }
  return { found, issues, more };
}
