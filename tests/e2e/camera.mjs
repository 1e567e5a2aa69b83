// Pictures of pages that come out the same on every run and every machine with this Chromium: one font, one time of day,
// nothing that moves.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { mkdir, writeFile } from "node:fs/promises";

import { startBrowser } from "./browser.mjs";

const tools = createRequire(new URL("../../.tools/npm/package.json", import.meta.url));
const FONTS = join(dirname(tools.resolve("dejavu-fonts-ttf/package.json")), "ttf");

export const SCHEMES = ["light", "dark"];
export const WIDTHS = [360, 1440];
const HEIGHT = 900;
/** The pages' time, and the emulator's. Some seconds may pass before the minute does. */
const NOON = Date.UTC(2026, 2, 4, 12, 0, 5);

/** Every family is DejaVu, whatever else the machine has, and drawn in one way. */
const FONT_RULES = (cache) => `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${FONTS}</dir><cachedir>${cache}</cachedir>
  <selectfont><rejectfont>${["*Serif*", "*Condensed*", "*ExtraLight*", "*Oblique*", "*TeX*"].map((name) => `<glob>${name}</glob>`).join("")}</rejectfont></selectfont>
  <match target="pattern"><test name="family"><string>monospace</string></test>
    <edit name="family" mode="assign" binding="strong"><string>DejaVu Sans Mono</string></edit></match>
  <match target="pattern">
    <edit name="antialias" mode="assign"><bool>true</bool></edit><edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>`;

/** Chromium with that font. @param {string} scratch a folder of its own */
export async function startCamera(scratch) {
  const rules = join(scratch, "fonts.conf");
  await mkdir(scratch, { recursive: true });
  await writeFile(rules, FONT_RULES(join(scratch, "fonts")));
  return startBrowser("chromium", "plain", {
    flags: ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars", "--lang=en-US"],
    environment: { ...process.env, FONTCONFIG_FILE: rules, TZ: "UTC", LC_ALL: "C.UTF-8" },
  });
}

/** The same scene; in the windows that it opens, and for its Clever, time stands still. */
export async function arrest(scene, { driver }) {
  const setClock = () => scene.clever.clock(NOON - Date.now());
  await setClock();
  return {
    ...scene,
    setClock,
    async open(path) {
      const tab = await scene.open();
      await driver.sendDevToolsCommand("Page.addScriptToEvaluateOnNewDocument", { source: `(${stopClocks})(${NOON});` });
      await tab.go(path);
      return tab;
    },
  };
}

function stopClocks(noon) {
  const { performance, Date: Real } = globalThis;
  performance.now = () => 1000;
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length > 0 ? given : [noon]));
    }
    static now = () => noon;
  };
}

/** Takes a walk of walks.mjs while time stands still, and looks with `look(tab, view)`. */
export async function walkArrested(walk, scene, browser, look) {
  const arrested = await arrest(scene, browser);
  await walk(arrested, async (tab, view) => {
    await look(tab, view);
    await release(browser);
    await arrested.setClock(); // the emulator's goes on
  });
}

/** Dresses the page in a scheme, at a width, and waits until nothing moves. */
export async function pose(tab, { driver }, { scheme, width }) {
  const features = [{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }];
  await driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features });
  await driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", { width, height: HEIGHT, deviceScaleFactor: 1, mobile: false });
  await driver.sendDevToolsCommand("Input.dispatchMouseEvent", { type: "mouseMoved", x: 0, y: 0 });
  await tab.until(settled, width, HEIGHT);
}

async function settled(width, height) {
  if (innerWidth !== width) return false;
  // As high as a window, when the window is made as high as the page.
  document.querySelector("main").style.minHeight = `${height}px`;
  scrollTo(0, 0);
  for (const box of document.querySelectorAll("*")) if (box.scrollTop > 0) box.scrollTop = 0;
  // What a run has of its own: ports, and which of several answers came first.
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data } = texts.currentNode;
    const plain = data.replaceAll(/(127\.0\.0\.1):\d+/g, "$1:8080");
    if (plain !== data) texts.currentNode.data = plain;
  }
  const log = document.querySelector("#log-rows");
  log?.append(...[...log.rows].sort((one, other) => (one.textContent < other.textContent ? -1 : 1)));
  await document.fonts.ready;
  const measure = () => [document.documentElement.scrollHeight, document.querySelectorAll("*").length].join();
  const before = measure();
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  return measure() === before && document.getAnimations().every((animation) => animation.finish() ?? true);
}

/** The page as a PNG, from its top to the given height at most. */
export async function photograph(tab, { driver }, width, tallest = 6000) {
  // All of it in the window: what scrolls in itself is not drawn at once where it is out of sight.
  const height = Math.min(await tab.run(() => document.documentElement.scrollHeight), tallest);
  await driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
  await tab.until(settled, width, HEIGHT);
  // A picture that does not hold for two is of something on its way.
  for (let last = null, tries = 0; tries < 20; tries++) {
    const { data } = await driver.sendAndGetDevToolsCommand("Page.captureScreenshot", {});
    if (data === last) return Buffer.from(data, "base64");
    last = data;
  }
  throw new Error("the page does not stand still");
}

/** Back to the window as it was, for the walk to go on in. */
export async function release({ driver }) {
  await driver.sendDevToolsCommand("Emulation.clearDeviceMetricsOverride", {});
  await driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features: [] });
}
