// What the pages of a browser have worked, told to them by the server: they have no such clock.
import { existsSync, readFileSync, readdirSync } from "node:fs";

/** How the processes are called that pages live in. */
const CONTENT = /--type=renderer|-contentproc.* tab$/;

/**
 * Milliseconds that the content processes of browsers below this process have worked, all threads; undefined where the
 * system does not tell.
 */
export function contentMs() {
  if (!existsSync("/proc/self/schedstat")) return undefined;
  const parents = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    // The name in brackets may hold anything, brackets too.
    const [, parent] = /^.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`)) ?? [];
    if (parent) parents.set(pid, parent);
  }
  const isOurs = (pid) => pid === String(process.pid) || (parents.has(pid) && isOurs(parents.get(pid)));
  let nanoseconds = 0;
  for (const pid of parents.keys()) {
    if (!isOurs(pid) || !CONTENT.test(read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trimEnd())) continue;
    for (const thread of list(`/proc/${pid}/task`)) nanoseconds += Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(" ")[0]);
  }
  return nanoseconds / 1e6;
}

/** Processes end while they are looked at. */
function read(file) {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
