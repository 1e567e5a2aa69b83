// What a list costs while it is read, and what is left of it. Each measure gives figures and whether they are in bounds.
import { usersPage } from "../../bench/district.mjs";
import { openDistrict } from "./district.mjs";
import { createClever, liveBytes, moduleBytes, settledBytes } from "./live.mjs";

const MB = 1024 * 1024;
/** Above the start, for any number of users. */
const ITERATION_BYTES = 64 * MB;
const RESULT_FACTOR = 1.2;
/** Growth from one round to another that is none: what the engine's own caches do. */
const ROUND_HEAP_BYTES = 1 * MB;
const ROUND_MODULE_BYTES = 65_536;
/** 8 ms where JSON.parse takes 44 for the page: how fast the machine is does not matter. */
const BLOCK_FACTOR = 8 / 44;
const SMALL_PIECE = 16_384;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const mb = (bytes) => `${(bytes / MB).toFixed(1)} MB`;

/** Every user, one after the other: the most that is alive above the start. */
export async function iterating(district) {
  return walking("for await", district, async (list, each) => {
    for await (const { id } of list) each(id);
  });
}

/** The same page by page. */
export async function paging(district) {
  return walking("pages()", district, async (list, each) => {
    for await (const { data } of list.pages()) for (const { id } of data) each(id);
  });
}

async function walking(what, { users, limit, bound = ITERATION_BYTES }, walk) {
  const clever = await openDistrict(createClever, { users });
  await clever.getUsers({ limit: 100 }); // whatever is made once is made
  const every = Math.max(1, Math.floor(users / 100));
  const before = await settledBytes();
  let most = 0;
  let seen = 0;
  let last;
  await walk(clever.getUsers({ limit }), (id) => {
    last = id;
    if (++seen % every === 0) most = Math.max(most, liveBytes() - before);
  });
  clever.close();
  const isWhole = seen === users && Number(last.slice(2)) === users - 1;
  return {
    name: `${what} over ${users} users in pages of ${limit}`,
    fits: isWhole && most <= bound,
    figures: `${seen} seen, at most ${mb(most)} above the start (bound ${mb(bound)})`,
  };
}

/** The most that is alive while `all()` gathers, against what its result is. */
export async function gathering({ users, limit }) {
  const clever = await openDistrict(createClever, { users });
  await clever.getUsers({ limit: 100 });
  const before = await settledBytes();
  let most = 0;
  let result = await clever.getUsers({ limit }).all({ onProgress: () => (most = Math.max(most, liveBytes() - before)) });
  clever.close();
  const { length } = result;
  const whole = (await settledBytes()) - before;
  result = undefined;
  const left = (await settledBytes()) - before;
  const own = whole - left;
  return {
    name: `all() of ${users} users in pages of ${limit}`,
    fits: length === users && most <= RESULT_FACTOR * own,
    figures: `result ${mb(own)}, at most ${mb(most)}: ${(most / own).toFixed(3)} of it (bound ${RESULT_FACTOR}), ${mb(left)} left`,
  };
}

/** A session of many pages, again and again: heap and module as they were after the second round. */
export async function returning({ pages, limit, rounds }) {
  const clever = await openDistrict(createClever, { users: pages * limit });
  const heaps = [];
  const modules = [];
  for (let round = 0; round < rounds; round++) {
    let seen = 0;
    for await (const _ of clever.getUsers({ limit })) seen++;
    for (let page = await clever.getUsers({ limit, starting_after: `5f${String((pages - 3) * limit - 1).padStart(22, "0")}` }); page; page = await page.next()) seen += page.data.length;
    if (seen !== (pages + 3) * limit) throw new Error(`${seen} records`);
    heaps.push(await settledBytes());
    modules.push(moduleBytes());
  }
  clever.close();
  const heap = heaps.at(-1) - heaps[1];
  const module = modules.at(-1) - modules[1];
  return {
    name: `${rounds} rounds of ${pages} pages of ${limit}`,
    fits: heap <= ROUND_HEAP_BYTES && module <= ROUND_MODULE_BYTES,
    figures: `alive ${heaps.map(mb).join(", ")}; module ${modules.map(mb).join(", ")}`,
  };
}

/** The longest that the event loop waits while a page of 10 MB comes in small pieces: the median of several pages. */
export async function blocking({ rounds, rows = 10_000 }) {
  let since;
  let longest = 0;
  const onTurn = () => {
    const now = performance.now();
    // Processor time too: another process may have had the processor meanwhile.
    const used = process.cpuUsage();
    if (since) longest = Math.max(longest, Math.min(now - since.now, (used.user + used.system - since.used) / 1000));
    since = { now, used: used.user + used.system };
  };
  const clever = await openDistrict(createClever, { users: rows, piece: SMALL_PIECE, onTurn });
  const whole = JSON.stringify(usersPage(rows));
  const each = [];
  const parsed = [];
  for (let round = 0; round < rounds; round++) {
    [since, longest] = [undefined, 0];
    let seen = 0;
    for await (const _ of clever.getUsers({ limit: rows })) seen++;
    if (seen !== rows) throw new Error(`${seen} records`);
    each.push(longest);
    const began = performance.now();
    if (JSON.parse(whole).data.length !== rows) throw new Error("not the same page");
    parsed.push(performance.now() - began);
  }
  clever.close();
  const block = median(each.slice(1)); // the first compiles
  const bare = median(parsed.slice(1));
  return {
    name: `longest block while a page of ${rows} users comes in pieces of ${SMALL_PIECE} bytes`,
    fits: block <= BLOCK_FACTOR * bare,
    figures: `median ${block.toFixed(1)} ms, JSON.parse ${bare.toFixed(1)} ms: ${(block / bare).toFixed(3)} (bound ${BLOCK_FACTOR.toFixed(3)}); by page ${each.map((ms) => ms.toFixed(1)).join(", ")}`,
  };
}
