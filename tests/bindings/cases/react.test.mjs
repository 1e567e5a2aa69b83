import assert from "node:assert/strict";
import { test } from "node:test";

import { callbackPage, clientOf, json, openPage, sections, signIn, until } from "./page.mjs";

openPage();
globalThis.IS_REACT_ACT_ENVIRONMENT = true;
const { act, createElement: h, StrictMode, useState } = await import("react");
const { createRoot, hydrateRoot } = await import("react-dom/client");
const { renderToString } = await import("react-dom/server");
const { createClever } = await import("clever-wasm");
const { CleverProvider, useClever, useCleverQuery, useSession } = await import("clever-wasm/react");

const acting = (turn) => act(turn);
const errors = [];
console.error = (...words) => errors.push(words.join(" "));
test.afterEach(() => assert.deepEqual(errors.splice(0), []));

/** Renders into a fresh element; `root.unmount()` takes it away. */
async function render(element, { strict = true } = {}) {
  const target = document.createElement("div");
  const root = createRoot(target);
  const wrapped = strict ? h(StrictMode, null, element) : element;
  await act(async () => root.render(wrapped));
  return { root, target, text: () => target.textContent, again: (next) => act(async () => root.render(strict ? h(StrictMode, null, next) : next)) };
}
function Who({ seen = [] }) {
  const { status, session, error, reason } = useSession();
  seen.push(status);
  return h("p", null, [status, session ? "session" : "none", error?.code ?? "fine", reason ?? "open"].join(" "));
}
const provide = (client, child, more) => h(CleverProvider, { client, ...more }, child);
/** Shows a list's ids; `handle` gets its state. */
function Sections({ id, handle, enabled, name = "getSectionsForSchool" }) {
  const shown = useCleverQuery((clever, options) => clever[name](id, {}, options), [id], { enabled });
  handle.current = shown;
  handle.seen?.push([id, (shown.data ?? []).map((one) => one.id).join()]);
  return h("p", null, shown.isLoading ? "loading" : shown.error ? shown.error.code : (shown.data ?? []).map((one) => one.id).join());
}

test("who is signed in is shown as it changes, and the client stays open", async () => {
  const { clever } = clientOf(createClever);
  const { root, text } = await render(provide(clever, h(Who)));
  assert.equal(text(), "signedOut none fine open");
  await act(() => signIn(clever));
  assert.equal(text(), "signedIn session fine open");
  await act(async () => clever.logout());
  assert.equal(text(), "signedOut none fine logout");
  await act(() => signIn(clever));
  assert.equal(text(), "signedIn session fine open");
  await act(async () => root.unmount());
  assert.equal(typeof clever.loginUrl(), "string", "nobody closed it");
});

test("a callback is redeemed once and told once, in StrictMode and however often it is mounted", async () => {
  const clever = callbackPage(createClever);
  const results = [];
  const onRedirect = (result) => results.push(result);
  const tree = () => provide(clever, h(Who), { onRedirect });
  const first = await render(tree());
  await until(() => first.text() === "signedIn session fine open", acting);
  const second = await render(tree());
  assert.equal(second.text(), "signedIn session fine open");
  await act(async () => first.root.unmount());
  await render(tree());
  assert.equal(results.length, 1);
  assert.equal(results[0].returnTo, "/classes");
  assert.equal(results[0].session, clever.session);
});

test("a callback that fails is shown, until somebody signs in", async () => {
  const { window } = { window: openPage() };
  window.happyDOM.setURL("https://app.example/callback#error=access_denied&state=rnobodys");
  const { clever } = clientOf(createClever);
  const { text } = await render(provide(clever, h(Who)));
  await until(() => text() === "signedOut none state_unknown open", acting);
  await act(() => signIn(clever));
  assert.equal(text(), "signedIn session fine open");
});

test("a server renders the waiting state, and the page takes it over", async () => {
  const { clever } = clientOf(createClever);
  await signIn(clever);
  const handle = {};
  const tree = h(StrictMode, null, provide(clever, h("div", null, h(Who), h(Sections, { id: "a", handle }))));
  // Another root of the page knows already who is signed in; what was rendered before that must still match.
  const other = await render(provide(clever, h(Who)));
  await until(() => other.text() === "signedIn session fine open", acting);
  const html = renderToString(tree);
  assert.match(html, /loading none fine open/);
  assert.match(html, /<p>loading<\/p>/);
  const target = document.createElement("div");
  target.innerHTML = html;
  let recovered = 0;
  await act(async () => hydrateRoot(target, tree, { onRecoverableError: () => (recovered += 1) }));
  await until(() => target.textContent === "signedIn session fine opena1,a2", acting);
  assert.equal(recovered, 0);
});

