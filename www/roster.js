import { byId, element, orDash } from "./element.js";
import { showFailure } from "./failure.js";
import { fullName } from "./profile.js";

const $ = {
  prev: byId("prev"), next: byId("next"), size: byId("page-size"), all: byId("load-all"), cancel: byId("cancel"),
  progress: byId("progress"), status: byId("roster-status"), message: byId("roster-message"), rows: byId("students"),
};

/** The open roster: which list, the page that is shown, and what ends its requests. */
let open = null;

$.prev.addEventListener("click", () => turn("prev"));
$.next.addEventListener("click", () => turn("next"));
$.size.addEventListener("change", () => open && begin());
$.all.addEventListener("click", () => (open.whole ? begin() : loadAll()));
$.cancel.addEventListener("click", () => open.loading?.abort());

/**
 * Shows the students of one source page by page: `{ name, list(query, options), total() }`,
 * `total` resolving to their number, or null where it cannot be known. `focus` moves it to the roster's heading.
 */
export function openRoster(source, signal, { focus = true } = {}) {
  closeRoster();
  const ended = new AbortController();
  signal.addEventListener("abort", () => ended.abort(), { once: true, signal: ended.signal });
  open = { source, ended, page: null, number: 1, whole: false, loading: null };
  byId("roster-title").textContent = source.name;
  byId("roster").hidden = false;
  if (focus) byId("roster-title").focus();
  return begin();
}

/** Ends the roster's requests and takes its students off the page. */
export function closeRoster() {
  open?.ended.abort();
  open = null;
  byId("roster").hidden = true;
  $.rows.replaceChildren();
  $.message.replaceChildren();
}

/** Fetches and shows the first page. */
function begin() {
  Object.assign(open, { page: null, number: 1, whole: false });
  $.rows.replaceChildren();
  return step(async (roster) => {
    const query = { limit: Number($.size.value) };
    showPage(roster, await roster.source.list(query, { signal: roster.ended.signal }));
  });
}

/** Goes one page on or back; `Page` remembers the pages it has been to. */
function turn(direction) {
  return step(async (roster) => {
    const page = await (direction === "next" ? roster.page.next() : roster.page.prev());
    if (page && roster === open) roster.number += direction === "next" ? 1 : -1;
    showPage(roster, page ?? roster.page);
  });
}

/** Runs one action of the open roster and shows what goes wrong in its place, unless it is no longer open. */
async function step(action) {
  const roster = open;
  busy(true);
  $.message.replaceChildren();
  $.status.textContent = "Loading…";
  try {
    await action(roster);
  } catch (error) {
    if (roster !== open || roster.ended.signal.aborted) return;
    $.status.textContent = "";
    showFailure($.message, error, { heading: "h3", retry: () => step(action) });
  } finally {
    if (roster === open) busy(false);
  }
}

function busy(is) {
  byId("roster").setAttribute("aria-busy", String(is));
  const paging = open.page && !open.whole;
  $.prev.disabled = is || !paging || open.number === 1;
  $.next.disabled = is || !paging || !open.page.hasNext;
  $.size.disabled = is;
  $.all.disabled = is;
  $.all.textContent = open.whole ? "Show in pages" : "Load all";
}

function showPage(roster, page) {
  if (roster !== open) return;
  roster.page = page;
  $.rows.replaceChildren(...page.data.map(row));
  $.status.textContent = `Page ${roster.number}: ${countStudents(page.data.length)}.${invalid(page)}`;
}

/** Every page in turn, with progress; a cancelled run keeps the students that have arrived. */
function loadAll() {
  return step(async (roster) => {
    roster.loading = new AbortController();
    const { signal } = roster.loading;
    roster.ended.signal.addEventListener("abort", () => roster.loading?.abort(), { once: true, signal });
    let seen = 0;
    $.progress.hidden = $.cancel.hidden = false;
    $.progress.removeAttribute("value");
    $.cancel.focus();
    try {
      const total = await roster.source.total({ signal });
      const list = roster.source.list({ limit: Number($.size.value) }, { signal });
      for await (const page of list.pages()) {
        if (roster !== open) return;
        if (seen === 0) $.rows.replaceChildren();
        roster.whole = true;
        $.rows.append(...page.data.map(row));
        seen += page.data.length;
        if (total) [$.progress.max, $.progress.value] = [Math.max(total, seen), seen];
      }
      if (roster === open) $.status.textContent = `All ${countStudents(seen)} loaded.`;
    } catch (error) {
      if (!signal.aborted || roster !== open) throw error;
      $.status.textContent = seen > 0 ? `Cancelled. ${countStudents(seen)} arrived before that.` : "Cancelled.";
    } finally {
      roster.loading = null;
      $.progress.hidden = $.cancel.hidden = true;
      if (roster === open) {
        $.all.disabled = false;
        $.all.focus();
      }
    }
  });
}

/** A number of students in words. */
export const countStudents = (n) => `${n} ${n === 1 ? "student" : "students"}`;
const invalid = ({ issues }) => (issues.length > 0 ? ` ${issues.length} odd values were delivered as they came.` : "");

function row(student) {
  const role = student.roles?.student ?? {};
  const cell = (value) => element("td", { role: "cell" }, orDash(value));
  return element(
    "tr",
    { role: "row" },
    element("th", { scope: "row", role: "rowheader" }, fullName(student) || orDash(null)),
    cell(role.grade),
    cell(student.email),
    cell(role.student_number),
  );
}
