import { byId } from "./element.js";

const TITLES = {
  "loading": "One moment",
  "signed-out": "Sign in",
  "signed-in": "Your classes",
  "error": "Something went wrong",
};

/** Shows one of the page's four views and moves the focus to its heading, so that a screen reader starts there. */
export function showView(name) {
  const main = byId("main");
  const changed = main.dataset.view !== name;
  main.dataset.view = name;
  for (const panel of main.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
  byId("account").hidden = name !== "signed-in";
  document.title = `${TITLES[name]} – clever-wasm demo`;
  if (changed && name !== "loading") main.querySelector(`[data-panel="${name}"] h1`)?.focus({ preventScroll: true });
  if (changed) window.scrollTo(0, 0);
}

/** Says on the loading view what is going on. */
export function showLoading(text) {
  byId("loading-text").textContent = text;
  showView("loading");
}
