// What changed in the district: the feed of the last 30 days, the newest last, and what comes after it.
import { byId, element, orDash } from "../element.js";
import { showFailure } from "../failure.js";
import { flat } from "./columns.js";
import { control } from "./control.js";

/** More is a file to read, not a table. */
const SHOWN = 200;
const WHEN = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

export function showEvents({ clever, emulator, signal }) {
  let last;
  byId("events").replaceChildren();
  byId("events-message").replaceChildren();
  byId("events-status").textContent = "";
  byId("events-kind").onchange = () => showEvents({ clever, emulator, signal });
  byId("events-newer").onclick = () => read();
  byId("events-make").onclick = () => make();
  read();

  /** Whoever keeps the last id asks for what came since, and for nothing twice. */
  async function read() {
    const kind = byId("events-kind").value;
    byId("events-status").textContent = "Reading…";
    try {
      const query = { limit: 1000, ...(kind ? { record_type: [kind] } : {}), ...(last ? { starting_after: last } : {}) };
      const found = await clever.getEvents(query, { signal }).all();
      const fresh = last !== undefined;
      last = found.at(-1)?.id ?? last;
      byId("events").append(...found.slice(-SHOWN).map((event) => row(event, fresh)));
      byId("events-status").textContent = `${found.length} ${fresh ? "newer events" : "events"}${found.length > SHOWN ? `, the last ${SHOWN} of which are shown` : ""}.`;
      byId("events-message").replaceChildren();
      const box = byId("events").closest(".scroll");
      box.scrollTop = box.scrollHeight;
    } catch (error) {
      if (signal.aborted) return;
      byId("events-status").textContent = "";
      showFailure(byId("events-message"), error, { heading: "h2", retry: read });
    }
  }

  /** A school gets another name, as if its district had typed it. */
  async function make() {
    try {
      const { data: [school] } = await clever.getSchools({ limit: 1 }, { signal });
      const name = school.name?.endsWith(" (renamed)") ? school.name.slice(0, -10) : `${school.name} (renamed)`;
      await control(emulator, "POST", "records", { collection: "schools", action: "update", id: school.id, members: { name } });
      byId("events-status").textContent = "A school was renamed; ask for what is newer.";
    } catch (error) {
      if (!signal.aborted) showFailure(byId("events-message"), error, { heading: "h2", retry: make });
    }
  }
}

function row({ type, created, data, previous_attributes: beside }, fresh) {
  const object = data?.object ?? {};
  const [collection, action] = type.split(".");
  const named = typeof object.name === "string" ? object.name : [object.name?.first, object.name?.last].filter(Boolean).join(" ");
  const label = named || object.id;
  const cell = (...inside) => element("td", { role: "cell" }, ...inside);
  // Named, as a narrow screen lays rows out as blocks, which are no table to every screen reader.
  return element("tr", { role: "row", class: fresh ? "fresh" : null },
    cell(created ? WHEN.format(new Date(created)) : "–"),
    cell(element("span", { class: action === "deleted" ? "tag caution" : "tag" }, `${collection} ${action}`)),
    element("th", { scope: "row", role: "rowheader" }, orDash(label)),
    cell(...changes(data?.previous_attributes ?? beside, object)));
}

/** The old values stand in the event, the new ones in the record. */
function changes(previous, object) {
  if (!previous) return ["–"];
  const now = flat(object);
  return Object.entries(flat(previous)).map(([name, before]) =>
    element("div", {}, element("code", {}, name), ": ", element("del", {}, orDash(before)), " → ", element("ins", {}, orDash(now[name]))));
}
