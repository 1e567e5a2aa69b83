/** The page's element with this id; every id asked for stands in index.html. */
export const byId = (id) => document.getElementById(id);

/**
 * Makes an element: attributes by name, `on…` members as listeners, children as nodes or text.
 * Text only ever becomes text nodes, so nothing that Clever sends can become markup.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** What to show for a value that Clever left out, sent as null or sent empty. */
export const orDash = (value) => (value === null || value === undefined || value === "" ? "–" : String(value));
