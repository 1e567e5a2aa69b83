// A hundred pages of a hundred users, each 50 ms away: what the ways to walk through them take.
import createClient from "openapi-fetch";
import { createClient as createGenerated } from "clever-generated/client";
import { getUsers } from "clever-generated";

import { signedIn } from "../client.mjs";
import { inTurns, ratio } from "../stopwatch.mjs";

/** What an app does with a page before it asks for the next, in milliseconds. */
const WORK_MS = 25;

/** @param {{ rounds: number, origin: string, users: number }} options */
export default async function paging({ rounds, origin, users }) {
  const clever = await signedIn({ apiUrl: `${origin}/paged` });
  const headers = { Authorization: "Bearer token" };
  const base = `${origin}/paged/v3.1`;
  const cursorOf = ({ links }) => {
    const next = links.find(({ rel }) => rel === "next");
    return next && new URL(next.uri, origin).searchParams.get("starting_after");
  };
  const work = () => new Promise((resolve) => setTimeout(resolve, WORK_MS));

  async function* byHand() {
    for (let url = `${origin}/paged/v3.1/users`; url; ) {
      const response = await fetch(url, { headers, cache: "no-store" });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const page = await response.json();
      yield page.data.map(({ data }) => data);
      const next = page.links.find(({ rel }) => rel === "next");
      url = next && `${origin}/paged${next.uri}`;
    }
  }
  /** Octokit's iterator: an object whose next() asks when it is called. */
  const octokitLike = () => {
    let url = `${base}/users`;
    return {
      [Symbol.asyncIterator]: () => ({
        async next() {
          if (!url) return { done: true };
          const response = await fetch(url, { headers, cache: "no-store" });
          const page = await response.json();
          const next = page.links.find(({ rel }) => rel === "next");
          url = next && `${origin}/paged${next.uri}`;
          return { value: page.data.map(({ data }) => data) };
        },
      }),
    };
  };
  async function* throughOpenapiFetch() {
    const client = createClient({ baseUrl: base, headers, cache: "no-store" });
    for (let cursor; cursor !== null; ) {
      const { data, error } = await client.GET("/users", { params: { query: { starting_after: cursor } } });
      if (error) throw error;
      yield data.data.map((row) => row.data);
      cursor = cursorOf(data) ?? null;
    }
  }
  async function* throughHeyApi() {
    const client = createGenerated({ baseUrl: base, headers, cache: "no-store" });
    for (let cursor; cursor !== null; ) {
      const { data } = await getUsers({ client, query: { starting_after: cursor }, throwOnError: true });
      yield data.data.map((row) => row.data);
      cursor = cursorOf(data) ?? null;
    }
  }
  const drain = async (pages, each) => {
    let count = 0;
    for await (const page of pages) {
      count += page.data?.length ?? page.length;
      await each?.();
    }
    if (count !== users) throw new Error(`${count} of ${users} users`);
  };
  const iterate = async () => {
    let count = 0;
    for await (const user of clever.getUsers()) count += user.id ? 1 : 0;
    if (count !== users) throw new Error(`${count} of ${users} users`);
  };
  const times = await inTurns({
    "clever-wasm": iterate,
    "fetch loop": () => drain(byHand()),
    "octokit-like": () => drain(octokitLike()),
    "openapi-fetch": () => drain(throughOpenapiFetch()),
    "hey-api": () => drain(throughHeyApi()),
    "clever-wasm, working": () => drain(clever.getUsers().pages(), work),
    "fetch loop, working": () => drain(byHand(), work),
  }, { rounds, warmUp: 0 });
  const against = (name, other) => [name, ratio(times[name], times[other])];
  return Object.fromEntries([
    ...["clever-wasm", "octokit-like", "openapi-fetch", "hey-api"].map((name) => against(name, "fetch loop")),
    against("clever-wasm, working", "fetch loop, working"),
  ]);
}
