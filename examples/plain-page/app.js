// No build step: the package is one file, and runs as it lies in node_modules.
import { createClever } from "./node_modules/clever-wasm/dist/index.js";
import { settings } from "./settings.js";

const clever = createClever({ ...settings, redirectUri: `${location.origin}/`, sessionStore: "session" });
const at = (id) => document.querySelector(`[data-testid=${id}]`);
const show = (element, shown) => (element.hidden = !shown);

at("login").onclick = () => clever.login({ returnTo: location.pathname }).catch(fail);
at("logout").onclick = () => clever.logout();
clever.on("signedOut", render);

function fail(error) {
  at("error").textContent = error.hint ?? String(error);
  show(at("error"), true);
}

function render() {
  show(at("login"), !clever.session);
  show(document.querySelector("section"), clever.session);
  at("who").textContent = "";
  at("sections").replaceChildren();
}

/** One page of sections, and the way to the next. */
function list(page) {
  for (const { name } of page.data) at("sections").append(Object.assign(document.createElement("li"), { textContent: name }));
  show(at("more"), page.hasNext);
  at("more").onclick = () => page.next().then(list, fail);
}

try {
  await clever.handleRedirect();
} catch (error) {
  fail(error);
}
render();
if (clever.session) {
  try {
    const user = await clever.currentUser();
    at("who").textContent = `Hello ${user.name?.first}`;
    list(await clever.getSectionsForUser(user.id, { limit: 1 }));
  } catch (error) {
    fail(error);
  }
}
