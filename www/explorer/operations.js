// The list of operations and the one that is chosen.
import { byId, element } from "../element.js";
import { showForm } from "./form.js";

/** Generated from the SDK's table: tests/docs. */
let declared;

/** To be awaited before the view is shown, so that it is filled from its first moment. */
export async function loadOperations() {
  declared ??= await (await fetch(new URL("operations.json", import.meta.url))).json();
}

export function showOperations({ clever, signal }) {
  const choose = (operation) => {
    for (const button of byId("operations").querySelectorAll("button")) {
      if (button.dataset.operation === operation.name) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    byId("operation-name").textContent = operation.name;
    byId("operation-about").textContent = operation.about;
    byId("operation-path").textContent = `${operation.method} ${operation.path}`;
    byId("operation-reach").textContent = operation.reach;
    showForm(clever, operation, signal);
  };
  const list = () => {
    const words = byId("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ name, about, path }) => words.every((word) => `${name} ${about} ${path}`.toLowerCase().includes(word));
    const found = declared.filter(fits);
    byId("found").textContent = `${found.length} of ${declared.length}`;
    byId("operations").replaceChildren(
      ...grouped(found).flatMap(([page, operations]) => [
        element("h3", {}, page),
        ...operations.map((operation) =>
          element("button", { type: "button", "data-operation": operation.name, onclick: () => choose(operation) }, operation.name)),
      ]),
    );
  };
  byId("find").addEventListener("input", list, { signal });
  list();
  choose(declared.find(({ name }) => name === "getUsers"));
}

function grouped(operations) {
  const pages = new Map();
  for (const operation of operations) pages.set(operation.page, [...(pages.get(operation.page) ?? []), operation]);
  return [...pages];
}
