// From the environment: the secret and the key stand in no file. The defaults are the emulator's of `cargo xtask demo`.
const { env } = process;

export const settings = {
  appUrl: env.APP_URL ?? "http://localhost:3000",
  clientId: env.CLEVER_CLIENT_ID ?? "c1e7e27a11d0c0de5eed",
  clientSecret: env.CLEVER_CLIENT_SECRET,
  authorizeUrl: env.CLEVER_AUTHORIZE_URL ?? "http://127.0.0.1:8081/oauth/authorize",
  tokensUrl: env.CLEVER_TOKENS_URL ?? "http://127.0.0.1:8081/oauth/tokens",
  apiUrl: env.CLEVER_API_URL ?? "http://127.0.0.1:8082",
  /** 32 random bytes in base64: `openssl rand -base64 32`. */
  sessionKey: env.SESSION_KEY,
};
