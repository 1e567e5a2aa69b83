import { UserManager } from "oidc-client-ts";

export default () =>
  new UserManager({ authority: "https://accounts.example", client_id: "4c63c1cf623dce82caac", redirect_uri: `${location.origin}/callback` });
