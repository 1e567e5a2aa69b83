import assert from "node:assert/strict";
import { test } from "node:test";

import { callbackPage, clientOf, json, openPage, sections, signIn, until } from "./page.mjs";

openPage();
const svelte = await import("svelte");
const { LIST, around, component, isFour } = await import("./svelte.mjs");
const { createClever } = await import("clever-wasm");
const { setClever } = await import("clever-wasm/svelte");

const SHOWN = `const session = getSession();
</script><p>{$session.status} {$session.session ? "session" : "none"} {$session.error?.code ?? "fine"} {$session.reason ?? "open"}</p>`;
const Who = await component(around(SHOWN), "client");
const List = await component(LIST, "client");

function mount(Component, props) {
  const target = document.createElement("div");
  document.body.append(target);
  if (isFour) {
    const made = new Component({ target, props });
    return { text: () => target.textContent.trim(), set: (changes) => made.$set(changes), unmount: () => made.$destroy() };
  }
  const made = svelte.mount(Component, { target, props });
  svelte.flushSync();
  return { text: () => target.textContent.trim(), unmount: () => svelte.unmount(made) };
}

test("who is signed in is shown as it changes, and the client stays open", async () => {
  const { clever } = clientOf(createClever);
  const { text, unmount } = mount(Who, { client: clever });
  assert.equal(text(), "loading none fine open");
  await until(() => text() === "signedOut none fine open");
  await signIn(clever);
  await until(() => text() === "signedIn session fine open");
  clever.logout();
  await until(() => text() === "signedOut none fine logout");
  unmount();
  assert.equal(typeof clever.loginUrl(), "string", "nobody closed it");
});

test("a callback is redeemed once and told once", async () => {
  const client = callbackPage(createClever);
  const results = [];
  const onRedirect = (result) => results.push(result);
  const first = mount(Who, { client, onRedirect });
  const second = mount(Who, { client, onRedirect });
  await until(() => [first, second].every(({ text }) => text() === "signedIn session fine open"));
  first.unmount();
  mount(Who, { client, onRedirect });
  await until(() => results.length > 0);
  assert.deepEqual(results.map(({ returnTo }) => returnTo), ["/classes"]);
});

test("a list comes page by page, and is aborted with its last subscriber", async () => {
  const { clever, requests } = clientOf(createClever, (url) => (url.includes("/schools/a/") ? new Promise(() => {}) : sections(url)));
  const handle = {};
  const waiting = mount(List, { client: clever, handle, id: "a" });
  await until(() => waiting.text() === "");
  assert.equal(requests.length, 0, "nothing is asked while nobody is signed in");
  await signIn(clever);
  await until(() => requests.length === 1 && waiting.text() === "loading");
  waiting.unmount();
  await until(() => requests[0].aborted);

  const { text } = mount(List, { client: clever, handle, id: "b" });
  await until(() => text() === "b1,b2");
  await Promise.all([handle.query.next(), handle.query.next()]);
  await until(() => text() === "b1,b2,b3,b4");
  assert.equal(requests.length, 3);
  handle.query.reload();
  await until(() => text() === "b1,b2");
  const off = mount(List, { client: clever, handle: {}, id: "b", enabled: false });
  assert.equal(off.text(), "");
});

// Each major has its own way to another argument.
if (isFour) test("another argument is another store: the one before is aborted", async () => {
  const { clever, requests } = clientOf(createClever, (url) => (url.includes("/schools/a/") ? new Promise(() => {}) : sections(url)));
  await signIn(clever);
  const { text, set } = mount(List, { client: clever, handle: {}, id: "a" });
  await until(() => requests.length === 1);
  set({ id: "b" });
  await until(() => text() === "b1,b2");
  assert.equal(requests[0].aborted, true);
});

if (!isFour) test("a derived store is followed in runes mode", async () => {
  const Runes = await component(
    `<script>
      import { cleverQuery, setClever } from "clever-wasm/svelte";
      let { client, handle } = $props();
      setClever(client);
      let id = $state("a");
      handle.set = (next) => (id = next);
      const sections = $derived(cleverQuery((clever, options, school) => clever.getSectionsForSchool(school, {}, options), { client, args: [id] }));
    </script>
    <p>{$sections.isLoading ? "loading" : ($sections.data ?? []).map((one) => one.id).join()}</p>`,
    "client",
  );
  const { clever, requests } = clientOf(createClever, (url) => (url.includes("/schools/a/") ? new Promise(() => {}) : sections(url)));
  await signIn(clever);
  const handle = {};
  const { text } = mount(Runes, { client: clever, handle });
  await until(() => requests.length === 1);
  handle.set("b");
  await until(() => text() === "b1,b2");
  assert.equal(requests[0].aborted, true);
});

test("nobody sees what another person was shown", async () => {
  const { clever } = clientOf(createClever, (url, init) => json({ data: [{ data: { id: init.headers.Authorization.slice(-1), name: "x" }, uri: "/x" }], links: [] }));
  const Owned = await component(
    around(`const session = getSession();
      const owned = cleverQuery((clever, options) => clever.getSectionsForUser("me", {}, options));
      $: seen.push([$session.session?.accessToken().slice(-1), $owned.data?.[0]?.id]);
    </script><p>{$owned.data?.[0]?.id ?? "nothing"}</p>`),
    "client",
  );
  const seen = [];
  const { text } = mount(Owned, { client: clever, seen });
  for (const who of ["A", "B"]) {
    await signIn(clever, `il${who}`);
    await until(() => text() === who);
  }
  clever.logout();
  await until(() => text() === "nothing");
  for (const [owner, shown] of seen) assert.ok(shown === undefined || shown === owner, `${shown} under ${owner}`);
});

test("without setClever, and for what is no client, it says so", async () => {
  const Lost = await component(`<script>import { getClever } from "clever-wasm/svelte"; getClever();</script>`, "client");
  assert.throws(() => mount(Lost, {}), /setClever\(client\) in a component around/);
  assert.throws(() => setClever({}), /must be one of createClever/);
});
