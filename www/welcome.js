import { byId, element } from "./element.js";

/** What a person's kind of token reaches, in the words of the page. */
const TOKEN_KINDS = {
  library: { name: "Library", reach: "Reads own sections and their students." },
  district_sso: { name: "District SSO", reach: "Reads only the person and the district." },
  all_scopes: { name: "Explorer", reach: "Reads everything. Exists at no real Clever." },
};

/** Fills in what depends on the emulator: who can sign in, and the links by which Clever begins a sign-in. */
export function furnishWelcome({ personas = [], portalUrl, instantLoginUrl, authorizeUrl, apiUrl, serviceWorker = false }) {
  const libraryFirst = [...personas].sort((a, b) => (b.tokenKind === "library") - (a.tokenKind === "library"));
  byId("personas").replaceChildren(...libraryFirst.map(card));
  byId("portal").href = portalUrl;
  byId("instant-login").href = instantLoginUrl;
  const clever = new URL(authorizeUrl);
  byId("emulator-origin").textContent = serviceWorker
    ? ` that runs in this browser, as the page’s service worker: one origin for all three, Clever below ${clever.pathname.replace("oauth/authorize", "")}, its API below ${new URL(apiUrl).pathname}/. A real Clever has origins of its own, and CORS between them`
    : ` at ${clever.origin}`;
}

/** The options of the next login, as chosen on the page. */
export const chosenLogin = () => (byId("shared").checked ? { confirmed: false } : {});

/** Shows that a sign-in is under way, with `cancel` where there is something to cancel; null ends it. */
export function showWaiting(text, cancel = null) {
  byId("waiting").hidden = text === null;
  byId("waiting-text").textContent = text ?? "";
  byId("login-cancel").hidden = cancel === null;
  byId("login-cancel").onclick = cancel;
  for (const id of ["login", "login-popup"]) byId(id).disabled = text !== null;
}

function card({ label, description, tokenKind }) {
  const { name, reach } = TOKEN_KINDS[tokenKind] ?? { name: tokenKind, reach: "" };
  const recommended = tokenKind === "library";
  const tags = element("span", { class: "row" });
  if (recommended) tags.append(element("span", { class: "tag" }, "Recommended"));
  tags.append(element("span", { class: tokenKind === "all_scopes" ? "tag caution" : "tag" }, `${name} token`));
  return element(
    "li",
    { class: recommended ? "card recommended" : "card" },
    element("h3", {}, label),
    tags,
    element("p", { class: "small" }, description),
    element("p", { class: "muted small" }, reach),
  );
}
