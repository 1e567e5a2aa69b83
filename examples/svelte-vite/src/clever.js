// The client: made once, before anything else looks at the address, which may hold Clever's answer.
import { createClever } from "clever-wasm";

const { VITE_CLEVER_CLIENT_ID, VITE_CLEVER_AUTHORIZE_URL, VITE_CLEVER_API_URL } = import.meta.env;

export const clever = createClever({
  clientId: VITE_CLEVER_CLIENT_ID,
  redirectUri: `${location.origin}/`,
  authorizeUrl: VITE_CLEVER_AUTHORIZE_URL || undefined,
  apiUrl: VITE_CLEVER_API_URL || undefined,
  sessionStore: "session", // a reload stays signed in
});
