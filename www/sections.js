import { byId, element } from "./element.js";
import { showFailure } from "./failure.js";
import { closeRoster, countStudents, openRoster } from "./roster.js";

const EVERYONE = "all";

/**
 * The signed-in person's sections as a list of links, `?section=<id>` naming the open one, so that a section
 * can be bookmarked, opened in a new tab and returned to after a sign-in.
 */
export async function showSections(clever, me, signal) {
  const [list, status, message] = [byId("sections"), byId("sections-status"), byId("sections-message")];
  clearSections();
  status.textContent = "Loading your sections…";
  const sources = new Map();
  const add = (id, source, ...lines) => {
    sources.set(id, source);
    list.append(element("li", {}, link(id, lines)));
  };
  try {
    // A token that a district gave and that yet reads sections is the emulator's own invention.
    const isExplorer = me.authorized_by !== "teacher";
    for await (const section of clever.getSectionsForUser(me.id, {}, { signal })) {
      // Above the first, or the list would jump when it comes.
      if (isExplorer && sources.size === 0) message.append(explorer());
      add(section.id, studentsOf(clever, section), ...words(section));
    }
    const count = sources.size;
    status.textContent = count === 0 ? "There are no sections yet." : `${count} ${count === 1 ? "section" : "sections"}. Choose one to see its students.`;
    if (isExplorer) {
      if (count === 0) message.append(explorer());
      add(EVERYONE, everyone(clever), "All students of the district", "Explorer only");
    }
  } catch (error) {
    if (signal.aborted) return;
    status.textContent = "";
    if (error?.code === "not_found" || error?.code === "forbidden") message.replaceChildren(outOfReach(error));
    else showFailure(message, error, { heading: "h3", retry: () => showSections(clever, me, signal) });
    return;
  }

  const select = ({ focus }) => {
    const id = new URLSearchParams(location.search).get("section");
    for (const anchor of list.querySelectorAll("a")) {
      if (anchor.dataset.id === id) anchor.setAttribute("aria-current", "true");
      else anchor.removeAttribute("aria-current");
    }
    const source = sources.get(id);
    if (source) openRoster(source, signal, { focus });
    else closeRoster();
  };
  list.addEventListener("click", (event) => {
    const anchor = event.target.closest("a");
    if (!anchor || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (anchor.href !== location.href) history.pushState(null, "", anchor.href);
    select({ focus: true });
  }, { signal });
  window.addEventListener("popstate", () => select({ focus: false }), { signal });
  select({ focus: false });
}

/** Takes the sections and their students off the page. */
export function clearSections() {
  closeRoster();
  for (const id of ["sections", "sections-status", "sections-message"]) byId(id).replaceChildren();
}

const studentsOf = (clever, section) => ({
  name: `Students of ${section.name || "this section"}`,
  list: (query, options) => clever.getUsersForSection(section.id, { ...query, role: "student" }, options),
  total: async () => section.students?.length ?? null,
});

const everyone = (clever) => ({
  name: "All students of the district",
  list: (query, options) => clever.getUsers({ ...query, role: "student" }, options),
  total: (options) => clever.getUsers({ role: "student" }, options).count(),
});

const words = ({ name, subject, grade, period, students }) => [
  name || "Section without a name",
  [subject, grade && `Grade ${grade}`, period && `Period ${period}`].filter(Boolean).join(" · "),
  students ? countStudents(students.length) : "",
];

function link(id, [name, ...rest]) {
  const address = new URL(location.href);
  address.searchParams.set("section", id);
  return element(
    "a",
    { href: address.pathname + address.search, "data-id": id, "data-testid": `section-${id}` },
    element("strong", {}, name),
    ...rest.filter(Boolean).map((line) => element("span", { class: "muted small" }, line)),
  );
}

function outOfReach(error) {
  return element(
    "div",
    { class: "callout", "data-testid": "reach" },
    element("strong", {}, "Sections are out of this sign-in’s reach"),
    element(
      "p",
      {},
      "This sign-in can only read you and your district. Sections need a Library (teacher-authorized) login or Secure Sync on a server.",
    ),
    element(
      "details",
      {},
      element("summary", {}, "Technical details"),
      element("p", {}, element("code", { "data-testid": "error-code" }, error.code), ` (HTTP ${error.status ?? "–"}). ${error.hint ?? ""}`),
    ),
  );
}

function explorer() {
  return element(
    "p",
    { class: "callout caution", "data-testid": "explorer" },
    "This is the emulator’s explorer: its token reads everything. It exists at no real Clever, where a District SSO sign-in reads no sections at all.",
  );
}
