// A server may repeat what it was sent. What it says is quoted in errors, so secrets leave it before anybody reads it.

/** More of an answer that is none is not read. */
const MOST_CHARS = 1 << 16;
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * A fetch that keeps `secrets` out of refusals and of whatever is thrown.
 * @param {typeof fetch} send @param {readonly string[]} secrets
 * @param {(refusal: unknown) => void} heard told of the JSON of each answer that is no success
 */
export const redacting = (send, secrets, heard) => async (url, init) => {
  let response;
  try {
    response = await send(url, init);
  } catch (fault) {
    if (!(fault instanceof Error)) throw undefined;
    throw Object.assign(new Error(redact(fault.message, secrets)), { name: fault.name });
  }
  const { status } = response;
  if (!(status >= 300 && status <= 599)) return response;
  const { text, json } = normalised(redact(normalised(await said(response)).text, secrets));
  heard(json);
  return new Response(WITHOUT_BODY.has(status) ? null : text, { status, headers: response.headers });
};

/** JSON may write any character as an escape; written again, a secret in it reads as it is. */
function normalised(text) {
  try {
    const json = JSON.parse(text);
    return { text: JSON.stringify(json), json };
  } catch {
    return { text, json: undefined };
  }
}

function redact(text, secrets) {
  for (const secret of secrets) {
    text = text.replaceAll(secret, "[redacted]").replaceAll(JSON.stringify(secret).slice(1, -1), "[redacted]");
  }
  return text;
}

/** The body, as far as it matters. Test doubles often have no stream. */
async function said(response) {
  if (typeof response.body?.getReader !== "function") return typeof response.text === "function" ? response.text() : "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > MOST_CHARS) {
      reader.cancel().catch(() => {});
      return ""; // cut off, it could end within a secret
    }
  }
}
