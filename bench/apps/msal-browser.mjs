import { PublicClientApplication } from "@azure/msal-browser";

/** Their guide: nothing may be called before initialize() has settled. */
export default async function start() {
  const application = new PublicClientApplication({ auth: { clientId: "4c63c1cf-623d-4ca0-8aac-000000000000", redirectUri: `${location.origin}/callback` } });
  await application.initialize();
  return application;
}
