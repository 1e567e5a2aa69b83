// TypeScript, with the declarations themselves checked too.

const source = `
import { createClever, isCleverError, type Clever, type CleverOptions, type LoginOptions, type RequestOptions } from "clever-wasm";
import type * as sdk from "clever-wasm";
import type * as emulation from "clever-wasm/emulator";
import type * as lms from "clever-wasm/lms";
import type * as matching from "clever-wasm/match";
import type * as server from "clever-wasm/server";
import { createClever as signIn } from "clever-wasm/auth";
import { createClever as light, init } from "clever-wasm/slim";
import { createEmulator, EmulatorError, type Emulator } from "clever-wasm/emulator";
import { startEmulator } from "clever-wasm/emulator/page";
import { init as initAuth } from "clever-wasm/auth/slim";
import { createServerClever, exchangeCode, listTokens, type ServerClever } from "clever-wasm/server";
import { matchRecords, rosterFields, updateMatches, type Match, type MatchReport } from "clever-wasm/match";

const options: CleverOptions = { clientId: "consumer", redirectUri: "https://app.example/callback" };
export const clever: Clever = createClever(options);
export const begin = (): Promise<never> => clever.login({ returnTo: "/classes" });
export async function names(): Promise<string[]> {
  await init(new URL("https://app.example/clever_wasm_bg.wasm"));
  await initAuth(new Uint8Array());
  const ids: string[] = [];
  try {
    for await (const section of clever.getSectionsForUser((await clever.me()).id)) ids.push(section.id);
  } catch (error: unknown) {
    if (isCleverError(error, "rate_limited")) ids.push(String(error.retryAfterMs ?? 0));
  }
  signIn(options).on("signedOut", ({ reason }) => { ids.push(reason); });
  return light(options).session?.accessToken() === undefined ? ids : [];
}
export async function redeem(code: string): Promise<ServerClever> {
  const credentials = { clientId: "a", clientSecret: "b" };
  const owned = await listTokens(credentials);
  const granted = await exchangeCode({ ...credentials, code, redirectUri: options.redirectUri });
  return createServerClever({ token: owned[0]?.accessToken() ?? granted.accessToken() });
}
export async function tested(): Promise<string | undefined> {
  const emulator: Emulator = createEmulator({
    district: { users: 50, seed: 3 }, now: new Date(), personas: [{ key: "ada", role: "teacher", tokenKind: "library", members: { email: "a@b" } }],
    faults: [{ path: "/v3.1/me", effects: [{ kind: "status", status: 503 }, { kind: "latency", ms: 5 }] }], rateLimitPerMinute: 5,
  });
  const client = createClever({ ...emulator.options });
  const result = await emulator.signIn(client, "ada", { returnTo: "/" });
  const lite = signIn(emulator.options);
  await lite.handleRedirect(emulator.signInAs("teacher", { authorizeUrl: lite.loginUrl() }));
  emulator.faults.once("/", { kind: "drip", chunk: 1, everyMs: 1 });
  const grade: string | null | undefined = emulator.records.get("sections", "x").grade;
  if (emulator.clock.now() > 0) throw new EmulatorError("unknown_record", String(grade));
  const { clientId, redirectUri, authorizeUrl, apiUrl } = await startEmulator({ script: "/emulator-sw.js", district: { users: 50 } });
  createClever({ clientId, redirectUri, authorizeUrl, apiUrl });
  return result?.returnTo ?? undefined;
}
// Under exactOptionalPropertyTypes: whatever may be left out may be undefined as well.
type Refusing<T> = { [K in keyof T]-?: {} extends Pick<T, K> ? (undefined extends Required<T>[K] ? never : K) : never }[keyof T];
type None<T extends never> = T;
type AtPosition<F extends (...given: never[]) => unknown, N extends number> = NonNullable<Parameters<F>[N]>;
export type Accepting = [
  None<Refusing<Exclude<NonNullable<CleverOptions["retry"]>, false>>>,
  None<Refusing<CleverOptions>>, None<Refusing<LoginOptions>>, None<Refusing<RequestOptions>>,
  None<Refusing<AtPosition<Clever["loginWithPopup"], 0>>>, None<Refusing<AtPosition<Clever["request"], 2>>>,
  None<Refusing<AtPosition<sdk.List<sdk.User>["all"], 0>>>,
  None<Refusing<sdk.PageQuery>>, None<Refusing<sdk.UsersQuery>>, None<Refusing<sdk.SchoolUsersQuery>>, None<Refusing<sdk.SectionUsersQuery>>,
  None<Refusing<sdk.UserSchoolsQuery>>, None<Refusing<sdk.EventsQuery>>, None<Refusing<sdk.AttendanceQuery>>, None<Refusing<sdk.SubmissionsQuery>>,
  None<Refusing<emulation.EmulatorOptions>>, None<Refusing<NonNullable<emulation.EmulatorOptions["district"]>>>,
  None<Refusing<NonNullable<emulation.EmulatorOptions["origins"]>>>, None<Refusing<emulation.EmulatorClient>>, None<Refusing<emulation.OwnPersona>>,
  None<Refusing<emulation.Fault>>, None<Refusing<Extract<emulation.Effect, { kind: "status" }>>>, None<Refusing<emulation.HandledRequest>>,
  None<Refusing<AtPosition<Emulator["mint"], 1>>>, None<Refusing<AtPosition<Emulator["journal"], 0>>>, None<Refusing<AtPosition<Emulator["launchFromPortal"], 1>>>,
  None<Refusing<AtPosition<emulation.Records["list"], 1>>>, None<Refusing<Parameters<typeof startEmulator>[0]>>,
  None<Refusing<lms.AttachmentSource>>, None<Refusing<matching.RunOptions>>, None<Refusing<matching.MatchOptions>>,
  None<Refusing<NonNullable<matching.MatchOptions["fields"]>>>, None<Refusing<AtPosition<MatchReport["toCsv"], 0>>>,
  None<Refusing<server.CodeGrant>>, None<Refusing<server.TokenListing>>, None<Refusing<server.ServerCleverOptions>>,
];
// @ts-expect-error a record's member that is absent is absent
export type Refused = None<Refusing<sdk.User>>;
// @ts-expect-error a fault that does not exist
createEmulator().faults.once("/", { kind: "explode" });
// @ts-expect-error the district cannot be deleted
createEmulator().records.delete("districts", "x");
export async function links(file: File): Promise<Match[]> {
  const roster = clever.getUsers({ role: "student" }, { fields: rosterFields("student") });
  const report: MatchReport = await matchRecords("student", file, roster, { fields: { email: "Mail" }, incremental: true });
  const later = await updateMatches(report, clever.getEvents());
  return [...report.matches, ...later.matches];
}
// @ts-expect-error a key that does not exist
void matchRecords("student", [], [], { keys: ["shoe_size"] });
// @ts-expect-error there is no client secret in a browser
createClever({ ...options, clientSecret: "x" });
// @ts-expect-error an error code that does not exist
isCleverError(null, "no_such_code");
`;

