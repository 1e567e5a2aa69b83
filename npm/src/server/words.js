// Arguments of the server's functions. What is refused is named, never shown: it may be a secret.
import { refusal } from "../driver/wasm.js";

/** RFC 6750's b64token, all that an Authorization header takes. */
const TOKEN = /^[\w.~+/-]+=*$/;

export const isToken = (value) => typeof value === "string" && TOKEN.test(value);

/** A non-empty text without control characters. */
export function requireWord(code, path, value) {
  if (typeof value !== "string" || value === "" || /[\0-\x1f\x7f]/.test(value)) {
    throw refusal(code, path, `${path} must be a non-empty string without control characters`);
  }
  return value;
}

/** An option that is a function, or absent. */
export function requireFunction(path, value) {
  if (value != null && typeof value !== "function") throw refusal("invalid_config", path, `${path} must be a function`);
  return value ?? undefined;
}
