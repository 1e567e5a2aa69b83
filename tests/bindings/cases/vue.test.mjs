import assert from "node:assert/strict";
import { test } from "node:test";

import { callbackPage, clientOf, json, openPage, sections, signIn, until } from "./page.mjs";

openPage();
const { createApp, createSSRApp, defineComponent, h, isProxy, nextTick, ref } = await import("vue");
const { renderToString } = await import("@vue/server-renderer");
const { createClever } = await import("clever-wasm");
const { createCleverPlugin, useClever, useCleverQuery, useSession } = await import("clever-wasm/vue");

const warnings = [];
console.warn = (...words) => warnings.push(words.join(" "));
test.afterEach(() => assert.deepEqual(warnings.splice(0), []));

const Who = defineComponent(() => {
  const { status, session, error, reason } = useSession();
  return () => h("p", [status.value, session.value ? "session" : "none", error.value?.code ?? "fine", reason.value ?? "open"].join(" "));
});
/** A list's ids by `id`; what it is made of is put into `handle`. */
const listOf = (handle, id = ref("a"), enabled) =>
  defineComponent(() => {
    const query = useCleverQuery((clever, options) => clever.getSectionsForSchool(id.value, {}, options), { enabled });
    Object.assign(handle, query);
    return () => h("p", query.isLoading.value ? "loading" : query.error.value ? query.error.value.code : (query.data.value ?? []).map((one) => one.id).join());
  });

function mount(client, component, options, target = document.createElement("div"), create = createApp) {
  const app = create(component);
  app.use(createCleverPlugin(client, options));
  app.mount(target);
  return { app, target, text: () => target.textContent };
}

test("who is signed in is shown as it changes, and the client stays open", async () => {
  const { clever } = clientOf(createClever);
  const { app, text } = mount(clever, Who);
  await until(() => text() === "signedOut none fine open");
  await signIn(clever);
  await until(() => text() === "signedIn session fine open");
  clever.logout();
  await until(() => text() === "signedOut none fine logout");
  app.unmount();
  await signIn(clever);
  assert.equal(text(), "");
  assert.equal(typeof clever.loginUrl(), "string", "nobody closed it");
});

test("a callback is redeemed once and told once", async () => {
  const clever = callbackPage(createClever);
  const results = [];
  const onRedirect = (result) => results.push(result);
  const first = mount(clever, Who, { onRedirect });
  const second = mount(clever, Who, { onRedirect });
  await until(() => [first, second].every(({ text }) => text() === "signedIn session fine open"));
  first.app.unmount();
  mount(clever, Who, { onRedirect });
  await nextTick();
  assert.deepEqual(results.map(({ returnTo }) => returnTo), ["/classes"]);
});

test("a server renders the waiting state, and the page takes it over", async () => {
  const { clever, requests } = clientOf(createClever);
  await signIn(clever);
  const tree = () => defineComponent({ components: { Who, List: listOf({}) }, render: () => h("div", [h(Who), h(listed)]) });
  const listed = listOf({});
  const server = createSSRApp(tree());
  server.use(createCleverPlugin(clever));
  const html = await renderToString(server);
  assert.match(html, /loading none fine open<\/p><p>loading/);
  assert.equal(requests.length, 0);
  const target = document.createElement("div");
  target.innerHTML = html;
  const { text } = mount(clever, tree(), undefined, target, createSSRApp);
  await until(() => text() === "signedIn session fine opena1,a2");
});

test("a list comes page by page, and nothing in it is a proxy", async () => {
  const { clever, requests } = clientOf(createClever);
  await signIn(clever);
  const handle = {};
  const { text } = mount(clever, listOf(handle));
  await until(() => text() === "a1,a2");
  assert.ok(!isProxy(handle.data.value) && !isProxy(handle.data.value[0]));
  await Promise.all([handle.next(), handle.next()]);
  await nextTick();
  assert.deepEqual([text(), handle.hasNext.value, requests.length], ["a1,a2,a3,a4", false, 2]);
  handle.reload();
  assert.deepEqual([handle.isLoading.value, handle.isFetching.value], [false, true]);
  await until(() => text() === "a1,a2");
});

test("what nobody waits for any more is aborted: another id, enabled, unmounting", async () => {
  const { clever, requests } = clientOf(createClever, (url) => (url.includes("/schools/a/") ? new Promise(() => {}) : sections(url)));
  await signIn(clever);
  const [id, enabled] = [ref("a"), ref(true)];
  const { app, text } = mount(clever, listOf({}, id, enabled));
  await until(() => requests.length === 1);
  await nextTick();
  assert.equal(text(), "loading");
  id.value = "b";
  await until(() => text() === "b1,b2");
  assert.equal(requests[0].aborted, true);
  enabled.value = false;
  await until(() => text() === "");
  [id.value, enabled.value] = ["a", true];
  await until(() => requests.length === 3);
  app.unmount();
  await until(() => requests[2].aborted);
});

test("nobody sees what another person was shown", async () => {
  const { clever, requests } = clientOf(createClever, (url, init) => json({ data: [{ data: { id: init.headers.Authorization.slice(-1), name: "x" }, uri: "/x" }], links: [] }));
  const seen = [];
  const Owned = defineComponent(() => {
    const { session } = useSession();
    const { data } = useCleverQuery((clever, options) => clever.getSectionsForUser("me", {}, options));
    return () => {
      seen.push([session.value?.accessToken().slice(-1), data.value?.[0]?.id]);
      return h("p", data.value?.[0]?.id ?? "nothing");
    };
  });
  const { text } = mount(clever, Owned);
  await until(() => text() === "nothing");
  assert.equal(requests.length, 0);
  for (const who of ["A", "B"]) {
    await signIn(clever, `il${who}`);
    await until(() => text() === who);
  }
  clever.logout();
  await until(() => text() === "nothing");
  for (const [owner, shown] of seen) assert.ok(shown === undefined || shown === owner, `${shown} under ${owner}`);
});

test("without the plugin, and for what is no client, it says so", () => {
  const app = createApp(defineComponent(() => (useClever(), () => null)));
  app.config.warnHandler = () => {};
  app.config.errorHandler = (error) => {
    throw error;
  };
  assert.throws(() => app.mount(document.createElement("div")), /createCleverPlugin\(client\)/);
  assert.throws(() => createCleverPlugin({}), /must be one of createClever/);
});
