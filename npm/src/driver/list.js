// Lists: lazy, awaited for their first page, iterated for every record.
import { CleverError, isCleverError } from "./error.js";
import { take } from "./batches.js";
import { builder } from "./slots.js";
import { ask, failure, refusal } from "./wasm.js";
import { own, whenAborted } from "./wire.js";

/**
 * Nothing is sent before then, catch, finally, pages, all, count or iteration.
 * @param {object} calls what runs a call @param {object} [query] @param {object} [options]
 */
export function createList({ run, report, operation, index, path, client, json }, query, options) {
  options = own(options);
  const { fields } = options;
  const { id, seat } = client;
  let first;
  let owner; // whose first page that is

  /** Records are for whom they were asked for. A session that ended by itself has all that came before its end. */
  const guard = (record) => {
    if (seat.record() !== record && !/^(un|ex)/.test(seat.reason())) throw failure("signed_out");
  };
  const whose = () => (client.session(), seat.record());
  const kept = () => (owner === whose() ? first : undefined);
  // Written down now: an object that is changed for the next list must not change this one.
  const place = query?.starting_after ?? query?.cursor ?? null;
  let asked;
  let wrong;
  try {
    asked = json("query", query);
  } catch (error) {
    wrong = error;
  }
  const opening = (counting) => {
    if (wrong) throw wrong;
    return ask("operation", id(), index, [asked, undefined, counting, ...path]);
  };
  const start = () => ({ make: () => opening(), place });
  const begin = () => {
    if (!kept()) {
      const attempt = load(start(), options);
      first = attempt;
      owner = whose();
      attempt.catch(() => first === attempt && (first = undefined)); // a failed page is asked for again
    }
    return first;
  };

  /**
   * One page. `place` is the cursor with which it can be asked for again. With `arrived` its records are given to that as
   * they come, and are the page's only if it `keeps` them.
   */
  async function load({ make, place, keeps }, how, ahead, arrived) {
    const records = [];
    let given = 0;
    const receive = (number) => {
      const [record, exact] = ask("stream", number, arrived ? 1 : 0, [fields?.join("\n")]).split(" ");
      const whole = builder(Number(record));
      const build = exact ? whole : projected(fields, whole);
      return {
        restart() {
          records.length = keeps ? given : 0;
        },
        deliver() {
          take(number, build, records);
          const come = arrived ? (keeps ? records.slice(given) : records.splice(0)) : [];
          given += come.length;
          if (come.length > 0) arrived(come);
        },
      };
    };
    try {
      return await run(make, how, (done) => createPage(done, records), ahead, receive);
    } catch (error) {
      if (isCleverError(error) && error.cursor === undefined && (place !== null || given > 0)) {
        if (place !== null) error.cursor = place;
        error.delivered = given;
      }
      throw error;
    }
  }

  function createPage(done, records) {
    const issues = report(done, operation);
    const [, , cursor, trail, after, before, links] = done;
    const since = Date.now();
    const record = seat.record();
    const neighbour = (step, place) => {
      const page = {
        make: () => {
          guard(record);
          if (typeof step === "object") throw new CleverError(step);
          return ask("further", id(), index, [step, String(since), place === null ? "" : trail]);
        },
        place,
      };
      let going;
      let came; // not held: a list would hold all of its pages
      /** Starts the neighbour's call, or joins the one that runs; a page that anybody still has is the neighbour. */
      const go = (how = options, ahead) => {
        if (!step) return Promise.resolve(null);
        const known = came?.deref();
        if (known) return Promise.resolve(known);
        if (!going) {
          going = load(page, how, ahead);
          going.then((made) => ([came, going] = [new WeakRef(made)]), () => (going = undefined));
        }
        return going;
      };
      return { page, go };
    };
    const next = neighbour(after, cursor);
    const prev = neighbour(before, null);
    const page = {
      data: records,
      links: links.map(([rel, uri]) => ({ rel, uri })),
      issues,
      hasNext: after !== null,
      next: () => next.go(),
      prev: () => prev.go(),
      cursor,
    };
    // Not part of what users see: how an iteration goes on.
    Object.defineProperty(page, FOLLOW, { value: next });
    return page;
  }

  /** No page behind those that have so many records is asked for. */
  async function* pages(wanted) {
    const record = whose();
    let page = await begin();
    for (;;) {
      guard(record);
      wanted -= page.data.length;
      const ahead = page.hasNext && wanted > 0 ? lookAhead(page[FOLLOW].go) : null;
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

  /** A page's request, under way before its turn comes. `go` makes it. */
  function lookAhead(go) {
    const controller = new AbortController();
    const signal = options.signal;
    const stop = () => controller.abort(signal.reason);
    if (signal?.aborted) stop();
    const end = whenAborted(signal, stop);
    let turn;
    const until = new Promise((resolve) => (turn = resolve));
    const page = go({ ...options, signal: controller.signal }, until);
    page.then(end, end); // its failure is heard when its turn comes
    return { page, release: turn, cancel: () => controller.abort() };
  }

  /** A page whose records can be had before it is whole. */
  function stream(place) {
    const ready = [];
    let settled = false;
    let wake = () => {};
    const ahead = lookAhead((how, until) => load(place, how, until, (records) => (ready.push(records), wake())));
    const end = () => ((settled = true), wake());
    ahead.page.then(end, end);
    return {
      ...ahead,
      /** The records that come next; nothing once there are no more. */
      async more() {
        while (ready.length === 0 && !settled) await new Promise((resolve) => (wake = resolve));
        if (ready.length > 0) return ready.shift();
        await ahead.page;
      },
    };
  }

  /** Every record, from before the first page's last byte on; the next page is asked for once a page is whole. */
  async function* records() {
    const record = whose();
    const page = kept();
    const whole = await page;
    const begun = whole ? { page, more: once(whole.data), release() {}, cancel() {} } : stream({ ...start(), keeps: true });
    // Once it is whole, it is the list's first page like one that was awaited.
    begun.page.then(() => kept() || ([first, owner] = [begun.page, record]), () => {});
    let current = begun;
    let ahead;
    let over = false;
    try {
      for (;;) {
        current.release();
        const own = current;
        own.page.then(
          (page) => {
            if (page.hasNext && !over && current === own) ahead = stream(page[FOLLOW].page);
          },
          () => {},
        );
        for (let come; (come = await current.more()); ) {
          for (const one of come) {
            guard(record);
            yield one;
          }
        }
        await current.page;
        if (!ahead) return;
        current = ahead;
        ahead = undefined;
      }
    } finally {
      over = true;
      current.cancel();
      ahead?.cancel();
    }
  }

  const list = {
    then: (fulfilled, rejected) => begin().then(fulfilled, rejected),
    catch: (rejected) => begin().catch(rejected),
    finally: (settled) => begin().finally(settled),
    pages: () => pages(Infinity),
    [Symbol.asyncIterator]: records,
    async all(how) {
      const { max = Infinity, onProgress } = own(how);
      if (!(typeof max === "number" && max >= 0)) throw refusal("invalid_argument", "max", "max must be a number from 0");
      const found = [];
      if (max === 0) return found;
      for await (const page of pages(max)) {
        for (const record of page.data) if (found.length < max) found.push(record);
        onProgress?.(found.length);
        if (found.length >= max) break;
      }
      return found;
    },
    count: () =>
      run(() => opening("count"), options, ([, count]) => count),
  };
  return Object.defineProperty(list, Symbol.toStringTag, { value: "List" });
}

const FOLLOW = Symbol("follow");

/** What gives the records once. */
const once = (records) => async () => {
  const given = records;
  records = undefined;
  return given;
};

/** Keeps the wanted members of a record only; dotted names reach inside. */
function projected(fields, build) {
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
  return (slot) => pick(build(slot), wanted);
}

function group(names) {
  const grouped = new Map();
  for (const [name, ...rest] of names) grouped.set(name, [...(grouped.get(name) ?? []), rest]);
  return grouped;
}
