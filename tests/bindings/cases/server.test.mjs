// What a server renders where there is no page at all, as the frameworks' server builds have it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createClever } from "clever-wasm";
import { clientOf, sections, signIn } from "./page.mjs";
import { LIST, around, component, isFour, require } from "./svelte.mjs";

const { clever, requests } = clientOf(createClever, sections);
await signIn(clever);

test("importing a binding touches nothing that a server has not, from either module system", async () => {
  for (const name of ["react", "vue", "svelte"]) {
    const names = Object.keys(await import(`clever-wasm/${name}`)).filter((key) => key !== "default" && key !== "module.exports").sort();
    assert.ok(names.length >= 4, names.join());
    if (name !== "svelte") assert.deepEqual(Object.keys(require(`clever-wasm/${name}`)).sort(), names);
  }
});

test("React", async () => {
  const { createElement: h } = await import("react");
  const { renderToString } = await import("react-dom/server");
  const { CleverProvider, useCleverQuery, useSession } = await import("clever-wasm/react");
  const Shown = () => [useSession().status, useCleverQuery((client, options) => client.getSections({}, options)).isLoading].join();
  assert.equal(renderToString(h(CleverProvider, { client: clever }, h(Shown))), "loading,true");
});

test("Vue", async () => {
  const { createSSRApp, h } = await import("vue");
  const { renderToString } = await import("@vue/server-renderer");
  const { createCleverPlugin, useCleverQuery, useSession } = await import("clever-wasm/vue");
  const Shown = {
    setup() {
      const { status } = useSession();
      const { isLoading } = useCleverQuery((client, options) => client.getSections({}, options));
      return () => h("p", `${status.value},${isLoading.value}`);
    },
  };
  assert.equal(await renderToString(createSSRApp(Shown).use(createCleverPlugin(clever))), "<p>loading,true</p>");
});

test("Svelte", async () => {
  const Who = await component(around("const session = getSession();\n</script><p>{$session.status}</p>"), "server");
  const List = await component(LIST, "server");
  const render = async (Component, props) =>
    isFour ? Component.render(props).html : (await import("svelte/server")).render(Component, { props }).body;
  assert.match(await render(Who, { client: clever }), /loading/);
  assert.match(await render(List, { client: clever, handle: {}, id: "a" }), /loading/);
});

test.after(() => assert.equal(requests.length, 0, "a server asked on nobody's behalf"));