function compile(app, compiler, name, module, resolution, files) {
  for (const file of files) app.write(file, source);
  app.write(
    `tsconfig.${name}.json`,
    JSON.stringify({
      compilerOptions: {
        strict: true, skipLibCheck: false, noEmit: true, target: "es2022", lib: ["es2022", "dom"], types: [],
        module, moduleResolution: resolution, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true,
      },
      files,
    }),
  );
  app.tool(compiler, "--project", `tsconfig.${name}.json`);
}

export const tscBundler = (app) => compile(app, "typescript", "bundler", "esnext", "bundler", ["types.ts"]);
export const tscNode16 = (app) => compile(app, "typescript", "node16", "node16", "node16", ["types.mts", "types.cts"]);
export const tscNodeNext = (app) =>
  compile(app, "typescript", "nodenext", "nodenext", "nodenext", ["types.mts", "types.cts"]);
export const tsc7NodeNext = (app) =>
  compile(app, "typescript7", "seven", "nodenext", "nodenext", ["types.mts", "types.cts"]);

/** A server's program, whose types are Node's alone: all that is of use there. */
export const tscServer = (app) => {
  const entries = ["", "/auth", "/server", "/match", "/emulator", "/lms", "/migrate"];
  app.write("server.mts", entries.map((entry, index) => `export * as entry${index} from "clever-wasm${entry}";`).join("\n"));
  app.link(".", "@types/node");
  app.write("tsconfig.server.json", JSON.stringify({
    compilerOptions: { strict: true, skipLibCheck: false, noEmit: true, target: "es2022", lib: ["es2022"], types: ["node"], module: "nodenext", moduleResolution: "nodenext" },
    files: ["server.mts"],
  }));
  app.tool("typescript", "--project", "tsconfig.server.json");
};

for (const run of [tscBundler, tscNode16, tscNodeNext, tscServer]) run.fast = true;
