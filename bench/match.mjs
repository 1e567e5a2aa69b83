// Matching against a straightforward implementation with Maps that does the same work, to the same outcome:
// `node --expose-gc bench/match.mjs [sizes…]`, after `cargo xtask build`. Sizes are records a side, 10000 100000 1000000
// without a word. Both run in this process, on this thread, on the same bytes and the same objects; times are medians of
// the rounds, and so is CPU time, of all threads, which a busy machine changes less. The first round of each, in which the
// engine still compiles, is told beside. Writes bench/match.json beside the table.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { matchRecords } from "../pkg/dist/match.js";
import { createDistrict } from "./match-district.mjs";
import { matchByMaps, recordsOfCsv, recordsOfLines } from "./match-maps.mjs";

const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(10_000, 100_000, 1_000_000);
const rounds = (size) => (size >= 1_000_000 ? 3 : size >= 100_000 ? 5 : 9);
const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];
const MB = 1024 * 1024;

const held = () => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Time, and memory at its highest above what was held before, as far as it can be seen. */
async function measure(work) {
  globalThis.gc?.();
  const before = held();
  let highest = before;
  const look = () => (highest = Math.max(highest, held()));
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work(look);
  const [ms, { user, system }] = [performance.now() - began, process.cpuUsage(cpu)];
  look();
  return { ms, cpu: (user + system) / 1000, bytes: highest - before, result };
}

const table = [];
for (const size of sizes) {
  const district = createDistrict(size);
  const check = (links) => {
    let wrong = 0;
    for (const [row, id] of links) wrong += district.owner(row) === id ? 0 : 1;
    return { links: links.length, wrong };
  };
  const ours = (local, roster) => async () => {
    const report = await matchRecords("student", local, roster, { worker: false });
    const said = () => ({
      links: Array.from(report.matches, ({ row, id, key, confidence }) => [row, id, report.keys.indexOf(key), confidence]),
      numbers: [report.conflicts, report.ambiguous, report.unmatchedLocal, report.unmatchedRoster].map(({ length }) => length),
    });
    return { said, own: ownBytes(report) };
  };
  const maps = (read) => async (look) => {
    const { matches, conflicts, ambiguous, unmatchedLocal, unmatchedRoster } = matchByMaps(...read(), look);
    return { said: () => ({ links: matches, numbers: [conflicts, ambiguous, unmatchedLocal, unmatchedRoster].map(({ length }) => length) }) };
  };
  for (const from of ["bytes", "objects"]) {
    const { local, roster } = district[from]();
    const [csv, lines] = from === "bytes" ? [local, roster] : [];
    const readers = {
      ours: ours(local, roster),
      maps: maps(from === "bytes" ? () => [recordsOfCsv(csv), recordsOfLines(lines)] : () => [local, roster]),
    };
    const seen = { ours: [], maps: [] };
    const row = { size, from };
    for (let round = 0; round < rounds(size); round++) {
      for (const name of ["maps", "ours"]) {
        const { ms, cpu, bytes, result } = await measure(readers[name]);
        seen[name].push({ ms, cpu, bytes, own: result.own });
        if (round > 0) continue;
        const { links, numbers } = result.said();
        row[name] = check(links);
        const told = createHash("sha256").update(JSON.stringify(numbers));
        for (const link of links) told.update(link.join(" "));
        row[name].outcome = told.digest("hex").slice(0, 16);
      }
    }
    for (const name of ["ours", "maps"]) {
      row[name].first = seen[name][0].ms;
      row[name].ms = median(seen[name].map(({ ms }) => ms));
      row[name].cpu = median(seen[name].map(({ cpu }) => cpu));
      row[name].mb = Math.max(...seen[name].map(({ bytes, own }) => own ?? bytes)) / MB;
    }
    if (row.ours.outcome !== row.maps.outcome) {
      console.log("the two came to different outcomes");
      process.exitCode = 1;
    }
    row.ratio = row.maps.ms / row.ours.ms;
    row.cpuRatio = row.maps.cpu / row.ours.cpu;
    table.push(row);
    print(row);
  }
}

/** The instance's memory, and the columns that are left of it. */
function ownBytes(report) {
  const lists = [report.matches, report.conflicts, report.ambiguous, report.unmatchedLocal, report.unmatchedRoster];
  const columns = lists.flatMap(({ columns }) => Object.values(columns)).reduce((sum, { byteLength }) => sum + byteLength, 0);
  const { local, roster } = report.counts;
  const total = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);
  // Also statuses and traces of each local row, statuses and ids of each roster row.
  return report.memoryBytes + columns + total(local) * 5 + total(roster) * 13;
}

function print({ size, from, ours, maps, ratio, cpuRatio }) {
  if (table.length === 1) console.log("records a side  from      ours ms   Maps ms  ratio   CPU  first ms   first  ours MB  Maps MB    links  wrong");
  const cells = [
    String(size).padStart(14), from.padEnd(8), ours.ms.toFixed(0).padStart(9), maps.ms.toFixed(0).padStart(9), ratio.toFixed(1).padStart(6), cpuRatio.toFixed(1).padStart(5),
    ours.first.toFixed(0).padStart(9), maps.first.toFixed(0).padStart(7),
    ours.mb.toFixed(0).padStart(8), maps.mb.toFixed(0).padStart(8), String(ours.links).padStart(8), String(ours.wrong).padStart(6),
  ];
  console.log(cells.join(" "));
}

writeFileSync(new URL("match.json", import.meta.url), `${JSON.stringify(table, null, 2)}\n`);
if (table.some(({ ours }) => ours.wrong > 0)) {
  console.log("wrong links");
  process.exitCode = 1;
}
