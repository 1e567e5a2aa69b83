// The Rust apps, built as README says and signed in against the emulator, each in a browser: node examples/rust.test.mjs [leptos yew dioxus]
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startBrowser } from "../tests/e2e/browser.mjs";
import { createRequire } from "node:module";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const { By, until } = createRequire(join(root, ".tools/npm/package.json"))("selenium-webdriver");
const WAIT_MS = 30_000;
const ALL = ["leptos", "yew", "dioxus"];

const run = (program, args, options) => execFileSync(program, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
const tool = (name) => [join(root, ".tools/bin", name)].find(existsSync) ?? name;

/** The app, compiled and with its glue, in a folder of its own. No configuration but the app's own manifest. */
function build(app) {
  const folder = join(root, "examples", app);
  // A fourth of the time: what the three have in common is compiled once.
  const env = { ...process.env, CARGO_TARGET_DIR: join(target, "examples") };
  delete env.RUSTFLAGS;
  run("cargo", ["build", "--locked", "--target", "wasm32-unknown-unknown"], { cwd: folder, env });
  const site = join(target, "examples/sites", app);
  mkdirSync(site, { recursive: true });
  const module = join(target, `examples/wasm32-unknown-unknown/debug/clever-${app}.wasm`);
  run(tool("wasm-bindgen"), ["--target", "web", "--no-typescript", "--out-name", "app", "--out-dir", site, module]);
  for (const file of ["index.html", "start.js"]) copyFileSync(join(folder, file), join(site, file));
  return site;
}

function buildEmulator() {
  if (process.env.CLEVER_EMULATOR) return;
  run("cargo", ["build", "--quiet", "-p", "clever-emulator", "--features", "server"], { cwd: root });
}

/** The page with the addresses of an emulator whose ports nobody knew before. */
function point(site, clever) {
  const page = readFileSync(join(site, "index.html"), "utf8");
  const pointed = page
    .replace("http://127.0.0.1:8081/oauth/authorize", `${clever.clever}/oauth/authorize`)
    .replace("http://127.0.0.1:8082", clever.api);
  assert.notEqual(pointed, page, "index.html names the emulator's addresses");
  writeFileSync(join(site, "index.html"), pointed);
}

/** What the browser itself has to say. */
async function complaints(driver) {
  const logs = await driver.manage().logs().get("browser");
  const severe = logs.filter(({ level, message }) => level.name === "SEVERE" && !message.includes("favicon.ico"));
  return severe.map(({ message }) => message);
}

async function signsIn(app, driver, startEmulator) {
  const site = build(app);
  const clever = await startEmulator({ app: site, mounts: {} });
  try {
    point(site, clever);
    const find = (name) => driver.wait(until.elementLocated(By.css(`[data-testid=${name}]`)), WAIT_MS, `${app} shows no ${name}`);
    await driver.get(`${clever.app}/?kept=1`);
    await (await find("login")).click();
    await (await driver.wait(until.elementLocated(By.css('[data-persona="library_teacher"]')), WAIT_MS)).click();

    const { user } = await clever.person("library_teacher");
    assert.equal(await (await find("name")).getText(), `${user.name.first} ${user.name.last}`);
    const headers = { Authorization: `Bearer ${await clever.token("library_teacher")}` };
    const { data: sections } = await (await fetch(`${clever.api}/v3.1/users/${user.id}/sections`, { headers })).json();
    const shown = await Promise.all((await driver.findElements(By.css("[data-testid=class]"))).map((item) => item.getText()));
    assert.ok(shown.length > 0, "classes are shown");
    assert.deepEqual(shown, sections.map(({ data }) => data.name));
    assert.equal(await driver.getCurrentUrl(), `${clever.app}/`, "the answer is out of the address bar");
    const stored = await driver.executeScript("return JSON.stringify([{ ...sessionStorage }, { ...localStorage }])");
    assert.doesNotMatch(stored, /token/, "nothing of the token is stored");

    await (await find("logout")).click();
    await find("login");
    await driver.navigate().refresh();
    await find("login");
    assert.deepEqual(await complaints(driver), []);
  } catch (error) {
    const told = await complaints(driver);
    throw told.length > 0 ? new Error(`${error.message}\n${told.join("\n")}`, { cause: error }) : error;
  } finally {
    await clever.stop();
  }
}

const cases = {
  "what is no framework's business is the same in all three": () => {
    const [first, ...others] = ALL.map((app) => readFileSync(join(root, `examples/${app}/src/classes.rs`), "utf8"));
    for (const other of others) assert.equal(other, first);
  },
};
const wanted = process.argv.slice(2);
for (const app of wanted.length > 0 ? wanted : ALL) cases[`${app} signs in, shows classes and signs out`] = (...with_) => signsIn(app, ...with_);

buildEmulator();
// Looks for the emulator when it is loaded.
const { startEmulator } = await import("../tests/e2e/emulator.mjs");
const counts = { passed: 0, failed: 0 };
for (const [name, check] of Object.entries(cases)) {
  let browser;
  try {
    browser = await startBrowser("chromium", "plain");
    await check(browser.driver, startEmulator);
    counts.passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    counts.failed += 1;
    console.log(`FAIL  ${name}\n${error.stack}`);
  } finally {
    await browser?.quit();
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed > 0 ? 1 : 0);
