// Cookies of this app: no script of the page reads them, and the session's content is sealed with the server's key.
import { settings } from "./settings.mjs";

const secure = settings.appUrl.startsWith("https:") ? "; Secure" : "";

export const cookie = (name, value, maxAgeSecs) =>
  `${name}=${value}; Path=/api; Max-Age=${maxAgeSecs}; HttpOnly; SameSite=Lax${secure}`;

export function read(request, name) {
  const pairs = (request.headers.get("cookie") ?? "").split(/; */).map((pair) => pair.split("="));
  return pairs.find(([key]) => key === name)?.[1] ?? null;
}

export const random = () => Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("base64url");

const key = () =>
  crypto.subtle.importKey("raw", Buffer.from(settings.sessionKey ?? "", "base64"), "AES-GCM", false, ["encrypt", "decrypt"]);

/** What only this server can read, and nobody can change. */
export async function seal(value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), new TextEncoder().encode(JSON.stringify(value)));
  return Buffer.concat([iv, Buffer.from(sealed)]).toString("base64url");
}

/** The sealed value; null for anything that was not sealed here, or is past its time. */
export async function open(text) {
  try {
    const bytes = Buffer.from(text, "base64url");
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.subarray(0, 12) }, await key(), bytes.subarray(12));
    const value = JSON.parse(new TextDecoder().decode(plain));
    return value.until > Date.now() ? value : null;
  } catch {
    return null;
  }
}
