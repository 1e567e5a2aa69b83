import { byId, element } from "./element.js";

const AT_ONCE = 10;

/**
 * Shows ambiguous records side by side: accounts on the left, whom they could be on the right.
 * @param {object} report of matchRecords @param {(row: number) => Promise<[string, string][]>} accountAt
 * @param {(id: string) => Promise<[string, string][]>} personOf @param {(row: number, id: string | null) => void} choose
 */
export function showReview(report, accountAt, personOf, choose) {
  const container = byId("groups");
  container.replaceChildren();
  let shown = 0;
  const more = () => {
    const end = Math.min(shown + AT_ONCE, report.ambiguous.length);
    for (; shown < end; shown++) container.append(group(report, report.ambiguous.at(shown), accountAt, personOf, choose));
    byId("more").hidden = shown === report.ambiguous.length;
  };
  byId("more").onclick = more;
  byId("review").hidden = report.ambiguous.length === 0;
  more();
}

function group(report, { key, locals, candidates }, accountAt, personOf, choose) {
  const accounts = element("div", {}, ...locals.slice(0, AT_ONCE).map((row) => {
    const box = element("div", { class: "person" }, element("strong", {}, `Account in row ${row + 1}`));
    fill(box, accountAt(row));
    if (report.localStatus(row) === "matched") box.append(element("p", { class: "muted small" }, "Linked by another key."));
    else box.append(choice(row, candidates, choose));
    return box;
  }));
  const people = element("div", {}, ...candidates.slice(0, AT_ONCE).map(({ row, id }) => {
    const box = element("div", { class: "person" }, element("strong", {}, id));
    fill(box, personOf(id));
    if (report.rosterStatus(row) === "matched") box.append(element("p", { class: "muted small" }, "Linked by another key."));
    return box;
  }));
  const count = `${locals.length} of your accounts and ${candidates.length} in Clever share one value of ${key}`;
  return element("div", { class: "group", "data-testid": "match-group" }, element("h3", {}, count), accounts, people);
}

function choice(row, candidates, choose) {
  const options = candidates.slice(0, AT_ONCE).map(({ id }) => element("option", { value: id }, id));
  const select = element("select", { onchange: () => choose(row, select.value || null) }, element("option", { value: "" }, "nobody yet"), ...options);
  return element("label", { class: "field" }, "Belongs to", select);
}

/** Facts come when they have been read; that they cannot be is said in their place. */
async function fill(box, reading) {
  const facts = element("dl", { class: "facts" });
  box.append(facts);
  try {
    for (const [name, value] of await reading) facts.append(element("dt", {}, name), element("dd", {}, value));
  } catch {
    facts.append(element("dt", {}, "–"), element("dd", {}, "cannot be read now"));
  }
}
