// The page: people who were launched from Clever's portal have a session at the server; who presses the button signs in
// here, through the implicit grant, and no server is asked.
import { createClever } from "/clever-wasm/index.js";
import { settings } from "/settings.js";

// Launches go to /api/launch, the first of the app's redirect URIs at Clever; this page is the second.
const clever = createClever({ ...settings, redirectUri: `${location.origin}/`, portalLaunch: "reject" });
const at = (id) => document.querySelector(`[data-testid=${id}]`);

const LAUNCHES = {
  stale: "This launch was not begun here, or too long ago. Log in again.",
  denied: "Clever did not let you in.",
  failed: "Clever could not be asked who you are. Try again.",
};

function show(person) {
  at("login").hidden = person !== null;
  document.querySelector("section").hidden = person === null;
  at("who").textContent = person ? `Hello ${person.name}` : "";
  at("sections").replaceChildren(
    ...(person?.sections ?? []).map((name) => Object.assign(document.createElement("li"), { textContent: name })),
  );
}

function fail(text) {
  at("error").textContent = text;
  at("error").hidden = false;
}

/** Who is signed in, by the page's own session or the server's; null for nobody. */
async function person() {
  if (clever.session) {
    const user = await clever.currentUser();
    const sections = await clever.getSectionsForUser(user.id).all({ max: 100 }).catch(() => []); // beyond many a token's reach
    return { name: user.name?.first, sections: sections.map(({ name }) => name) };
  }
  const response = await fetch("/api/me");
  if (response.status === 401) return null;
  if (!response.ok) throw new Error((await response.json()).error);
  return response.json();
}

at("login").onclick = () => clever.login().catch((error) => fail(error.hint ?? String(error)));
at("logout").onclick = async () => {
  clever.logout();
  await fetch("/api/logout", { method: "POST" });
  show(null);
};

const launch = new URLSearchParams(location.search).get("launch");
if (Object.hasOwn(LAUNCHES, launch)) fail(LAUNCHES[launch]);
try {
  await clever.handleRedirect();
  show(await person());
} catch (error) {
  fail(error.hint ?? String(error));
  show(null);
}
