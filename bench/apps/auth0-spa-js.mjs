import { Auth0Client } from "@auth0/auth0-spa-js";

export default () =>
  new Auth0Client({ domain: "tenant.example", clientId: "4c63c1cf623dce82caac", authorizationParams: { redirect_uri: `${location.origin}/callback` } });
