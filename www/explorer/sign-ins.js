// Sign-ins that go wrong, or that nobody here began. The session that there is outlives them.
import { byId, element } from "../element.js";
import { control } from "./control.js";
import { trial } from "./trial.js";

/** Of the shape of Clever's; whether it is good is never asked, as the answer it comes in is refused before. */
const FOREIGN = "il" + "x".repeat(38);
const SHORT_SECS = 5;

export function showSignIns({ clever, emulator, signal }) {
  // The session of the last trial below has begun: the next one lives as long as usual.
  const { signedInAt, expiresAt } = clever.session;
  if (expiresAt - signedInAt <= SHORT_SECS * 1000) control(emulator, "POST", "options", { fragment_expires_in: null });

  /** What comes back from Clever, as an address: the state is that of a login of this tab. */
  const answer = (members) => {
    const state = new URL(clever.loginUrl()).searchParams.get("state");
    return `${emulator.redirectUri}#${new URLSearchParams({ state, ...members })}`;
  };
  const receive = (members) => async () => {
    await clever.handleRedirect(answer(members));
    return "Accepted.";
  };
  const shorten = async () => {
    await control(emulator, "POST", "options", { fragment_expires_in: SHORT_SECS });
    return clever.login({ returnTo: `${new URL("../explorer.html", import.meta.url).pathname}#weather` });
  };
  byId("sign-ins").replaceChildren(
    trial("Wrong state", "An answer with somebody else’s mark, as a forged link has it. Its token is never looked at.", signal,
      receive({ access_token: FOREIGN, token_type: "bearer", state: "somebody-elses" })),
    trial("Denied", "The person pressed Cancel on Clever’s page.", signal,
      receive({ error: "access_denied", error_description: "The user canceled the login." })),
    trial("Damaged answer", "The token came with the address cut in two: no type, a lifetime that is no number.", signal,
      receive({ access_token: FOREIGN, expires_in: "soon" })),
    trial("Expired session", `Signs in again, for ${SHORT_SECS} seconds. The SDK says so when they are over, before anything is asked in vain.`, signal, shorten),
    element("li", { class: "card" }, element("h3", {}, "Portal launch"),
      element("p", { class: "muted small" }, "Begun by Clever, so without a state of ours: the SDK drops that answer and goes round once more."),
      element("p", { class: "row" }, element("a", { class: "button", href: emulator.portalUrl }, "Open Clever’s portal"), element("a", { class: "button", href: emulator.instantLoginUrl }, "Instant Login"))),
  );
}
