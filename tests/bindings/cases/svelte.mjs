// Components from their source, with the compiler that is installed.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { VERSION, compile } from "svelte/compiler";

export const isFour = VERSION.startsWith("4");
let written = 0;

/** @param {string} source @param {"client" | "server"} kind */
export async function component(source, kind) {
  const generate = isFour ? { client: "dom", server: "ssr" }[kind] : kind;
  const { js } = compile(source, { generate, name: "Component", dev: false });
  const file = new URL(`./component-${kind}-${process.pid}-${(written += 1)}.mjs`, import.meta.url);
  writeFileSync(file, js.code);
  return (await import(file.href)).default;
}

export const WHO = `<script>
  import { getSession } from "clever-wasm/svelte";
  const session = getSession();
</script>
<p>{$session.status} {$session.session ? "session" : "none"} {$session.error?.code ?? "fine"} {$session.reason ?? "open"}</p>`;

export const LIST = `<script>
  import { cleverQuery, setClever } from "clever-wasm/svelte";
  export let client, handle, id, enabled = true, onRedirect = undefined;
  setClever(client, { onRedirect });
  let sections;
  $: { sections = cleverQuery((clever, options) => clever.getSectionsForSchool(id, {}, options), { client, enabled }); handle.query = sections; }
</script>
<p>{$sections.isLoading ? "loading" : $sections.error ? $sections.error.code : ($sections.data ?? []).map((one) => one.id).join()}</p>`;

/** A component that gives its client to what stands in it. */
export const around = (inner) => `<script>
  import { setClever, getClever, getSession, cleverQuery } from "clever-wasm/svelte";
  export let client, onRedirect = undefined, seen = [];
  setClever(client, { onRedirect });
  ${inner}`;
export const require = createRequire(import.meta.url);
