// Where a page's parts stand, as lines that people can read, and what may be on no page.

/** Pixels, and of a number beyond them the share, that a box may be elsewhere: browsers round lines differently. */
const NEAR = 3;
const SHARE = 0.015;

/** @returns {Promise<{ lines: string[], faults: string[] }>} of the page that the tab shows */
export const readLayout = (tab) => tab.run(inspect);

/** The first line that is not as it was kept, or null. @param {string[]} kept @param {string[]} read */
export function compareLayouts(kept, read) {
  for (let at = 0; at < Math.max(kept.length, read.length); at++) {
    if (kept[at] === read[at]) continue;
    const [was, is] = [kept[at] ?? "", read[at] ?? ""].map(split);
    if (was.part !== is.part || was.box.some((value, side) => Math.abs(value - is.box[side]) > NEAR + SHARE * value)) {
      return `line ${at + 1} was ${kept[at] ?? "not there"}, and is ${read[at] ?? "gone"}`;
    }
  }
  return null;
}

/** `button Sign out 12,34 100×40` */
function split(line) {
  const [, part, box] = /^(.*?) ?(-?\d+,-?\d+ \d+×\d+)?$/.exec(line);
  return { part, box: (box ?? "").split(/[ ,×]/).map(Number) };
}

function inspect() {
  const CONTROLS = "a[href], button, input, select, textarea, summary";
  const PARTS = `header, nav, main, footer, section, h1, h2, h3, table, svg[role=img], [role=status], .card, ${CONTROLS}`;
  const faults = [];
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1;
  const scrolls = (box) => /auto|scroll/.test(getComputedStyle(box).overflowX + getComputedStyle(box).overflowY);
  const around = (one) => {
    const list = [];
    for (let box = one.parentElement; box && box !== document.body; box = box.parentElement) list.push(box);
    return list;
  };
  const named = (one) => {
    const text = one.getAttribute("aria-label") ?? (one.labels?.[0] ?? one).innerText ?? one.textContent;
    const kind = one.matches("section, header, nav, main, footer, .card, table") && !one.matches(CONTROLS) ? "" : text.replace(/\s+/g, " ").trim().slice(0, 40);
    return `${one.localName}${one.id ? `#${one.id}` : ""}${kind ? ` ${kind}` : ""}`;
  };
  /** What of it is in sight: a box that scrolls hides the rest. */
  const sight = (one) => {
    let { left, top, right, bottom } = one.getBoundingClientRect();
    for (const box of around(one).filter(scrolls)) {
      const hole = box.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, hole.left), Math.max(top, hole.top), Math.min(right, hole.right), Math.min(bottom, hole.bottom)];
    }
    return { left, top: top + scrollY, right, bottom: bottom + scrollY };
  };
  const isEmpty = ({ left, top, right, bottom }) => right - left < 1 || bottom - top < 1;

  const parts = [...document.querySelectorAll(PARTS)].filter(seen);
  const lines = parts
    .map((one) => [one, sight(one)])
    .filter(([, rect]) => !isEmpty(rect) && rect.bottom > 0)
    .map(([one, { left, top, right, bottom }]) => `${named(one)} ${[left, top].map(Math.round)} ${Math.round(right - left)}×${Math.round(bottom - top)}`);

  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) faults.push(`the page is ${over} px wider than its window`);
  const placed = parts.filter((one) => one.matches(`${CONTROLS}, h1, h2, h3`)).map((one) => [one, sight(one)]).filter(([, rect]) => !isEmpty(rect) && rect.bottom > 0);
  for (const [at, [one, a]] of placed.entries()) {
    if (a.left < -1 || a.right > innerWidth + 1) faults.push(`${named(one)} is cut off by the window`);
    for (const [other, b] of placed.slice(at + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      // What stays put while the rest scrolls covers it on purpose.
      if ([one, other].some((which) => [which, ...around(which)].some((box) => getComputedStyle(box).position === "sticky"))) continue;
      const [across, down] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
      if (across > 1 && down > 1) faults.push(`${named(one)} covers ${named(other)}`);
    }
  }
  for (const one of document.querySelectorAll("h1, h2, h3, p, li, label, button, a, td, th, dt, dd, summary, code, strong, small, span, div")) {
    if (!seen(one) || one.clientWidth === 0 || getComputedStyle(one).textOverflow === "ellipsis") continue;
    if (scrolls(one) || around(one).some(scrolls) || one.classList.contains("visually-hidden")) continue;
    if (one.scrollWidth > one.clientWidth + 1) faults.push(`${named(one)} does not fit into its ${one.clientWidth} px`);
  }
  return { lines, faults };
}
