// The emulator of `cargo xtask demo`. For the real Clever put in your client id and take the two addresses out.
export const settings = {
  clientId: "c1e7e27a11d0c0de5eed",
  authorizeUrl: "http://127.0.0.1:8081/oauth/authorize",
  apiUrl: "http://127.0.0.1:8082",
};
