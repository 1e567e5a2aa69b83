// Its sign-in half.
import { createClever } from "clever-wasm-auth";

export default () => createClever({ clientId: "4c63c1cf623dce82caac", redirectUri: `${location.origin}/callback` });
