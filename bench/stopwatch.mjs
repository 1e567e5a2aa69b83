// Times of things that are done in turns, so that whatever else the machine does meets them all alike.

/** Milliseconds that this process, or the pages of this browser, have worked; undefined where nobody knows. */
async function cpuNow() {
  if (typeof process === "object" && process.cpuUsage) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  return (await (await fetch("/cpu")).json()) ?? undefined;
}

let asking; // what asking for the CPU time takes itself

/**
 * How long it takes, by the clock and in CPU time.
 * @template T @param {() => T | Promise<T>} run @param {(made: T) => void} [keep]
 * @returns {Promise<{ clock: number, cpu?: number }>}
 */
export async function timed(run, keep) {
  asking ??= await idle();
  return observed(run, keep, asking);
}

async function observed(run, keep, overhead) {
  globalThis.gc?.();
  const cpu = await cpuNow();
  const began = performance.now();
  const made = await run();
  const clock = performance.now() - began;
  const used = cpu === undefined ? {} : { cpu: Math.max(0, (await cpuNow()) - cpu - overhead) };
  keep?.(made);
  return { clock, ...used };
}

async function idle() {
  const nothing = [];
  for (let count = 0; count < 7; count++) nothing.push((await observed(() => {}, undefined, 0)).cpu ?? 0);
  return median(nothing);
}

/**
 * Runs each, round after round, beginning with another one each time.
 * @param {Record<string, () => unknown>} contenders @param {{ rounds: number, warmUp?: number }} how
 * @returns {Promise<Record<string, { ms: number, least: number, cpu?: number, leastCpu?: number }>>} medians and minima, milliseconds
 */
export async function inTurns(contenders, { rounds, warmUp = 3 }) {
  const names = Object.keys(contenders);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const held = []; // what a run made is kept until the next: nobody is spared the space that it takes
  for (let round = -warmUp; round < rounds; round++) {
    for (let step = 0; step < names.length; step++) {
      const name = names[(step + round + warmUp) % names.length];
      held.length = 0;
      const time = await timed(contenders[name], (made) => held.push(made));
      if (round >= 0) times[name].push(time);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(times[name])]));
}

/** @param {{ clock: number, cpu?: number }[]} times */
export function summary(times) {
  const clocks = times.map(({ clock }) => clock);
  const cpus = times.map(({ cpu }) => cpu).filter((cpu) => cpu !== undefined);
  return {
    ms: median(clocks),
    least: Math.min(...clocks),
    ...(cpus.length > 0 ? { cpu: median(cpus), leastCpu: Math.min(...cpus) } : {}),
  };
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * How much of the other's time the one takes: of the medians, of the minima, and of CPU time where that is known.
 * @param {ReturnType<typeof summary>} own @param {ReturnType<typeof summary>} other
 */
export function ratio(own, other) {
  return {
    ratio: own.ms / other.ms,
    least: own.least / other.least,
    ...(own.cpu === undefined ? {} : { cpu: own.cpu / other.cpu }),
    ms: own.ms,
    otherMs: other.ms,
  };
}