test("a list comes page by page", async () => {
  const { clever, requests } = clientOf(createClever);
  await signIn(clever);
  const handle = {};
  const { text } = await render(provide(clever, h(Sections, { id: "a", handle })), { strict: false });
  await until(() => text() === "a1,a2", acting);
  assert.deepEqual([handle.current.hasNext, handle.current.isFetching, requests.length], [true, false, 1]);
  await act(() => Promise.all([handle.current.next(), handle.current.next()]));
  assert.equal(text(), "a1,a2,a3,a4");
  assert.deepEqual([handle.current.hasNext, requests.length], [false, 2]);
  await act(() => handle.current.next());
  assert.equal(requests.length, 2);
  await act(async () => handle.current.reload());
  await until(() => text() === "a1,a2", acting);
});

test("a page that fails leaves what has come, and can be asked for again", async () => {
  let broken = true;
  const { clever } = clientOf(createClever, (url) => (broken && String(url).includes("starting_after") ? json({}, 500) : sections(url)));
  await signIn(clever);
  const handle = {};
  await render(provide(clever, h(Sections, { id: "a", handle })));
  await until(() => handle.current.data?.length === 2, acting);
  await act(() => handle.current.next());
  assert.deepEqual([handle.current.error?.code, handle.current.data.length, handle.current.hasNext], ["server_error", 2, true]);
  broken = false;
  await act(() => handle.current.next());
  assert.deepEqual([handle.current.error, handle.current.data.length], [null, 4]);
});

test("what nobody waits for any more is aborted: other dependencies, enabled, unmounting", async () => {
  const { clever, requests } = clientOf(createClever, (url) => (url.includes("/schools/a/") ? new Promise(() => {}) : sections(url)));
  await signIn(clever);
  const handle = { seen: [] };
  const tree = (id, enabled) => provide(clever, h(Sections, { id, handle, enabled }));
  const { root, again, text } = await render(tree("a"), { strict: false });
  assert.equal(text(), "loading");
  await again(tree("b"));
  assert.equal(requests[0].aborted, true);
  await until(() => text() === "b1,b2", acting);
  await again(tree("b", false));
  assert.equal(text(), "");
  await again(tree("a"));
  assert.deepEqual([text(), requests.length], ["loading", 3]);
  await act(async () => root.unmount());
  assert.equal(requests[2].aborted, true);
  assert.ok(handle.seen.every(([id, shown]) => shown === "" || shown.startsWith(id)), "an earlier answer was shown under another question");
});

test("nobody sees what another person was shown", async () => {
  const { clever, requests } = clientOf(createClever, (url, init) => json({ data: [{ data: { id: init.headers.Authorization.slice(-1), name: "x" }, uri: "/x" }], links: [] }));
  const handle = { seen: [] };
  function Owned() {
    const { session } = useSession();
    const { data } = useCleverQuery((clever, options) => clever.getSectionsForUser("me", {}, options));
    handle.seen.push([session?.accessToken().slice(-1), data?.[0]?.id]);
    return h("p", null, data?.[0]?.id ?? "nothing");
  }
  const { text } = await render(provide(clever, h(Owned)));
  assert.deepEqual([text(), requests.length], ["nothing", 0], "nothing is asked while nobody is signed in");
  await act(() => signIn(clever, "ilA"));
  await until(() => text() === "A", acting);
  await act(() => signIn(clever, "ilB"));
  await until(() => text() === "B", acting);
  await act(async () => clever.logout());
  assert.equal(text(), "nothing");
  for (const [owner, shown] of handle.seen) assert.ok(shown === undefined || shown === owner, `${shown} under ${owner}`);
});

test("any promise is a question, and whatever it throws is its error", async () => {
  const { clever } = clientOf(createClever, (url) => (url.endsWith("/me") ? json({ data: { id: "me", type: "user" } }) : json({ message: "no" }, 404)));
  await signIn(clever);
  const states = {};
  function Asks() {
    states.me = useCleverQuery((clever, options) => clever.me(options));
    states.user = useCleverQuery((clever, options) => clever.getUser("x", options));
    states.thrown = useCleverQuery(() => {
      throw new Error("by the question");
    });
    states.page = useCleverQuery(async (clever, options) => clever.getSections({}, options));
    return null;
  }
  await render(provide(clever, h(Asks)));
  await until(() => Object.values(states).every((state) => !state.isFetching), acting);
  assert.deepEqual([states.me.data, states.me.hasNext], [{ id: "me", type: "user" }, false]);
  assert.deepEqual([states.user.error.code, states.user.data], ["not_found", undefined]);
  assert.equal(states.thrown.error.message, "by the question");
  assert.equal(states.page.error.code, "not_found");
});

