// Where cases run: Node in a child process, Chromium and Firefox in a page behind WebDriver.
import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tools = createRequire(new URL("../.tools/npm/package.json", import.meta.url));
const { Builder } = tools("selenium-webdriver");
const chrome = tools("selenium-webdriver/chrome");
const firefox = tools("selenium-webdriver/firefox");

const LONGEST_CASE_MS = 15 * 60_000;

const STARTERS = {
  node: async () => null,
  chromium() {
    const options = new chrome.Options().addArguments(
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
      "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--js-flags=--expose-gc",
    );
    const service = new chrome.ServiceBuilder(process.env.CHROMEDRIVER ?? "chromedriver");
    return new Builder().forBrowser("chrome").setChromeOptions(options).setChromeService(service).build();
  },
  firefox() {
    const options = new firefox.Options().addArguments("-headless");
    options.setPreference("privacy.reduceTimerPrecision", false);
    const service = new firefox.ServiceBuilder(process.env.GECKODRIVER ?? "geckodriver");
    return new Builder().forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(service).build();
  },
};

export const ENGINES = Object.keys(STARTERS);

/**
 * @param {string} name one of ENGINES @param {{ port: number, bundles: Map<string, string>, scratch: string }} served
 * @returns {Promise<{ name: string, version: string, isBrowser: boolean, run: (bundle: string, options: object) => Promise<any>, quit: () => Promise<void> }>}
 */
export async function openEngine(name, { port, bundles, scratch }) {
  const driver = await STARTERS[name]();
  if (!driver) return node({ port, bundles, scratch });
  await driver.manage().setTimeouts({ script: LONGEST_CASE_MS });
  const capabilities = await driver.getCapabilities();
  let hosts = 0;
  /** A site that the browser has not seen yet gets a process of its own, in which nothing is compiled. */
  const visit = async () => {
    const origin = `http://site${++hosts}.localhost:${port}`;
    await driver.get(`${origin}/`);
    return origin;
  };
  const finish = async (script, ...given) => {
    const { value, error } = await driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      (async () => { ${script} })().then((value) => done({ value: JSON.stringify(value) }), (error) => done({ error: error.stack ?? String(error) }));`, ...given);
    if (error) throw new Error(`${name}: ${error}`);
    return JSON.parse(value); // as text, for drivers put members in an order of their own
  };
  return {
    name,
    isBrowser: true,
    version: `${capabilities.getBrowserName()} ${capabilities.getBrowserVersion()}`,
    async run(bundle, options) {
      const origin = await visit();
      return finish("return (await import(arguments[0])).default(arguments[1]);", `/bundles/${bundle}.js`, { ...options, origin })
        .catch(explain(bundle));
    },
    quit: () => driver.quit(),
  };
}

const explain = (bundle) => (error) => {
  throw new Error(`${bundle}: ${error.message}`);
};

/** Each case in a fresh process of the Node that runs this. */
function node({ port, bundles, scratch }) {
  return {
    name: "node",
    isBrowser: false,
    version: `Node ${process.versions.node}`,
    async run(bundle, options) {
      const file = join(scratch, `${bundle}.mjs`);
      await writeFile(file, bundles.get(`${bundle}.js`));
      const child = fork(fileURLToPath(new URL("child.mjs", import.meta.url)), { execArgv: ["--expose-gc"] });
      child.send({ file, options: { ...options, origin: `http://127.0.0.1:${port}` } });
      const [answer] = await Promise.race([
        once(child, "message"),
        once(child, "exit").then(([code]) => [{ error: `its process ended with ${code}` }]),
      ]);
      if (child.connected) child.disconnect();
      if (answer.error) throw new Error(`${bundle}: ${answer.error}`);
      return answer.value;
    },
    quit: async () => {},
  };
}
