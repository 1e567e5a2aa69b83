// An answer that comes at the pace of a network: when its first record is there, what is left to do after its last byte, and
// for how long nothing else of the page gets its turn.
import { encode, usersBody } from "../bodies.mjs";
import { parse, signedIn, unwrap } from "../client.mjs";
import { median } from "../stopwatch.mjs";

const PIECE = 64 * 1024;
const SPEEDS = { "20 MB/s": 20e6, "5 MB/s": 5e6 };

/** @param {{ rounds: number }} options */
export default async function stream({ rounds }) {
  const { data } = parse(usersBody("ascii"));
  const bytes = encode({ data, links: [] }); // a list of one page: an iteration ends with it
  const paced = pacer(bytes);
  const clever = await signedIn({ fetch: async () => paced.answer() });
  const contenders = {
    async iterate(note) {
      let count = 0;
      for await (const record of clever.getUsers()) {
        if (count++ === 0) note(record);
      }
      return count;
    },
    async page(note) {
      const page = await clever.getUsers();
      note(page.data[0]);
      return page.data.length;
    },
    async json(note) {
      const records = unwrap(await paced.answer().json());
      note(records[0]);
      return records.length;
    },
    /** Nothing but the reading: what the machine and this measuring do to the others' figures. */
    async read(note) {
      const reader = paced.answer().body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        note(value);
      }
    },
  };
  const result = {};
  for (const [speed, rate] of Object.entries(SPEEDS)) {
    const seen = {};
    for (let round = -1; round < rounds; round++) {
      for (const [name, run] of Object.entries(contenders)) {
        paced.rate = rate;
        const times = await observe(run, paced);
        if (round >= 0) (seen[name] ??= []).push(times);
      }
    }
    result[speed] = Object.fromEntries(Object.entries(seen).map(([name, runs]) => [name, summarise(runs)]));
  }
  return result;
}

const summarise = (runs) => Object.fromEntries(Object.keys(runs[0]).flatMap((key) => {
  const values = runs.map((run) => run[key]);
  return [[key, median(values)], [`${key}Least`, Math.min(...values)]];
}));

/** Milliseconds: to the first record, to the last, from the last byte to the last record, and the longest time without a turn. */
async function observe(run, paced) {
  globalThis.gc?.();
  const pulse = heartbeat();
  const began = performance.now();
  let first;
  await run(() => (first ??= performance.now()));
  const ended = performance.now();
  const { block, blockCpu } = pulse.stop();
  return { first: first - began, whole: ended - began, tail: Math.max(0, ended - paced.last), block, ...(blockCpu === undefined ? {} : { blockCpu }) };
}

/** Answers with these bytes, as many at each moment as would have come by then. */
function pacer(bytes) {
  const paced = {
    rate: Infinity,
    last: 0,
    answer() {
      const began = performance.now();
      let at = 0;
      const body = new ReadableStream({
        async pull(controller) {
          let [due, waited] = [0, false];
          while ((due = Math.min(bytes.length, Math.floor(((performance.now() - began) / 1000) * paced.rate)) - at) < Math.min(PIECE, bytes.length - at)) {
            waited = true;
            await new Promise((resolve) => setTimeout(resolve, 1));
          }
          const end = Math.min(bytes.length, at + Math.min(due, PIECE));
          controller.enqueue(bytes.slice(at, end));
          at = end;
          if (at < bytes.length) return;
          // Whoever reads late finds it there already.
          paced.last = waited ? performance.now() : began + (bytes.length / paced.rate) * 1000;
          controller.close();
        },
      }, { highWaterMark: 0 });
      return new Response(body, { headers: { "content-type": "application/json" } });
    },
  };
  return paced;
}

/** Takes every turn that it gets and notes the longest time between two; of that, where known, what this process worked. */
function heartbeat() {
  const { port1, port2 } = new MessageChannel();
  const cpuNow = () => globalThis.process?.cpuUsage?.();
  const spent = (from, to) => (to.user + to.system - from.user - from.system) / 1000;
  let beating = true;
  let [block, blockCpu] = [0, undefined];
  let [before, cpuBefore] = [performance.now(), cpuNow()];
  port1.onmessage = () => {
    const [now, cpu] = [performance.now(), cpuNow()];
    block = Math.max(block, now - before);
    if (cpu) blockCpu = Math.max(blockCpu ?? 0, spent(cpuBefore, cpu));
    [before, cpuBefore] = [now, cpu];
    if (beating) port2.postMessage(null);
  };
  port2.postMessage(null);
  return {
    stop() {
      beating = false;
      // What began with the last turn ends here.
      block = Math.max(block, performance.now() - before);
      const cpu = cpuNow();
      if (cpu) blockCpu = Math.max(blockCpu ?? 0, spent(cpuBefore, cpu));
      port1.close();
      return { block, blockCpu };
    },
  };
}
