// The pages look as they did: `node tests/e2e/looks.mjs`. Each main view's picture and layout, light and dark, narrow and
// wide, against those that are kept in looks/; with UPDATE=1 they become the kept ones. Last line: `N passed, N failed`.
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { SCHEMES, WIDTHS, arrest, photograph, pose, startCamera, walkArrested } from "./camera.mjs";
import { compareLayouts, readLayout } from "./layout.mjs";
import { compare, decode, encode, reduce } from "./picture.mjs";
import { copyServed, openScene } from "./scene.mjs";
import { walkDemo, walkExplorer, walkMatch } from "./walks.mjs";

const MAIN = new Set([
  "demo-signed-out", "demo-signed-in", "demo-error", "explorer-signed-out", "explorer-operations", "explorer-roster",
  "explorer-attendance", "explorer-events", "explorer-assignments", "explorer-weather", "match",
]);
/** Of the demo's first view: each has to be noticed, or the comparison is worth nothing. */
const BROKEN = {
  "a button without its colour": "#login { background: none; color: inherit; }",
  "another accent": ":root { --accent: #a3158c; }",
  "cards without a frame": ".card { background: none; border-color: transparent; }",
  "cards below each other": ".cards { grid-template-columns: 1fr; }",
  "a heading as small as text": "h1 { font-size: 1rem; }",
  "letters further apart": "body { letter-spacing: 0.05em; }",
  "controls on top of each other": ".hero .row { gap: 0; } #login-popup { margin-left: -3rem; }",
  "a row wider than a telephone": ".hero .row { flex-wrap: nowrap; }",
  "words that are gone": ".lead { visibility: hidden; }",
  "a style sheet that does not load": "@layer none; *, *::before { all: revert; }",
};
const TOTAL = MAIN.size * WIDTHS.length * (SCHEMES.length + 1) + Object.keys(BROKEN).length + 1;
const KEPT = fileURLToPath(new URL("looks/", import.meta.url));
const UPDATE = Boolean(process.env.UPDATE);
const failures = process.env.CLEVER_LOOKS ?? join(tmpdir(), "clever-looks");

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
const scratch = await mkdtemp(join(tmpdir(), "clever-looks-"));
const used = new Set();
let [passed, failed] = [0, 0];
await rm(failures, { recursive: true, force: true });
await Promise.all([failures, KEPT].map((folder) => mkdir(folder, { recursive: true })));
const browser = await startCamera(join(scratch, "camera"));
try {
  const served = await copyServed(scratch);
  for (const walk of [walkDemo, walkExplorer, walkMatch]) {
    const scene = await openScene(browser, {}, { scratch, ...served, name: walk.name });
    await walkArrested(walk, scene, browser, look);
    await scene.close();
  }
  const scene = await openScene(browser, {}, { scratch, ...served, name: "broken" });
  await spoil(await arrest(scene, browser));
  await scene.close();
} finally {
  await browser.quit();
  await rm(scratch, { recursive: true, force: true });
}
await tidy();
if (passed + failed !== TOTAL) settle(`${TOTAL} comparisons`, `${passed + failed} were made`);
if (failed > 0) console.log(`what was seen is in ${failures}; once it is meant, UPDATE=1 keeps it`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function look(tab, view) {
  if (!MAIN.has(view)) return;
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      await pose(tab, browser, { scheme, width });
      if (scheme === SCHEMES[0]) settle(`${view}, ${width}, layout`, await layoutFault(tab, `${view}-${width}.txt`));
      settle(`${view}, ${width}, ${scheme}`, await pictureFault(tab, `${view}-${scheme}-${width}.png`, width));
    }
  }
}

function settle(what, fault) {
  console.log(fault ? `FAILED ${what}: ${fault}` : `ok ${what}`);
  if (fault) failed += 1;
  else passed += 1;
}

async function layoutFault(tab, name) {
  const { lines, faults } = await readLayout(tab);
  const kept = await keep(name, `${lines.join("\n")}\n`);
  const moved = kept && compareLayouts(kept.toString().trimEnd().split("\n"), lines);
  if (moved) await writeFile(join(failures, name), `${lines.join("\n")}\n`);
  return [...faults, moved].filter(Boolean).join("; ") || (kept ? null : "nothing is kept to compare it with");
}

async function pictureFault(tab, name, width) {
  const full = await photograph(tab, browser, width);
  const taken = reduce(full);
  const kept = await keep(name, encode(taken));
  if (!kept) return "nothing is kept to compare it with";
  const found = compare(decode(kept), taken);
  if (!found) return null;
  await writeFile(join(failures, name), full);
  await writeFile(join(failures, name.replace(".png", "-marked.png")), encode(found.marked));
  return found.told;
}

/** What is kept under that name. With UPDATE, what was seen is kept from now on, unless what is there would do. */
async function keep(name, seen) {
  used.add(name);
  const there = await readFile(join(KEPT, name)).catch(() => null);
  if (!UPDATE) return there;
  const same = there && (name.endsWith(".png") ? !compare(decode(there), decode(seen)) : there.equals(Buffer.from(seen)));
  if (!same) await writeFile(join(KEPT, name), seen);
  return same ? there : Buffer.from(seen);
}

/** The demo's first view with one thing amiss at a time: the comparison has to say so. */
async function spoil(scene) {
  const tab = await scene.open("/");
  await tab.view("signed-out");
  await tab.until(() => document.querySelectorAll("[data-testid=personas] li").length > 1);
  for (const [what, rules] of Object.entries(BROKEN)) {
    const noticed = [];
    await tab.run((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    }, rules);
    for (const width of WIDTHS) {
      await pose(tab, browser, { scheme: "light", width });
      const { lines, faults } = await readLayout(tab);
      const kept = await readFile(join(KEPT, `demo-signed-out-${width}.txt`), "utf8");
      if (faults.length > 0 || compareLayouts(kept.trimEnd().split("\n"), lines)) noticed.push(`layout ${width}`);
      const picture = decode(await readFile(join(KEPT, `demo-signed-out-light-${width}.png`)));
      if (compare(picture, reduce(await photograph(tab, browser, width)))) noticed.push(`picture ${width}`);
    }
    settle(`${what} is noticed${noticed.length > 0 ? ` (${noticed.join(", ")})` : ""}`, noticed.length > 0 ? null : "it was not");
  }
}

/** What is kept of views that are no more says nothing. */
async function tidy() {
  const idle = (await readdir(KEPT)).filter((name) => !used.has(name));
  if (UPDATE) await Promise.all(idle.map((name) => rm(join(KEPT, name))));
  settle("nothing is kept for nothing", UPDATE || idle.length === 0 ? null : idle.join(", "));
}
