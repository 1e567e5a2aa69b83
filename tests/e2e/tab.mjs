// One window of the browser, as the person in front of it sees and uses it.
import { createRequire } from "node:module";

const { By, Key, error: webdriver } = createRequire(new URL("../../.tools/npm/package.json", import.meta.url))("selenium-webdriver");

const PATIENCE_MS = 10_000;
const POLL_MS = 25;

/** What a script of a case threw in the page: the members of a CleverError among them. */
export class PageError extends Error {
  constructor(thrown) {
    super(`in the page: ${thrown.name}: ${thrown.message}`);
    Object.assign(this, { thrown });
  }
}

/** Asks again until the answer is truthy. What fails meanwhile, as a page that is being left, does not count. */
export async function until(ask, what, patience = PATIENCE_MS) {
  const deadline = Date.now() + patience;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      if (!(error instanceof webdriver.WebDriverError || error instanceof PageError)) throw error;
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}${last ? ` (${last.message.split("\n")[0]})` : ""}`);
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
}

const ID = (id) => By.css(`[data-testid="${id}"]`);

/**
 * @param {import("selenium-webdriver").WebDriver} driver @param {string} handle
 * @param {{ app: string, clever: string }} origins
 */
export function createTab(driver, handle, origins) {
  let frame = null;

  async function here() {
    await driver.switchTo().window(handle);
    if (frame) await driver.switchTo().frame(await driver.findElement(By.css(frame)));
  }
  const on = (action) => async (...given) => {
    await here();
    return action(...given);
  };
  const find = async (locator) => {
    await here();
    return driver.findElement(locator);
  };
  const press = (locator, what) =>
    until(async () => (await (await find(locator)).click(), true), `to click ${what}`);

  const tab = {
    handle,
    /** A path of the app, or an address. */
    go: on((place) => driver.get(place.startsWith("/") ? origins.app + place : place)),
    back: on(() => driver.navigate().back()),
    reload: on(() => driver.navigate().refresh()),
    /** Past caches and service workers; false where the driver cannot. */
    reloadHard: on(async () => {
      if (!driver.sendDevToolsCommand) return false;
      await driver.sendDevToolsCommand("Page.reload", { ignoreCache: true });
      return true;
    }),
    address: on(() => driver.getCurrentUrl()),
    /** Makes the page as wide as that, below what a window can be too, where the driver can. Scroll bars take no room. */
    resize: on(async (width, height) => {
      await driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
      await driver.sendDevToolsCommand("Emulation.setScrollbarsHidden", { hidden: true });
    }),
    close: on(() => driver.close()),
    /** What follows is about the frame of that selector; null is the page itself. */
    enter: (selector) => (frame = selector),

    /** Runs a function in the page and gives what it returns, as JSON has it. */
    async run(script, ...given) {
      await here();
      const answer = await driver.executeScript(
        `return (async (given) => {
           try { return { value: await (${script})(...given) }; }
           catch (error) { return { error: globalThis.describe ? describe(error) : { name: error?.name, message: String(error?.message ?? error) } }; }
         })(Array.from(arguments))`,
        ...given,
      );
      if (answer === null) throw new PageError({ name: "PageLeft", message: "the page was left meanwhile" });
      if (answer.error) throw new PageError(answer.error);
      return answer.value ?? null;
    },
    /** What a function in the page throws. */
    async refusal(script, ...given) {
      try {
        await tab.run(script, ...given);
      } catch (error) {
        if (error instanceof PageError) return error.thrown;
        throw error;
      }
      throw new Error(`nothing was thrown by ${script}`);
    },
    until: (script, ...given) => until(() => tab.run(script, ...given), String(script)),

    text: async (id) => (await find(ID(id))).getAttribute("textContent"),
    async isShown(id) {
      await here();
      const [found] = await driver.findElements(ID(id));
      return found !== undefined && found.isDisplayed();
    },
    click: (id) => press(ID(id), id),
    /** A click that the page makes: Firefox's driver adds an unload listener for its own, and such pages are not kept for Back. */
    clickUnwatched: (id) =>
      tab.run((wanted) => {
        document.querySelector(`[data-testid="${wanted}"]`).click();
      }, id),
    press: (selector) => press(By.css(selector), selector),
    /** Goes on with the Tab key until that element has the focus, and presses Enter. */
    async enterByKeyboard(selector) {
      await tab.until((wanted) => document.querySelector(wanted) !== null, selector);
      for (let presses = 0; presses < 60; presses++) {
        if (await tab.run((wanted) => document.activeElement?.matches(wanted), selector)) {
          return driver.switchTo().activeElement().sendKeys(Key.ENTER);
        }
        await driver.actions().sendKeys(Key.TAB).perform();
      }
      throw new Error(`the Tab key does not lead to ${selector}`);
    },
    /** Waits until an element's text is that, or matches. */
    see: (id, wanted) =>
      until(async () => {
        const text = await tab.text(id);
        return wanted instanceof RegExp ? wanted.test(text) : text === wanted;
      }, `to see ${wanted} in ${id}`),
    count: async (selector) => (await here(), (await driver.findElements(By.css(selector))).length),

    /** Waits for one of the demo's views. */
    view: (name) => until(() => find(By.css(`[data-testid="view"][data-view="${name}"]`)), `for the view ${name}`),
    /** The demo's error view, opened and read. */
    async failure() {
      await tab.view("error");
      const read = async (id) => ((await driver.findElements(ID(id))).length > 0 ? tab.text(id) : null);
      return { code: await read("error-code"), reason: await read("error-reason"), hint: await read("error-hint"), title: await tab.run(() => document.querySelector("#error h1").textContent) };
    },
    /** On Clever's login page. */
    choose: (persona) => press(By.css(`button[data-persona="${persona}"]`), `the persona ${persona}`),
    atClever: () => until(async () => (await tab.address()).startsWith(origins.clever), "to be at Clever"),

    historyLength: () => tab.run(() => history.length),
    storage: () => tab.run(() => ({ session: { ...sessionStorage }, local: { ...localStorage } })),
  };
  return tab;
}
