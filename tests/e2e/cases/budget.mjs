// What a page asks of a slow line and a slow phone until it can be used: bytes, requests, how long a chain, what jumps.
import assert from "node:assert/strict";
import { brotliCompressSync, constants } from "node:zlib";

/** Bytes as servers send them that compress ahead of time. */
const BYTES = 150_000;
const REQUESTS = 40;
/** The page, and all that it names itself: a module that only another one names is asked for a journey later. */
const CHAIN = 2;
/** Where Clever is, which a page of one's own knows; and what is loaded once the button is there. */
const LATER = new Set(["/emulator.json", "/signed-in.js", "/countdown.js", "/profile.js", "/sections.js", "/roster.js"]);
/** By path. Below users are the person's own record, schools and sections. */
const SLOW = [
  ["/v3.1/users", { kind: "drip", chunk: 700, every_ms: 40 }],
  ["/v3.1/districts", { kind: "latency", ms: 400 }],
  ["/userinfo", { kind: "latency", ms: 800 }],
];
/** What the suite itself puts into the page. */
const OURS = /^\/(e2e|stage)\/|^\/favicon\.ico$/;

const PAGES = {
  "the demo": "/",
  "the explorer": "/explorer.html",
  "the page that matches": "/match.html",
};

const compressed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } }).length;

/** Paths that a text names by static import, link or script; what is imported later is asked for later. */
function named(path, text) {
  const found = path.endsWith(".js")
    ? text.matchAll(/^(?:import|export)\b[^"';]*?"(\.[^"]+)"/gm)
    : text.matchAll(/(?:<script[^>]* src|<link[^>]*? href|<img[^>]* src)="([^"]+)"/g);
  return [...found].map(([, target]) => new URL(target, `http://page${path}`).pathname);
}

/** How many requests stand one behind the other before a file is there, the page being the first. */
function depths(start, texts) {
  const depth = new Map([[start, 1]]);
  for (const [path, at] of depth) {
    for (const next of named(path, texts.get(path) ?? "")) if (!depth.has(next) && texts.has(next)) depth.set(next, at + 1);
  }
  return depth;
}

async function weigh(scene, start, isUsable) {
  const tab = await scene.open();
  await tab.go(start);
  await tab.until(isUsable);
  const paths = await tab.run(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name)).filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname));
  const files = new Map();
  for (const path of [start, ...new Set(paths)].filter((one) => !OURS.test(one))) {
    const bytes = Buffer.from(await (await fetch(scene.clever.app + path)).arrayBuffer());
    files.set(path, { bytes: compressed(bytes), text: bytes.toString() });
  }
  return { files, shifts: await shifts(tab) };
}

/** What moved though nobody asked for it, where the engine tells. */
const shifts = (tab) =>
  tab.run(async () => {
    const found = [];
    if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
      const observer = new PerformanceObserver((list) => found.push(...list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      found.push(...observer.takeRecords());
      observer.disconnect();
    }
    return found.map(({ value, sources }) => `${value.toFixed(4)} of ${sources.map(({ node }) => node?.id || node?.nodeName).join(", ")}`);
  });

/** The demo, signed in; null where the engine does not tell what moves. */
async function signedIn(scene) {
  const tab = await scene.open("/");
  if (!(await tab.run(() => PerformanceObserver.supportedEntryTypes.includes("layout-shift")))) return null;
  await tab.view("signed-out");
  await tab.click("login");
  await tab.choose("explorer");
  await tab.view("signed-in");
  return tab;
}

const cases = Object.entries(PAGES).map(([name, start]) => [
  `${name} is usable after less than ${BYTES / 1000} KB, at once, and nothing jumps`,
  async (scene) => {
    const isUsable = start === "/match.html"
      ? () => document.querySelector("#from-file").checked
      : () => document.querySelector("[data-testid=view]").dataset.view === "signed-out" && !document.querySelector("#login").disabled;
    const { files, shifts: moved } = await weigh(scene, start, isUsable);
    const list = [...files].map(([path, { bytes }]) => `${path} ${bytes}`).join(", ");
    const sum = [...files.values()].reduce((total, { bytes }) => total + bytes, 0);
    assert.ok(files.has("/pkg/dist/index.js") || start === "/match.html", `the SDK is among them: ${list}`);
    assert.ok(sum < BYTES, `${sum} bytes: ${list}`);
    assert.ok(files.size <= REQUESTS, `${files.size} requests: ${list}`);
    const depth = depths(start, new Map([...files].map(([path, { text }]) => [path, text])));
    const late = [...files.keys()].filter((path) => !depth.has(path) && !LATER.has(path));
    assert.deepEqual(late, [], "asked for only after something ran");
    assert.deepEqual([...depth].filter(([, at]) => at > CHAIN).map(([path]) => path), [], "behind too many others");
    assert.deepEqual(moved, []);
    console.log(`  ${name}: ${sum} bytes in ${files.size} requests`);
  },
]);

/** Reloaded with a session, at a telephone's width and a desk's: the header grows, lists come in. */
cases.push(["nothing jumps while a signed-in page fills", async (scene) => {
  const tab = await signedIn(scene);
  if (!tab) return "it tells of no layout shift";
  for (const width of [360, 1280]) {
    await tab.resize(width, 900);
    await tab.go("/");
    await tab.view("signed-in");
    await tab.until(() => document.querySelectorAll("[data-testid=requests] tbody tr").length >= 4);
    assert.deepEqual(await shifts(tab), [], `the demo, ${width}`);
    await tab.go("/explorer.html");
    await tab.view("operations");
    await tab.until(() => document.querySelector("#who").textContent !== "");
    assert.deepEqual(await shifts(tab), [], `the explorer, ${width}`);
  }
}]);

/** Each answer comes in a frame of its own, in an order that a fast line never has. */
cases.push(["nothing jumps on a slow line", async (scene) => {
  const tab = await signedIn(scene);
  if (!tab) return "it tells of no layout shift";
  for (const [path, effect] of SLOW) await scene.clever.fault(path, effect);
  for (const width of [360, 1280]) {
    await tab.resize(width, 900);
    await tab.go("/");
    await tab.view("signed-in");
    await tab.until(() => document.querySelector("[data-testid=section-all]"));
    assert.deepEqual(await shifts(tab), [], `the demo, ${width}`);
  }
}]);

export default Object.fromEntries(cases);
