// Pictures small enough to be kept, and how far two of them are apart.
import { createRequire } from "node:module";

const tools = createRequire(new URL("../../.tools/npm/package.json", import.meta.url));
const { PNG } = tools("pngjs");
const { default: pixelmatch } = await import(tools.resolve("pixelmatch"));

/** Pixels of the page on a side of one of the kept picture: letters are shades of grey then, however they were drawn. */
const REDUCED = 6;
/** Steps of a kept colour: what an eye does not see would only cost bytes. */
const STEP = 8;
/** How far two colours may be apart, of 1 between black and white. */
const COLOUR = 0.05;
/** A square of this many kept pixels, and how many of it may differ. */
const WINDOW = 12;
const TOLERATED = 16;
/** Kept pixels that a page may be longer or shorter. */
const LENGTH = 3;

/** The mean of each square of pixels. @param {Buffer} png @returns {PNG} */
export function reduce(png) {
  const full = PNG.sync.read(png);
  const small = new PNG({ width: Math.floor(full.width / REDUCED), height: Math.floor(full.height / REDUCED) });
  const each = (x, y, channel) => {
    let sum = 0;
    for (let down = 0; down < REDUCED; down++) {
      for (let across = 0; across < REDUCED; across++) sum += full.data[((y * REDUCED + down) * full.width + x * REDUCED + across) * 4 + channel];
    }
    return Math.min(Math.round(sum / REDUCED ** 2 / STEP) * STEP, 255);
  };
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const at = (y * small.width + x) * 4;
      for (let channel = 0; channel < 3; channel++) small.data[at + channel] = each(x, y, channel);
      small.data[at + 3] = 255;
    }
  }
  return small;
}

/** As a file without the transparency that it does not have. @param {PNG} picture */
export const encode = (picture) => PNG.sync.write(picture, { colorType: 2, deflateLevel: 9, filterType: -1 });

/** @param {Buffer} file @returns {PNG} */
export const decode = (file) => PNG.sync.read(file);

/**
 * What is wrong with the picture by the kept one, or null; `marked` shows where.
 * @param {PNG} kept @param {PNG} taken @returns {{ told: string, marked: PNG } | null}
 */
export function compare(kept, taken) {
  if (kept.width !== taken.width) return { told: `${taken.width * REDUCED} px wide, not ${kept.width * REDUCED}`, marked: taken };
  const longer = taken.height - kept.height;
  if (Math.abs(longer) > LENGTH) return { told: `${Math.abs(longer) * REDUCED} px ${longer > 0 ? "longer" : "shorter"}`, marked: taken };
  const { width } = kept;
  const height = Math.min(kept.height, taken.height);
  const marked = new PNG({ width, height });
  const bytes = width * height * 4;
  const [one, other] = [kept.data.subarray(0, bytes), taken.data.subarray(0, bytes)];
  const worst = pixelmatch(one, other, marked.data, width, height, { threshold: COLOUR, includeAA: true, windowSize: WINDOW });
  if (worst <= TOLERATED) return null;
  return { told: `${worst} of ${WINDOW ** 2} pixels of one place differ`, marked };
}