test("what a question throws comes as an Error, whatever it was", async () => {
  const { clever } = clientOf(createClever, (url) => (url.includes("starting_after") ? Promise.reject("gone") : sections(url)));
  await signIn(clever);
  class Own extends Error {}
  const own = new Own("mine");
  const foreign = { name: "TypeError", message: "of another realm" };
  const states = {};
  const reject = (thrown) => () => Promise.reject(thrown);
  const asks = { own: reject(own), foreign: reject(foreign), text: reject("no"), object: reject({ message: "x", code: 5 }), nothing: reject(undefined) };
  function Asks() {
    for (const [name, ask] of Object.entries(asks)) states[name] = useCleverQuery(ask);
    return null;
  }
  await render(provide(clever, h(Asks)));
  await until(() => Object.values(states).every((state) => state.error), acting);
  assert.deepEqual([states.own.error, states.foreign.error], [own, foreign], "an Error stays what it is");
  assert.deepEqual([states.text.error.message, states.text.error.cause], ["no", "no"]);
  for (const name of ["object", "nothing"]) assert.ok(states[name].error instanceof Error && /no Error/.test(states[name].error.message), name);
  assert.deepEqual(states.object.error.cause, { message: "x", code: 5 });
});

test("while the page's answer is not judged, no earlier session is shown, and no question asked", async () => {
  const window = openPage();
  const { clever, requests } = clientOf(createClever);
  await signIn(clever);
  const seen = [];
  function Seen() {
    const state = useSession();
    const query = useCleverQuery((clever, options) => clever.getSectionsForSchool("a", {}, options));
    seen.push([state, query.isLoading, requests.length]);
    return null;
  }
  await render(provide(clever, h(Seen)), { strict: false });
  await until(() => seen.at(-1)[0].status === "signedIn", acting);
  for (const [state, waits, asked] of seen) {
    if (state.status === "loading") assert.deepEqual([state.session, state.error, state.reason, waits, asked], [null, null, null, true, 0]);
    else assert.deepEqual([state.session, state.reason], [clever.session, null]);
  }
  assert.equal(seen[0][0].status, "loading");
  window.close();
});

test("a query's state changes nothing between renders, and its methods stay the same", async () => {
  const { clever } = clientOf(createClever);
  await signIn(clever);
  const seen = [];
  let rerender;
  function Counted() {
    const [, set] = useState(0);
    rerender = () => set((count) => count + 1);
    const { data, next, reload } = useCleverQuery((clever, options) => clever.getSectionsForSchool("a", {}, options), ["a"]);
    seen.push({ data, next, reload });
    return null;
  }
  await render(provide(clever, h(Counted)));
  await until(() => seen.at(-1).data?.length === 2, acting);
  const before = seen.at(-1);
  await act(async () => rerender());
  assert.notEqual(seen.at(-1), before);
  assert.deepEqual(Object.keys(before).filter((name) => before[name] !== seen.at(-1)[name]), []);
});

test("without a provider, and for what is no client, it says so", () => {
  const Lost = () => (useClever(), null);
  assert.throws(() => renderToString(h(Lost)), /outside of <CleverProvider/);
  assert.throws(() => renderToString(provide({}, h(Who))), /must be one of createClever/);
  errors.splice(0);
});

test("a client that its owner closed is shown as signed out, not as a crash", async () => {
  const { clever } = clientOf(createClever);
  clever.close();
  const { text } = await render(provide(clever, h(Who)));
  await until(() => text() === "signedOut none client_closed open", acting);
});

test("components of the sign-in half's client work as well", async () => {
  const auth = await import("clever-wasm/auth");
  const { clever } = clientOf(auth.createClever, () => json({ data: { id: "me", type: "user" } }));
  let shown;
  const Me = () => ((shown = useCleverQuery((client, options) => client.me(options))), null);
  await render(provide(clever, h(Me)));
  await act(() => signIn(clever));
  await until(() => shown.data?.id === "me", acting);
});
