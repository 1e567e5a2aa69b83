// The whole SDK.
import { createClever } from "clever-wasm";

export default () => createClever({ clientId: "4c63c1cf623dce82caac", redirectUri: `${location.origin}/callback` });
