// One browser of each engine, behind WebDriver: starting it with the flags that a case needs, and what it cannot do.
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

const tools = createRequire(new URL("../../.tools/npm/package.json", import.meta.url));
const { Builder, Capabilities, logging } = tools("selenium-webdriver");
const chrome = tools("selenium-webdriver/chrome");
const firefox = tools("selenium-webdriver/firefox");
const { DriverService } = tools("selenium-webdriver/remote");
const { findFreePort } = tools("selenium-webdriver/net/portprober");
const { Executor, HttpClient } = tools("selenium-webdriver/http");
const { WebDriver } = tools("selenium-webdriver/lib/webdriver");

/** The kinds of browser that cases ask for. */
export const KINDS = ["plain", "strictPopups", "noStorage"];

/** How each engine is started, the windows that cases get, and what it cannot do under WebDriver: cases assert that, too. */
const ENGINES = {
  chromium: { start: startChromium, opens: "tab", cannot: {} },
  firefox: { start: startFirefox, opens: "tab", cannot: {} },
  webkit: {
    start: startWebkit,
    opens: "window", // from a tab, its browser opens no further windows
    cannot: {
      blockStorage: "no setting of its driver blocks site data",
      hearStorage: "no storage event reaches another window under its driver",
      noticeBreak: "a body that breaks off is taken for a whole one",
      tellWasm: "no violation is reported when WebAssembly is refused",
    },
  },
};

export const engineNames = Object.keys(ENGINES);

/**
 * @param {string} engine @param {string} kind one of KINDS @param {{ flags?: string[], environment?: object }} more Chromium's
 * @returns {Promise<{ engine: string, kind: string, driver: import("selenium-webdriver").WebDriver, opens: string, cannot: object, quit: () => Promise<void> }>}
 */
export async function startBrowser(engine, kind, more = {}) {
  const { start, opens, cannot } = ENGINES[engine];
  const { driver, stop = () => {} } = await start(kind, more);
  await driver.manage().setTimeouts({ implicit: 0, pageLoad: 15_000, script: 15_000 });
  return {
    engine,
    kind,
    driver,
    opens,
    cannot,
    /** What the browser itself wrote since the last time, where its driver tells. */
    log: () => (engine === "chromium" ? driver.manage().logs().get("browser") : Promise.resolve([])),
    async quit() {
      await driver.quit().catch(() => {}); // it may be gone already
      await stop();
    },
  };
}

async function startChromium(kind, { flags = [], environment }) {
  const options = new chrome.Options().addArguments(
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--window-size=1280,1000",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    ...flags,
  );
  // chromedriver's own flags would take away what these cases are about.
  const left = ["disable-back-forward-cache"];
  if (kind === "strictPopups") left.push("disable-popup-blocking");
  options.excludeSwitches(...left);
  const logs = new logging.Preferences();
  logs.setLevel(logging.Type.BROWSER, logging.Level.ALL);
  options.setLoggingPrefs(logs);
  if (kind === "noStorage") options.setUserPreferences({ "profile.default_content_setting_values.cookies": 2 });
  const path = process.env.CHROMEDRIVER;
  const service = path ? new chrome.ServiceBuilder(path) : new chrome.ServiceBuilder("chromedriver");
  if (environment) service.setEnvironment(environment);
  return { driver: await new Builder().forBrowser("chrome").setChromeOptions(options).setChromeService(service).build() };
}

async function startFirefox(kind) {
  const options = new firefox.Options().addArguments("-headless", "--width=1280", "--height=1000");
  // It repeats what was broken off, up to ten times, unseen by the page.
  options.setPreference("network.http.request.max-attempts", 1);
  options.setPreference("dom.disable_open_during_load", kind === "strictPopups");
  if (kind === "noStorage") options.setPreference("network.cookie.cookieBehavior", 2);
  const service = new firefox.ServiceBuilder(process.env.GECKODRIVER ?? "geckodriver");
  return { driver: await new Builder().forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(service).build() };
}

async function startWebkit() {
  const mac = process.platform === "darwin";
  const port = await findFreePort("127.0.0.1");
  const service = new DriverService(process.env.SAFARIDRIVER ?? (mac ? "safaridriver" : "WebKitWebDriver"), {
    loopback: true,
    hostname: "127.0.0.1",
    port,
    args: [`--port=${port}`],
    env: process.env,
  });
  const url = await service.start(20_000);
  const browser = mac
    ? { browserName: "safari" }
    : { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] } };
  const driver = WebDriver.createSession(new Executor(new HttpClient(url)), new Capabilities(browser));
  await driver.getSession();
  return { driver, stop: () => service.kill() };
}

/** WebKitGTK's own browser lies with its library: Debian's `/usr/lib/<machine>/webkit2gtk-4.1`, for one. */
function miniBrowser() {
  const places = readdirSync("/usr/lib").filter((name) => name.endsWith("-linux-gnu")).map((name) => `/usr/lib/${name}`);
  const found = [...places, "/usr/libexec"]
    .filter((place) => existsSync(place))
    .flatMap((place) => readdirSync(place).filter((name) => /^webkit2?gtk-/.test(name)).map((name) => `${place}/${name}/MiniBrowser`))
    .filter((program) => existsSync(program))
    .sort();
  if (found.length === 0) throw new Error("WebKitGTK's MiniBrowser is not there: apt-get install webkit2gtk-driver");
  return found.at(-1);
}
