// A Clever of any number of users that holds none of them: rows are written as they are asked for.
import { usersPage } from "../../bench/district.mjs";

const CLIENT = "4c63c1cf623dce82caac";
const CALLBACK = "https://app.example/callback";
const HEADERS = { "content-type": "application/json" };
const ROWS = 500; // of their own kind, again and again under other ids
const ID = /"id":"[0-9a-f]{24}"/;

const encoder = new TextEncoder();
export const idOf = (index) => `5f${String(index).padStart(22, "0")}`;

/** Each row's bytes, and where in them the id stands. */
const templates = usersPage(ROWS).data.map(({ data }) => {
  const text = JSON.stringify({ data, uri: "/v3.1/users" });
  return { bytes: encoder.encode(text), at: encoder.encode(text.slice(0, text.search(ID) + 6)).length };
});

/** Bytes of a page of `limit` rows from `begin` on, in pieces of about `piece` bytes, each after a turn of the event loop. */
function body({ begin, end, next, piece, onTurn }) {
  let index = begin;
  let opened = false;
  const pull = async (controller) => {
    await new Promise(setImmediate);
    onTurn?.();
    if (index > end) return controller.close();
    const parts = [];
    let length = 0;
    const add = (bytes) => (parts.push(bytes), (length += bytes.length));
    if (!opened) add(encoder.encode('{"data":['));
    opened = true;
    for (; index < end && length < piece; index++) {
      const { bytes, at } = templates[index % ROWS];
      const row = bytes.slice();
      encoder.encodeInto(idOf(index), row.subarray(at));
      if (index > begin) add(encoder.encode(","));
      add(row);
    }
    if (index === end) {
      add(encoder.encode(`],"links":[${next ? JSON.stringify({ rel: "next", uri: next }) : ""}]}`));
      index++;
    }
    const chunk = new Uint8Array(length);
    let to = 0;
    for (const part of parts) (chunk.set(part, to), (to += part.length));
    // In pieces that do not end where rows do.
    for (let from = 0; from < length; from += piece) controller.enqueue(chunk.subarray(from, from + piece));
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}

/**
 * A client, signed in, over a district of that many users.
 * @param {{ users: number, piece?: number, onTurn?: () => void }} district `onTurn` is told of each turn of a body
 */
export async function openDistrict(createClever, { users, piece = 65_536, onTurn }) {
  const fetch = async (url) => {
    const { searchParams } = new URL(url);
    const limit = Number(searchParams.get("limit"));
    const after = searchParams.get("starting_after");
    const begin = after === null ? 0 : Number(after.slice(2)) + 1;
    const end = Math.min(begin + limit, users);
    const next = end < users ? `/v3.1/users?limit=${limit}&starting_after=${idOf(end - 1)}` : null;
    return new Response(body({ begin, end, next, piece, onTurn }), { headers: HEADERS });
  };
  const clever = createClever({ clientId: CLIENT, redirectUri: CALLBACK, verifyAudience: "off", fetch });
  const state = new URL(clever.loginUrl()).searchParams.get("state");
  await clever.handleRedirect(`${CALLBACK}#access_token=ilMemory0123456789&token_type=bearer&state=${state}`);
  return clever;
}
