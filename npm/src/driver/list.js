// Lists: lazy, awaited for their first page, iterated for every record.
import { CleverError, isCleverError } from "./error.js";
import { ask, refusal } from "./wasm.js";

/**
 * Nothing is sent before then, catch, finally, pages, all, count or iteration.
 * @param {object} calls what runs a call @param {object} [query] @param {object} [options]
 */
export function createList({ run, value, report, operation, index, path, wrapped, id, json }, query, options) {
  const project = projection(options?.fields);
  let first;

  const opening = (counting) => ask("operation", id(), index, [json("query", query), undefined, counting, ...path]);
  const begin = () => {
    if (!first) {
      const attempt = load(() => opening(), query?.starting_after ?? query?.cursor ?? null, options);
      first = attempt;
      attempt.catch(() => first === attempt && (first = undefined)); // a failed page is asked for again
    }
    return first;
  };

  /** One page. `place` is the cursor with which it can be asked for again. */
  async function load(make, place, how, ahead) {
    try {
      return await run(make, how, (done, number) => createPage(done, value(done, number)), ahead);
    } catch (error) {
      if (isCleverError(error) && error.cursor === undefined && place !== null) {
        error.cursor = place;
        error.delivered = 0;
      }
      throw error;
    }
  }

  function createPage(done, whole) {
    const rows = whole.data ?? whole.resources ?? [];
    const issues = report(done, operation);
    const cursor = done.cursor ?? null;
    const since = Date.now();
    const neighbour = (step, place) => {
      let going;
      /** Starts the neighbour's call, or joins the one that runs. */
      return (how = options, ahead) => {
        if (!step) return Promise.resolve(null);
        if (step.fail) return Promise.reject(new CleverError(step.fail));
        if (!going) {
          const make = () => ask("further", id(), index, [step.url, String(since), place === null ? "" : done.trail]);
          const attempt = load(make, place, how, ahead);
          going = attempt;
          attempt.catch(() => going === attempt && (going = undefined));
        }
        return going;
      };
    };
    const next = neighbour(done.next, cursor);
    const prev = neighbour(done.prev, null);
    const page = {
      data: rows.map((row) => project(wrapped ? row.data ?? row : row)),
      links: done.links ?? [],
      issues,
      hasNext: done.next !== undefined,
      next: () => next(),
      prev: () => prev(),
      cursor,
    };
    // Not part of what users see: how an iteration goes on.
    Object.defineProperty(page, FOLLOW, { value: next });
    return page;
  }

  async function* pages() {
    let page = await begin();
    for (;;) {
      const ahead = page.hasNext ? lookAhead(page) : null;
      let goesOn = false;
      try {
        yield page;
        goesOn = true;
      } finally {
        // return() and throw() come this way too: nobody waits for the next page then.
        if (goesOn) ahead?.release();
        else ahead?.cancel();
      }
      if (!ahead) return;
      page = await ahead.page;
    }
  }

  /** The next page's request, under way while this page is looked at. */
  function lookAhead(page) {
    const controller = new AbortController();
    const signal = options?.signal;
    const stop = () => controller.abort(signal.reason);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop);
    let turn;
    const until = new Promise((resolve) => (turn = resolve));
    const next = page[FOLLOW]({ ...options, signal: controller.signal }, until);
    const end = () => signal?.removeEventListener("abort", stop);
    next.then(end, end); // its failure is heard when its turn comes
    return { page: next, release: turn, cancel: () => controller.abort() };
  }

  async function* records() {
    let going = pages();
    try {
      for (;;) {
        const { done, value: page } = await going.next();
        if (done) return;
        yield* page.data;
      }
    } finally {
      await going.return();
    }
  }

  const list = {
    then: (fulfilled, rejected) => begin().then(fulfilled, rejected),
    catch: (rejected) => begin().catch(rejected),
    finally: (settled) => begin().finally(settled),
    pages,
    [Symbol.asyncIterator]: records,
    async all({ max = Infinity, onProgress } = {}) {
      if (!(typeof max === "number" && max >= 0)) throw refusal("invalid_argument", "max", "max must be a number from 0");
      const found = [];
      if (max === 0) return found;
      for await (const page of pages()) {
        for (const record of page.data) if (found.length < max) found.push(record);
        onProgress?.(found.length);
        if (found.length >= max) break;
      }
      return found;
    },
    count: () =>
      run(() => opening("count"), options, (done) => done.count),
  };
  return Object.defineProperty(list, Symbol.toStringTag, { value: "List" });
}

const FOLLOW = Symbol("follow");

/** Keeps the wanted members of a record only; dotted names reach inside. */
function projection(fields) {
  if (!fields) return (record) => record;
  const wanted = fields.map((field) => field.split("."));
  const pick = (record, names) => {
    if (record === null || typeof record !== "object") return record;
    if (Array.isArray(record)) return record.map((entry) => pick(entry, names));
    const picked = {};
    for (const [name, inner] of group(names)) {
      if (!Object.hasOwn(record, name)) continue;
      const kept = inner.some((rest) => rest.length === 0) ? record[name] : pick(record[name], inner);
      Object.defineProperty(picked, name, { value: kept, enumerable: true, configurable: true, writable: true });
    }
    return picked;
  };
  return (record) => pick(record, wanted);
}

function group(names) {
  const grouped = new Map();
  for (const [name, ...rest] of names) grouped.set(name, [...(grouped.get(name) ?? []), rest]);
  return grouped;
}
