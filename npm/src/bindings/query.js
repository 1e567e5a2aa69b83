// One question to Clever, as every framework's binding shows it: its answer, its failure, and the pages of a list.

const state = (data, error, isFetching, hasNext) =>
  Object.freeze({ data, error, isLoading: isFetching && data === undefined, isFetching, hasNext });

/** Nothing is asked. */
export const IDLE = state(undefined, null, false, false);
/** Nothing has come yet. */
export const WAITING = state(undefined, null, true, false);

const isList = (asked) => typeof asked?.pages === "function" && typeof asked.then === "function";
/** What a list becomes where an async function returns it. */
const isPage = (value) => Array.isArray(value?.data) && typeof value.next === "function" && typeof value.hasNext === "boolean";

/**
 * What a question failed with, as an Error: it may have thrown anything, nothing at all included. Told by its members,
 * since a test's page (jsdom) has an `Error` of its own.
 */
const failure = (thrown) =>
  typeof thrown?.message === "string" && typeof thrown.name === "string"
    ? thrown
    : new Error(typeof thrown === "string" ? thrown : "clever-wasm: the question threw what is no Error (see cause)", { cause: thrown });

/** @param {() => void} changed told of each new state */
export function createQuery(changed) {
  let shown = IDLE;
  let ask; // what runs, to ask it again
  let controller; // of what runs; an answer that comes for an earlier one is nobody's any more
  let page = null; // a list's last page
  let following = null; // the next page under way

  function show(next) {
    if (next === shown) return;
    shown = next;
    changed();
  }

  function begin(kept) {
    controller?.abort();
    const own = (controller = new AbortController());
    page = following = null;
    show(kept === undefined ? WAITING : state(kept, null, true, false));
    const settle = (next) => own === controller && show(next());
    answered(own.signal).then(
      (value) => settle(() => arrived(value)),
      (thrown) => settle(() => state(kept, failure(thrown), false, false)),
    );
  }

  async function answered(signal) {
    const asked = ask({ signal });
    return isList(asked) ? { list: await asked } : { value: await asked };
  }

  function arrived({ list, value }) {
    page = list ?? (isPage(value) ? value : null);
    return page ? state(page.data, null, false, page.hasNext) : state(value, null, false, false);
  }

  async function follow(own, before) {
    show(state(shown.data, null, true, true));
    try {
      const next = await before.next();
      if (own !== controller) return;
      page = next;
      show(state(next ? [...shown.data, ...next.data] : shown.data, null, false, next?.hasNext ?? false));
    } catch (thrown) {
      if (own === controller) show(state(shown.data, failure(thrown), false, true));
    } finally {
      if (own === controller) following = null;
    }
  }

  return {
    snapshot: () => shown,
    /** Asks; what was asked before is aborted. @param {(options: { signal: AbortSignal }) => unknown} question */
    start(question) {
      ask = question;
      begin();
    },
    /** Aborts what is under way, and forgets what has come. */
    stop() {
      controller?.abort();
      controller = ask = undefined;
      page = following = null;
      show(IDLE);
    },
    methods: {
      /** The next page behind those that have come; the last one again if it failed. */
      next: () => (page?.hasNext ? (following ??= follow(controller, page)) : Promise.resolve()),
      /** The same question once more; what has come is shown meanwhile. */
      reload: () => void (ask && begin(shown.data)),
    },
  };
}
