// The declarations, with those of the frameworks, checked whole.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SOURCES = {
  "react.ts": `
import { createElement } from "react";
import { createClever, isCleverError, type CleverError, type Section, type Session, type User } from "clever-wasm";
import { createClever as createAuth, type Clever as Auth } from "clever-wasm/auth";
import { CleverProvider, useClever, useCleverQuery, useSession, type SignInState } from "clever-wasm/react";
const client = createClever({ clientId: "a", redirectUri: "https://app.example/" });
export const app = [createElement(CleverProvider, { client, onRedirect: ({ returnTo }) => returnTo?.length }, "x"),
  createElement(CleverProvider, { client: createAuth({ clientId: "a", redirectUri: "https://app.example/" }), children: null })];
export function Sections({ id }: { id: string }): string {
  const { status, session, error, reason } = useSession();
  const list = useCleverQuery((clever, options) => clever.getSectionsForUser(id, {}, options), [id], { enabled: status === "signedIn" });
  const data: Section[] | undefined = list.data;
  const page: Section[] | undefined = useCleverQuery(async (clever, options) => clever.getSections({}, options)).data;
  const user: User | undefined = useCleverQuery((clever, options) => clever.currentUser(options)).data;
  const me = useCleverQuery((clever: Auth, options) => clever.me(options)).data?.id;
  const login: Promise<never> = useClever().login();
  const auth = useClever<Auth>();
  // @ts-expect-error the sign-in half has no lists
  auth.getSections();
  // @ts-expect-error a section has no such member
  data?.[0]?.colour;
  void [login, list.next(), list.reload(), session?.expiresAt, error?.code, reason, page, me];
  return [user?.name?.first, ...(data ?? []).map((section) => section.name)].join();
}
export function Failed(): string {
  const { error, data } = useCleverQuery((clever, options) => clever.getSections({ limit: undefined }, { ...options, timeoutMs: undefined }), [], { enabled: undefined });
  if (isCleverError(error, "rate_limited")) return [error.code, error.retryAfterMs ?? 0].join();
  const shown: string | undefined = isCleverError(error) ? (error satisfies CleverError).code : error?.message;
  // @ts-expect-error whatever the question threw need not have a code
  error?.code;
  return shown ?? String(data?.length);
}
export function Greeting(): string {
  const { status, session, error, reason } = useSession();
  if (status === "loading") return String((session satisfies null) ?? (error satisfies null) ?? (reason satisfies null));
  if (status === "signedIn") return String((session satisfies Session).expiresAt + (reason satisfies null ?? 0));
  return [session satisfies null, error?.code, reason].join();
}
export const greet = (state: SignInState): string => (state.status === "signedIn" ? state.session.clientId : state.status);
createElement(CleverProvider, { client, onRedirect: undefined, children: undefined });
// @ts-expect-error a provider needs a client
createElement(CleverProvider, {});
`,
  "vue.ts": `
import { createApp, ref } from "vue";
import { createClever, isCleverError, type Section } from "clever-wasm";
import { createCleverPlugin, useClever, useCleverQuery, useSession } from "clever-wasm/vue";
const client = createClever({ clientId: "a", redirectUri: "https://app.example/" });
export const app = createApp({ setup() {
  const enabled = ref(true);
  const { status } = useSession();
  const { data, next } = useCleverQuery((clever, options) => clever.getSections({}, options), { enabled });
  const sections: Section[] | undefined = data.value;
  const { error } = useCleverQuery((clever, options) => clever.me(options), { enabled: undefined });
  if (isCleverError(error.value)) void error.value.code;
  void (error.value satisfies Error | null);
  // @ts-expect-error read only
  status.value = "signedIn";
  return { sections, next, login: useClever().login };
} }).use(createCleverPlugin(client, { onRedirect: ({ session }) => void session })).use(createCleverPlugin(client, { onRedirect: undefined }));
`,
  "svelte.ts": `
import { get, type Readable } from "svelte/store";
import { createClever, type Clever, type Section } from "clever-wasm";
import { cleverQuery, getClever, getSession, setClever, type SignInState } from "clever-wasm/svelte";
const client = setClever(createClever({ clientId: "a", redirectUri: "https://app.example/" }), {});
const session: Readable<SignInState> = getSession();
const query = cleverQuery((clever, options) => clever.getSections({}, options), { client });
export const sections: Section[] | undefined = get(query).data;
const mine = cleverQuery((clever, options, id, limit) => clever.getSectionsForUser(id satisfies string, { limit: limit satisfies number }, options), { client, args: ["a", 5] });
// @ts-expect-error the question wants a text
cleverQuery((clever, options, id: string) => clever.getUser(id, options), { args: [5] });
const state = get(session);
if (state.status === "signedIn") void state.session.expiresAt;
// @ts-expect-error nobody is signed in then
if (state.status === "signedOut") void state.session.expiresAt;
void (get(query).error satisfies Error | null);
export const maybe = (client: Clever | undefined, enabled?: boolean) =>
  cleverQuery((clever, options) => clever.getSections({}, options), { client, enabled, args: undefined });
void [mine, session, query.next(), getClever().login];
`,
  "server.ts": `
import { basicAuth, createServerClever, exchangeCode, isCleverError, listTokens, type ServerClever, type User } from "clever-wasm/server";
const credentials = { clientId: "a", clientSecret: "b" };
export async function handler(code: string): Promise<string[]> {
  const granted = await exchangeCode({ ...credentials, code, redirectUri: "https://app.example/" });
  const clever: ServerClever = createServerClever({ token: granted.accessToken(), retry: false });
  const names: string[] = [basicAuth("a", "b"), granted.idToken() ?? ""];
  for (const { owner, accessToken } of await listTokens(credentials)) names.push(owner.id, accessToken());
  for await (const user of clever.getUsers({ role: "student" })) names.push((user satisfies User).id);
  try { await clever.me(); } catch (error: unknown) { if (isCleverError(error, "unauthorized")) names.push(error.code); }
  // @ts-expect-error nobody signs in here
  clever.login;
  return names;
}
// @ts-expect-error a client takes a token, not a secret
createServerClever({ token: "x", clientSecret: "y" });
`,
};

const folder = new URL("./types/", import.meta.url);
for (const [module, resolution] of [["esnext", "bundler"], ["node16", "node16"], ["nodenext", "nodenext"]]) {
  test(`tsc --strict, ${resolution}`, () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL("package.json", folder), '{ "type": "module" }');
    for (const [name, text] of Object.entries(SOURCES)) writeFileSync(new URL(name, folder), text);
    const compilerOptions = {
      strict: true, noEmit: true, target: "es2022", lib: ["es2022", "dom", "dom.iterable"], types: [], module, moduleResolution: resolution,
      // The frameworks' own declarations are theirs to keep; ours are read all the same, as the sources use every one.
      skipLibCheck: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true,
    };
    const project = new URL(`tsconfig.${resolution}.json`, folder);
    writeFileSync(project, JSON.stringify({ compilerOptions, files: Object.keys(SOURCES) }));
    const compiler = fileURLToPath(import.meta.resolve("typescript/lib/tsc.js"));
    try {
      execFileSync(process.execPath, [compiler, "--project", fileURLToPath(project)], { encoding: "utf8" });
    } catch (error) {
      assert.fail(error.stdout);
    }
  });
}
