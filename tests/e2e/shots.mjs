// Pictures of the pages' main views, to be looked at: `node tests/e2e/shots.mjs FOLDER`. Light and dark, narrow and wide.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { SCHEMES, WIDTHS, photograph, pose, startCamera, walkArrested } from "./camera.mjs";
import { copyServed, openScene } from "./scene.mjs";
import { walkDemo, walkExplorer, walkMatch } from "./walks.mjs";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node tests/e2e/shots.mjs FOLDER");
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const scratch = await mkdtemp(join(tmpdir(), "clever-shots-"));
await mkdir(folder, { recursive: true });
const browser = await startCamera(join(scratch, "camera"));
let taken = 0;
try {
  const served = await copyServed(scratch);
  for (const walk of [walkDemo, walkExplorer, walkMatch]) {
    const scene = await openScene(browser, {}, { scratch, ...served, name: walk.name });
    await walkArrested(walk, scene, browser, shoot);
    await scene.close();
  }
} finally {
  await browser.quit();
  await rm(scratch, { recursive: true, force: true });
}
console.log(`${taken} pictures in ${folder}`);

/** The whole page in each scheme and width; what does not fit in the width is said, as no picture shows it. */
async function shoot(tab, view) {
  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) {
      await pose(tab, browser, { scheme, width });
      const over = await tab.run(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) {
        console.error(`${view}, ${scheme}, ${width}: ${over} px wider than the screen`);
        process.exitCode = 1;
      }
      await writeFile(join(folder, `${view}-${scheme}-${width}.png`), await photograph(tab, browser, width));
      taken += 1;
    }
  }
}
