// What the README shows is what runs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

const PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Example</title><script src="/e2e/watch.js"></script><script type="module" src="/stage/example.js"></script></head><body></body></html>\n';

/** The example, pointed at this case's emulator and at its own page. */
async function example({ clever, api }) {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  let script = /<!-- example[^]*?```js\n([^]*?)```/.exec(readme)[1];
  for (const [written, here] of [
    ['from "clever-wasm"', 'from "/pkg/dist/index.js"'],
    ['location.origin + "/"', 'location.origin + "/stage/example.html"'],
    ["http://127.0.0.1:8081", clever],
    ["http://127.0.0.1:8082", api],
  ]) {
    assert.ok(script.includes(written), `the README's example has ${written}`);
    script = script.replace(written, here);
  }
  return script;
}

export default {
  "the example signs in and lists the sections": {
    async run(scene) {
      await scene.write("example.html", PAGE);
      await scene.write("example.js", await example(scene.clever));
      const tab = await scene.open("/stage/example.html");
      await tab.until(() => document.querySelector("button")?.textContent === "Log in with Clever");
      await tab.run(() => void document.querySelector("button").click());
      await tab.choose("library_teacher");
      await tab.until(() => /^Hello \S+\. (.+\.( |$)){2,}$/.test(document.body.textContent.trim()));
      assert.equal(await tab.run(() => location.href), `${scene.clever.app}/stage/example.html`);
    },
  },
};
