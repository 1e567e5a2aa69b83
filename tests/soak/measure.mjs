// Whether what was measured after each part of a soak is flat.

/** Parts of the hour; what the first two leave is where the engine has settled. */
export const PARTS = 5;
const SETTLED = 1;

/**
 * How much each may grow from the second part to the last. The module's memory by one page: what is under way at once has
 * its peak now and then.
 */
const MAY_GROW = { heap: 2_000_000, wasm: 65_536, instances: 0, listeners: 0, timers: 0, channels: 0, storage: 0 };

/** Prints a line for each measure; the names of those that grew. */
export function judge(where, samples) {
  const grown = [];
  for (const [name, allowance] of Object.entries(MAY_GROW)) {
    const values = samples.map((sample) => sample[name]);
    if (values.some((value) => value === undefined)) continue;
    const growth = values.at(-1) - values[SETTLED];
    const flat = growth <= allowance;
    if (!flat) grown.push(name);
    console.log(`${flat ? "ok" : "FAILED"} ${where}: ${name} ${values.join(" ")} (${growth >= 0 ? "+" : ""}${growth})`);
  }
  return { passed: Object.keys(MAY_GROW).filter((name) => samples[0][name] !== undefined).length - grown.length, failed: grown.length };
}

/** A part of the hour at a scale in per cent. */
export const part = (hour, scale) => Object.fromEntries(Object.entries(hour).map(([name, all]) => [name, Math.max(1, Math.round((all * scale) / 100 / PARTS))]));
