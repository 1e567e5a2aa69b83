// What a checked page costs, against bare JSON.parse of the same bytes: `node --expose-gc bench/decode.mjs [rounds]`, after
// `cargo xtask build`. Ratios of medians within one process, rounds interleaved; CPU time, all threads, beside the clock.
import { createClever } from "../pkg/dist/index.js";
import { shuffled, usersPage, withUnknown } from "./district.mjs";

const ROWS = 10_000;
const ROUNDS = Number(process.argv[2] ?? 15);
const WARM_UP = 5;
const FIVE = ["id", "email", "name.first", "name.last", "roles"];

const encode = (page) => new TextEncoder().encode(JSON.stringify(page));
const ascii = usersPage(ROWS);
const mixed = usersPage(ROWS, { mixed: true });
const bodies = {
  ascii: encode(ascii),
  mixed: encode(mixed),
  shuffled: encode(shuffled(ascii)),
  unknown: encode(withUnknown(ascii)),
};

let body;
const clever = createClever({
  clientId: "4c63c1cf623dce82caac",
  redirectUri: "https://app.example/callback",
  verifyAudience: "off",
  fetch: async () => ({
    status: 200,
    headers: new Headers({ "content-type": "application/json" }),
    arrayBuffer: async () => body.buffer,
  }),
});
const state = new URL(clever.loginUrl()).searchParams.get("state");
await clever.handleRedirect(`https://app.example/callback#access_token=ilCanary0123456789abcdefghijklmnopqrstuv&token_type=bearer&state=${state}`);

const parse = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
const page = async (bytes, options) => {
  body = bytes;
  return clever.getUsers({}, options);
};
const FEW = ["id", "email", "name.first", "name.last"];
const cases = [
  ["ascii", (bytes) => page(bytes)],
  ["mixed", (bytes) => page(bytes)],
  ["shuffled", (bytes) => page(bytes)],
  ["unknown", (bytes) => page(bytes)],
  ["ascii", (bytes) => page(bytes, { fields: [...FEW, "roles.student.grade"] }), "five fields, ascii"],
  ["mixed", (bytes) => page(bytes, { fields: [...FEW, "roles.student.grade"] }), "five fields, mixed"],
];

const times = new Map();
let held;
async function measure(name, run) {
  held = undefined;
  globalThis.gc?.();
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  held = await run();
  const used = process.cpuUsage(cpu);
  if (!times.has(name)) times.set(name, { clock: [], cpu: [] });
  times.get(name).clock.push(performance.now() - began);
  times.get(name).cpu.push((used.user + used.system) / 1000);
}
for (let round = 0; round < WARM_UP + ROUNDS; round++) {
  for (const name of Object.keys(bodies)) await measure(`JSON.parse ${name}`, () => parse(bodies[name]));
  for (const [name, run, label = name] of cases) await measure(label, () => run(bodies[name]));
}

const median = (values) => values.slice(WARM_UP).sort((a, b) => a - b)[ROUNDS >> 1];
console.log("case                    ms  CPU ms  ratio  CPU ratio");
for (const [name, , label = name] of cases) {
  const [own, bare] = [times.get(label), times.get(`JSON.parse ${name}`)];
  const [clock, cpu] = [median(own.clock), median(own.cpu)];
  const ratios = [clock / median(bare.clock), cpu / median(bare.cpu)].map((ratio) => ratio.toFixed(2));
  console.log(`${label.padEnd(20)}${clock.toFixed(1).padStart(7)}${cpu.toFixed(1).padStart(8)}${ratios[0].padStart(7)}${ratios[1].padStart(11)}`);
}
